package org.exina.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.exina.image.DihedralView;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Finds images that show one thing, in any of the eight views. All hashes are compared (a few operations on one word
 * for each pair and view: half a minute for 100,000 images); what is close is laid over each other and its detail
 * compared. In a large set of much the same images the closest {@value #MAX_CANDIDATES} pairs are looked at. Works on all
 * processors; what it finds does not depend on how many there are.
 */
final class NearDuplicateFinder {
    /**
     * Least correlation of fine detail. Measured on 805 pollen grains of 23 types: images saved as JPEG of quality 30, at
     * half size, or cut 2 % tighter stay above 0.9; the 57 pairs above 0.82 show one grain, seen by eye; different
     * grains begin at 0.76.
     */
    static final double LEAST_SIMILARITY = 0.82;

    /** On the same images: every pair above that similarity differed in 17 of 63 and 77 of 255 signs at most. */
    private static final int RADIUS = 17;

    private static final int FULL_RADIUS = 80;

    /** Pairs as close as this are always looked at: saved anew, resized or turned copies differ in 3 signs at most. */
    private static final int SURE_RADIUS = 4;

    private static final int MAX_CANDIDATES = 200_000;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final int BLOCK = 64; // images compared with all later ones before the surest pairs are looked at
    private static final int STRIP = 8; // of them, by one thread
    private static final int BATCH = 32; // pairs of one image looked at by one thread
    private static final String INTERRUPTED = "interrupted while images were compared";

    private final int[] members;
    private final PerceptualHash[] hashes; // by sample
    private final Thumbnails thumbnails;
    private final UnionFind sets;
    private final Progress progress;
    private final List<NearDuplicate> found = new ArrayList<>();
    private final int[] counts = new int[RADIUS + 1]; // candidates by distance
    private long[] candidates = new long[1024];
    private int size;
    private volatile int radius = RADIUS;

    /**
     * Prepares to compare some of the samples with each other.
     *
     * @param members the samples to compare, ascending
     * @param sets what belongs together already; grows by what is found
     */
    NearDuplicateFinder(int[] members, Thumbnails thumbnails, UnionFind sets, Progress progress) {
        this.members = members;
        this.hashes = new PerceptualHash[sets.size()];
        this.thumbnails = thumbnails;
        this.sets = sets;
        this.progress = progress;
    }

    /** Pairs enough to tell every set; not every pair within it. */
    List<NearDuplicate> find() throws IOException {
        hash();
        long[] low = IntStream.of(members).mapToLong(i -> hashes[i].low()).toArray();
        for (int from = 0; from < members.length; from += BLOCK) {
            int to = Math.min(members.length, from + BLOCK);
            int[] set = IntStream.of(members).map(sets::find).toArray();
            List<Callable<long[]>> strips = new ArrayList<>();
            for (int m = from; m < to; m += STRIP) {
                int first = m;
                strips.add(() -> compareWithLater(first, Math.min(to, first + STRIP), low, set));
            }
            confirm(
                    Parallel.run(strips, THREADS, INTERRUPTED).stream()
                            .flatMapToLong(LongStream::of)
                            .toArray(),
                    done -> {});
            progress.report("comparing images", to, members.length);
        }
        long[] rest = Arrays.stream(candidates, 0, size)
                .filter(c -> distanceOf(c) <= radius)
                .sorted()
                .toArray();
        confirm(rest, done -> progress.report("comparing details", done, rest.length));
        return found;
    }

    private void hash() throws IOException {
        List<Callable<Void>> work = new ArrayList<>();
        for (int from = 0; from < members.length; from += BLOCK) {
            int[] some = Arrays.copyOfRange(members, from, Math.min(members.length, from + BLOCK));
            work.add(() -> {
                for (int i : some) {
                    hashes[i] = PerceptualHash.of(thumbnails.get(i));
                }
                return null;
            });
        }
        Parallel.run(work, THREADS, INTERRUPTED);
    }

    /**
     * Compares some of the members with all behind them.
     *
     * @param low of each member's hash
     * @param set which each member is in
     * @return the surest pairs, in order; the others become candidates
     */
    private long[] compareWithLater(int from, int to, long[] low, int[] set) {
        LongStream.Builder sure = LongStream.builder();
        LongStream.Builder near = LongStream.builder();
        PerceptualHash[] views = new PerceptualHash[8];
        long[] viewsLow = new long[8];
        for (int m = from; m < to; m++) {
            for (DihedralView view : DihedralView.values()) { // a's view like b, then b's inverse view like a
                int inverse = inverse(view).ordinal();
                views[inverse] = hashes[members[m]].view(view);
                viewsLow[inverse] = views[inverse].low();
            }
            for (int n = m + 1; n < members.length; n++) {
                for (int v = 0; v < 8; v++) {
                    int distance = Long.bitCount(viewsLow[v] ^ low[n]);
                    if (distance <= radius
                            && set[m] != set[n]
                            && views[v].fullDistance(hashes[members[n]]) <= FULL_RADIUS) {
                        (distance <= SURE_RADIUS ? sure : near)
                                .add((long) members[m] << 34 | (long) members[n] << 3 | v);
                    }
                }
            }
        }
        keep(near.build().toArray());
        return sure.build().toArray();
    }

    private synchronized void keep(long[] near) {
        for (long candidate : near) {
            int distance = distanceOf(candidate);
            if (distance <= radius) {
                if (size == candidates.length) {
                    candidates = Arrays.copyOf(candidates, 2 * size);
                }
                candidates[size++] = candidate;
                counts[distance]++;
                if (size > MAX_CANDIDATES) {
                    dropFarthest();
                }
            }
        }
    }

    private void dropFarthest() {
        int left = size;
        int least = radius;
        while (left > MAX_CANDIDATES && least > SURE_RADIUS) {
            left -= counts[least];
            least--;
        }
        radius = least;
        long[] nearer = Arrays.stream(candidates, 0, size)
                .filter(c -> distanceOf(c) <= radius)
                .toArray();
        size = nearer.length;
        candidates = Arrays.copyOf(nearer, MAX_CANDIDATES + 1);
    }

    private int distanceOf(long candidate) {
        PerceptualHash turned = hashes[second(candidate)].view(viewOf(candidate));
        return hashes[first(candidate)].distance(turned);
    }

    private static int first(long candidate) {
        return (int) (candidate >>> 34);
    }

    private static int second(long candidate) {
        return (int) (candidate >>> 3) & 0x7FFF_FFFF;
    }

    /**
     * Looks at pairs, in their order; those whose images are in one set by then are passed over.
     *
     * @param done told how many of the pairs are done
     */
    private void confirm(long[] pairs, IntConsumer done) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(INTERRUPTED);
        }
        int next = 0;
        while (next < pairs.length) {
            List<Callable<double[]>> work = new ArrayList<>();
            List<long[]> batches = new ArrayList<>();
            while (next < pairs.length && work.size() < 8 * THREADS) {
                long[] batch = new long[BATCH];
                int length = 0;
                int a = first(pairs[next]);
                for (; next < pairs.length && length < BATCH && first(pairs[next]) == a; next++) {
                    if (sets.find(a) != sets.find(second(pairs[next]))) {
                        batch[length++] = pairs[next];
                    }
                }
                if (length > 0) {
                    long[] some = Arrays.copyOf(batch, length);
                    batches.add(some);
                    work.add(() -> similarities(some));
                }
            }
            List<double[]> similarities = Parallel.run(work, THREADS, INTERRUPTED);
            for (int i = 0; i < batches.size(); i++) {
                for (int k = 0; k < batches.get(i).length; k++) {
                    decide(batches.get(i)[k], similarities.get(i)[k]);
                }
            }
            done.accept(next);
        }
    }

    /** Of pairs that have the first image in common. */
    private double[] similarities(long[] pairs) throws IOException {
        ImageRegistration alignment = new ImageRegistration(thumbnails.get(first(pairs[0])));
        double[] similarities = new double[pairs.length];
        for (int k = 0; k < pairs.length; k++) {
            similarities[k] = alignment.similarity(Thumbnail.view(thumbnails.get(second(pairs[k])), viewOf(pairs[k])));
        }
        return similarities;
    }

    private void decide(long pair, double similarity) {
        int a = first(pair);
        int b = second(pair);
        if (similarity >= LEAST_SIMILARITY && sets.find(a) != sets.find(b)) {
            sets.unite(a, b);
            found.add(new NearDuplicate(a, b, viewOf(pair), (float) similarity)); // as it is kept
        }
    }

    private static DihedralView viewOf(long pair) {
        return DihedralView.values()[(int) (pair & 7)];
    }

    /** Mirrored views undo themselves; turns are undone by the rest of the full turn. */
    private static DihedralView inverse(DihedralView view) {
        return view == DihedralView.TURN_90
                ? DihedralView.TURN_270
                : view == DihedralView.TURN_270 ? DihedralView.TURN_90 : view;
    }
}
