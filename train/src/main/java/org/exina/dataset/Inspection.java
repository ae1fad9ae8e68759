package org.exina.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.exina.features.FeatureCache;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageHeader;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.io.Sha256;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Every image of a data set, read and decoded once: what each file is, which are the same file, and which show the same
 * thing. The ground for {@link Groups} and {@link Audit}.
 */
public final class Inspection {
    private final Dataset dataset;
    private final List<ImageFacts> facts;
    private final List<NearDuplicate> nearDuplicates;

    /** One of the ways to inspect a data set, its cache and its progress chosen. */
    public interface Inspector {
        Inspection inspect(Dataset dataset) throws IOException;
    }

    Inspection(Dataset dataset, List<ImageFacts> facts, List<NearDuplicate> nearDuplicates) {
        this.dataset = dataset;
        this.facts = List.copyOf(facts);
        this.nearDuplicates = List.copyOf(nearDuplicates);
    }

    /**
     * Reads every image, on all processors. Takes about as long as decoding them; memory for a few images at a time
     * and about 300 bytes for each. Damaged images are facts, not exceptions.
     *
     * @throws java.io.InterruptedIOException when the thread is interrupted
     * @throws IOException when the temporary file for thumbnails cannot be written
     */
    public static Inspection of(Dataset dataset, Progress progress) throws IOException {
        return Reading.inspect(dataset, true, Optional.empty(), progress);
    }

    /**
     * Inspects a data set of which images may have been inspected before: these are read and hashed, and neither decoded
     * nor, where the set is the same, compared again. See {@link #of(Dataset, Progress)}.
     *
     * @param cache where it is kept, beside the images' features
     * @param notes told when nothing can be kept there
     */
    public static Inspection of(Dataset dataset, FeatureCache cache, Consumer<String> notes, Progress progress)
            throws IOException {
        try (InspectionCache kept = new InspectionCache(cache, notes)) {
            return Reading.inspect(dataset, true, Optional.of(kept), progress);
        }
    }

    /**
     * Reads every image without a look for different files that show one thing: for images whose data set groups
     * what belongs together, such as cuts of one field, which overlap.
     */
    public static Inspection ofGrouped(Dataset dataset, Progress progress) throws IOException {
        return Reading.inspect(dataset, false, Optional.empty(), progress);
    }

    /**
     * An inspection of images that can be read, as their maker knows, and of which a data set groups what belongs
     * together. Reads nothing.
     *
     * @param sha256 of each sample, see {@link org.exina.image.file.ImageSource.Content#sha256}
     */
    public static Inspection ofKnown(Dataset dataset, List<String> sha256) {
        if (sha256.size() != dataset.size()) {
            throw new IllegalArgumentException(
                    "expected a hash for each of " + dataset.size() + " samples, got " + sha256.size());
        }
        return new Inspection(
                dataset,
                sha256.stream()
                        .map(each -> new ImageFacts(each, Optional.empty(), Optional.empty()))
                        .toList(),
                List.of());
    }

    public Dataset dataset() {
        return dataset;
    }

    /** One for each sample. */
    public List<ImageFacts> facts() {
        return facts;
    }

    /**
     * The images, known by what they held when they were inspected: each is read again only for its pixels, and is no
     * image any more when it has changed since.
     */
    public List<ImageSource> sources() {
        record Inspected(ImageSource source, String sha256) implements ImageSource, ImageSource.Content {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public Content read() {
                return this;
            }

            @Override
            public RgbImage pixels() throws IOException {
                Content content = source.read();
                if (!content.sha256().equals(sha256)) {
                    throw new ImageException(Path.of(source.where()), "has changed since it was inspected");
                }
                return content.pixels();
            }

            @Override
            public Optional<Path> file() {
                return source.file();
            }
        }
        return IntStream.range(0, facts.size())
                .<ImageSource>mapToObj(i -> new Inspected(
                        dataset.samples().get(i).source(), facts.get(i).sha256()))
                .toList();
    }

    /** Pairs that show one thing though their files differ: enough to tell every set of them, not each pair in it. */
    public List<NearDuplicate> nearDuplicates() {
        return nearDuplicates;
    }

    /**
     * The images that can be used. The others become {@linkplain Dataset#skipped() skipped files} of the data set.
     *
     * @throws DatasetException when fewer than two classes are left
     */
    public Inspection readable() throws ExinaException {
        Map<Integer, SkippedFile> left = new HashMap<>();
        for (int i = 0; i < facts.size(); i++) {
            if (!facts.get(i).isReadable()) {
                left.put(
                        i,
                        new SkippedFile(
                                dataset.relativePaths().get(i),
                                SkippedFile.Kind.UNREADABLE,
                                facts.get(i).problem().orElseThrow()));
            }
        }
        if (left.isEmpty()) {
            return this;
        }
        left.putAll(dataset.small(left.keySet()));
        int[] kept = IntStream.range(0, facts.size())
                .filter(i -> !left.containsKey(i))
                .toArray();
        Dataset rest = dataset.without(left);
        if (rest.classes().size() < 2) {
            int lost = facts.size() - kept.length;
            throw new DatasetException(
                            dataset.root(),
                            "expected readable images of at least 2 classes, found " + rest.size() + " of "
                                    + rest.classes() + "; "
                                    + (lost == 1 ? "1 image" : lost + " images") + " cannot be read")
                    .with(Remedy.Kind.CHECK_DATA, dataset.root());
        }
        return new Inspection(
                rest,
                IntStream.of(kept).mapToObj(facts::get).toList(),
                renumbered(nearDuplicates, i -> Arrays.binarySearch(kept, i))); // between readable images only
    }

    private static List<NearDuplicate> renumbered(List<NearDuplicate> pairs, IntUnaryOperator to) {
        return pairs.stream()
                .map(each -> new NearDuplicate(
                        to.applyAsInt(each.a()), to.applyAsInt(each.b()), each.view(), each.similarity()))
                .toList();
    }

    /** Sets of the same content; files that could not be read stand alone. */
    UnionFind sameContent() {
        UnionFind sets = new UnionFind(facts.size());
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < facts.size(); i++) {
            String sha256 = facts.get(i).sha256();
            Integer before = sha256.isEmpty() ? null : first.putIfAbsent(sha256, i);
            if (before != null) {
                sets.unite(before, i);
            }
        }
        return sets;
    }

    /** Sets of the same content or the same thing shown. */
    UnionFind sameThing() {
        UnionFind sets = sameContent();
        nearDuplicates.forEach(l -> sets.unite(l.a(), l.b()));
        return sets;
    }

    /** Does the work of {@link Inspection}. */
    private static final class Reading {
        private static final long ONE_AT_A_TIME = 50_000_000; // pixels: two such at once might not fit into memory

        private final Dataset dataset;
        private final Thumbnails thumbnails;
        private final Optional<InspectionCache> kept;
        private final Progress progress;
        private final ImageFacts[] facts;
        private final AtomicInteger done = new AtomicInteger();
        private final Object oneLarge = new Object();

        private Reading(Dataset dataset, Thumbnails thumbnails, Optional<InspectionCache> kept, Progress progress) {
            this.dataset = dataset;
            this.thumbnails = thumbnails;
            this.kept = kept;
            this.progress = progress;
            this.facts = new ImageFacts[dataset.size()];
        }

        /**
         * Reads every image and, where that is asked for, compares them with each other.
         *
         * @param alike whether to look for images that show one thing
         */
        static Inspection inspect(Dataset dataset, boolean alike, Optional<InspectionCache> kept, Progress progress)
                throws IOException {
            try (Thumbnails thumbnails = new Thumbnails()) {
                Reading reading = new Reading(dataset, thumbnails, kept, progress);
                reading.readAll();
                Inspection files = new Inspection(dataset, Arrays.asList(reading.facts), List.of());
                return alike ? reading.compared(files) : files;
            } catch (ClosedByInterruptException e) {
                // the channel closes itself and leaves the thread interrupted
                InterruptedIOException told = new InterruptedIOException("interrupted while images were compared");
                told.initCause(e);
                throw told;
            }
        }

        private Inspection compared(Inspection files) throws IOException {
            UnionFind sets = files.sameContent();
            int[] different = IntStream.range(0, dataset.size())
                    .filter(i -> facts[i].isReadable() && sets.find(i) == i)
                    .toArray();
            StringBuilder contents = new StringBuilder();
            IntStream.of(different).forEach(i -> contents.append(facts[i].sha256()));
            String set = Sha256.of(contents.toString());
            Optional<List<NearDuplicate>> known = kept.isPresent() ? kept.get().nearDuplicates(set) : Optional.empty();
            if (known.isPresent()) {
                return new Inspection(dataset, files.facts(), renumbered(known.get(), i -> different[i]));
            }
            List<NearDuplicate> nearDuplicates = new NearDuplicateFinder(different, thumbnails, sets, progress).find();
            if (kept.isPresent()) {
                kept.get().keep(set, renumbered(nearDuplicates, i -> Arrays.binarySearch(different, i)));
            }
            return new Inspection(dataset, files.facts(), nearDuplicates);
        }

        private void readAll() throws IOException {
            Parallel.each(facts.length, "interrupted while images were read", i -> {
                read((int) i);
                progress.report("reading images", done.incrementAndGet(), facts.length);
            });
        }

        private void read(int i) throws IOException {
            ImageSource source = dataset.samples().get(i).source();
            String sha256 = "";
            Optional<ImageHeader> header = Optional.empty();
            byte[] thumbnail;
            try {
                if (source.file().isPresent()) {
                    header = Optional.of(ImageFile.probe(source.file().get()));
                }
                ImageSource.Content content = source.read();
                sha256 = content.sha256();
                thumbnail = thumbnail(content, sha256, header);
            } catch (ImageException e) {
                facts[i] = new ImageFacts(sha256, header, Optional.of(source.withoutWhere(e.getMessage())));
                return;
            }
            thumbnails.put(i, thumbnail);
            facts[i] = new ImageFacts(sha256, header, Optional.empty(), Thumbnail.emptiness(thumbnail));
        }

        private byte[] thumbnail(ImageSource.Content content, String sha256, Optional<ImageHeader> header)
                throws IOException {
            if (kept.isEmpty()) {
                return thumbnail(content, header);
            }
            Optional<byte[]> known = kept.get().thumbnail(sha256);
            if (known.isPresent()) {
                return known.get();
            }
            byte[] thumbnail = thumbnail(content, header);
            kept.get().keep(sha256, thumbnail);
            return thumbnail;
        }

        private byte[] thumbnail(ImageSource.Content content, Optional<ImageHeader> header) throws IOException {
            if (header.isEmpty() || header.get().pixels() < ONE_AT_A_TIME) {
                return Thumbnail.of(content.pixels());
            }
            synchronized (oneLarge) {
                return Thumbnail.of(content.pixels());
            }
        }
    }
}
