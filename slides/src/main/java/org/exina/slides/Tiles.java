package org.exina.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Looks for candidates on a field of any size, a tile at a time. Tiles overlap; a candidate belongs to the one in which its
 * middle lies, so that none counts twice. The threshold is one for all tiles: that of 16 of them, spread evenly.
 */
public final class Tiles {
    private static final int SIDE = 2048;
    /** Half of the largest grain that is found whole across a border of tiles. */
    private static final int OVERLAP = 256;

    private static final int SAMPLED = 16;

    private final GrainSegmenter segmenter;
    private final SquareCrop.Reader field;
    private final int width;
    private final int height;
    private final List<Box> tiles;

    private Tiles(SegmenterSettings settings, SquareCrop.Reader field, int width, int height) {
        this.segmenter = new GrainSegmenter(settings);
        this.field = field;
        this.width = width;
        this.height = height;
        this.tiles = tiles(width, height);
    }

    /**
     * All candidates of a field, from the top.
     *
     * @param width of the field in pixels
     * @param height of the field in pixels
     * @throws java.io.InterruptedIOException when the thread is interrupted
     */
    public static List<Candidate> find(
            SegmenterSettings settings, SquareCrop.Reader field, int width, int height, Progress progress)
            throws IOException {
        return new Tiles(settings, field, width, height).find(progress);
    }

    private static List<Box> tiles(int width, int height) {
        if (width <= SIDE + 2 * OVERLAP && height <= SIDE + 2 * OVERLAP) {
            return List.of(new Box(0, 0, width, height));
        }
        List<Box> tiles = new ArrayList<>();
        for (int y = 0; y < height; y += SIDE) {
            for (int x = 0; x < width; x += SIDE) {
                tiles.add(new Box(x, y, Math.min(SIDE, width - x), Math.min(SIDE, height - y)));
            }
        }
        return tiles;
    }

    private List<Candidate> find(Progress progress) throws IOException {
        if (tiles.size() == 1) {
            return segmenter.find(field.read(tiles.get(0)));
        }
        double threshold = threshold(progress);
        AtomicInteger done = new AtomicInteger();
        List<Callable<List<Candidate>>> work = new ArrayList<>();
        for (Box tile : tiles) {
            work.add(() -> {
                List<Candidate> found = in(tile, threshold);
                progress.report("looking for grains", done.incrementAndGet(), tiles.size());
                return found;
            });
        }
        return sideBySide(work).stream()
                .flatMap(List::stream)
                .sorted(Comparator.<Candidate>comparingInt(c -> c.box().y())
                        .thenComparingInt(c -> c.box().x())
                        .thenComparingLong(c -> c.box().area()))
                .toList();
    }

    private static <T> List<T> sideBySide(List<Callable<T>> work) throws IOException {
        return Parallel.run(
                work,
                Math.min(2, Runtime.getRuntime().availableProcessors()), // more would need more memory
                "interrupted while looking for grains; nothing was written");
    }

    private double threshold(Progress progress) throws IOException {
        int count = Math.min(SAMPLED, tiles.size());
        AtomicInteger done = new AtomicInteger();
        int[] histogram = new int[256]; // of all of them
        List<Callable<Double>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Box tile = tiles.get((int) ((long) i * tiles.size() / count));
            work.add(() -> {
                BackgroundDistance contrast = BackgroundDistance.of(field.read(tile));
                int[] levels = contrast.histogram();
                synchronized (histogram) {
                    Arrays.setAll(histogram, level -> histogram[level] + levels[level]);
                }
                progress.report("measuring the background", done.incrementAndGet(), count);
                return contrast.noise();
            });
        }
        List<Double> noise = sideBySide(work).stream().sorted().toList();
        return segmenter.threshold(histogram, noise.get(noise.size() / 2));
    }

    private List<Candidate> in(Box tile, double threshold) throws IOException {
        Box wide = new Box(
                        tile.x() - OVERLAP, tile.y() - OVERLAP, tile.width() + 2 * OVERLAP, tile.height() + 2 * OVERLAP)
                .clipped(width, height);
        RgbImage pixels = field.read(wide);
        return segmenter.find(pixels, BackgroundDistance.of(pixels), threshold).stream()
                .filter(each -> !isTorn(each.box(), wide))
                .map(each -> each.moved(wide.x(), wide.y()))
                .filter(each -> isMiddleIn(each.box(), tile))
                .toList();
    }

    /**
     * Whether it goes on beyond what was read.
     *
     * @param box in pixels of what was read
     */
    private boolean isTorn(Box box, Box wide) {
        boolean aside = box.x() == 0 && wide.x() > 0;
        boolean above = box.y() == 0 && wide.y() > 0;
        return aside
                || above
                || (box.right() == wide.width() && wide.right() < width)
                || (box.bottom() == wide.height() && wide.bottom() < height);
    }

    private static boolean isMiddleIn(Box box, Box tile) {
        int x = box.x() + box.width() / 2;
        int y = box.y() + box.height() / 2;
        return x >= tile.x() && x < tile.right() && y >= tile.y() && y < tile.bottom();
    }
}
