package org.exina.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.image.file.ImageNotes;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SampleDepth;
import org.exina.image.file.SkippedFile;
import org.exina.io.FileKind;

/**
 * Labelled images, listed but not decoded. Same files, same list, on every system: the samples stand in the order of
 * their relative paths, by code points; those that are no files, in the order of their names.
 */
public final class Dataset {
    private static final int MOST_NAMED = 4;

    private final ListedImages listed;
    private final List<Sample> samples;
    private final List<String> relativePaths;
    private final List<String> classes;
    private final int[] labels;
    private final List<SkippedFile> skipped;
    private final Path source;
    private final DatasetReading reading;
    private final int sampleBits;
    private final Optional<String> scaleNote;
    private final Optional<ImageNotes> notes; // of these images and others; empty where no header was read

    private Dataset(
            ListedImages listed,
            Path source,
            DatasetReading reading,
            int sampleBits,
            Optional<String> scaleNote,
            Optional<ImageNotes> notes) {
        this.listed = listed;
        this.samples = listed.samples().stream()
                .sorted(Comparator.comparing((Sample sample) -> sample.source().name(), PathNames.CODE_POINTS)
                        .thenComparing(sample -> sample.source().file().orElse(listed.root())))
                .toList();
        this.relativePaths =
                samples.stream().map(sample -> sample.source().name()).toList();
        this.classes = samples.stream()
                .map(Sample::label)
                .distinct()
                .sorted(PathNames.CODE_POINTS)
                .toList();
        this.labels = labels(samples, classes);
        this.skipped = listed.skipped().stream()
                .sorted(Comparator.comparing(SkippedFile::path, PathNames.CODE_POINTS))
                .toList();
        this.source = source;
        this.reading = reading;
        this.sampleBits = sampleBits;
        this.scaleNote = scaleNote;
        this.notes = notes;
    }

    /**
     * Lists the images of a folder or a manifest. Reads the header of each file, nothing more, so damaged images are
     * samples too (see {@link Audit}); of images of 16 bits the values, for their {@link #sampleBits}. Links are followed.
     *
     * <p>A folder may hold a folder for each class (whatever lies deeper belongs to the class), or all the images with
     * the label in the file name: {@code croton_12.jpg}, {@code senegalia (3).jpg}. A manifest is a CSV file in UTF-8
     * with the columns {@code path,label[,group][,micronsPerPixel]}, its paths relative to where it lies. Labels are put
     * in Unicode's composed form, so that a name typed on macOS equals the same name typed elsewhere.
     *
     * @throws DatasetException when there are not two classes at least, or the manifest is wrong, or a folder in it
     *     cannot be read
     */
    public static Dataset open(Path path) throws IOException {
        return open(path, DatasetReading.DEFAULT);
    }

    /** Lists the images of a folder or a manifest as its owner wants it read, see {@link #open(Path)}. */
    public static Dataset open(Path path, DatasetReading reading) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        if (Files.isDirectory(root)) {
            return of(FolderReader.read(root, reading.labelLevel()), path, reading);
        }
        if (!Files.exists(root)) {
            throw new DatasetException(
                    root,
                    Files.isSymbolicLink(root)
                            ? "is a link to nothing; expected a folder of images or a CSV manifest"
                            : "does not exist; expected a folder of images or a CSV manifest");
        }
        String name = root.getFileName().toString().toLowerCase(Locale.ROOT);
        if (FileKind.isArchive(root)) {
            throw new DatasetException(root, FileKind.UNPACK);
        }
        if (FileKind.of(root).filter(kind -> kind == FileKind.OFFICE).isPresent()) {
            throw new DatasetException(
                    root, "is " + FileKind.OFFICE.title() + "; save its table as \"CSV UTF-8\", and give that");
        }
        if (!name.endsWith(".csv") && !name.endsWith(".tsv")) {
            throw new DatasetException(root, "is a file; expected a folder of images or a CSV manifest (.csv)");
        }
        if (reading.labelLevel() > 1) {
            throw new DatasetException(
                    root, "is a manifest, which names the labels itself; expected no level of folders");
        }
        return of(new ManifestReader(root, reading.skipMissing()).read(), path, reading);
    }

    private static Dataset of(ListedImages listed, Path named, DatasetReading reading) throws DatasetException {
        List<Path> files = files(listed.samples());
        ImageNotes notes = ImageNotes.of(files);
        boolean told = listed.samples().stream()
                .anyMatch(sample -> sample.micronsPerPixel().isPresent());
        boolean allTell = !told
                && files.stream().allMatch(file -> notes.micronsPerPixel(file).isPresent());
        List<Sample> samples = listed.samples().stream()
                .map(sample -> allTell
                        ? new Sample(
                                sample.source(),
                                sample.label(),
                                sample.group(),
                                notes.micronsPerPixel(sample.source().file().orElseThrow()))
                        : sample)
                .toList();
        int bits = reading.sampleBits() > 0 ? reading.sampleBits() : SampleDepth.of(notes.openInDepth());
        Optional<String> scaleNote = told ? Optional.empty() : notes.scalesText();
        return new Dataset(listed.with(samples), named, reading, 16, scaleNote, Optional.of(notes))
                .withSampleBits(bits)
                .withoutSmall();
    }

    private static List<Path> files(List<Sample> samples) {
        return samples.stream()
                .flatMap(sample -> sample.source().file().stream())
                .toList();
    }

    /** What the headers of its files say of how they are read. */
    public ImageNotes notes() {
        List<Path> files = files(samples);
        return notes.map(all -> all.only(files)).orElseGet(() -> ImageNotes.of(files));
    }

    /**
     * What the image files themselves tell of their scale, in a sentence; empty where they tell none, or the user did.
     * It is used where all of them tell one.
     */
    public Optional<String> scaleNote() {
        return scaleNote;
    }

    /**
     * How many bits the samples of images of 16 use that do not declare it: as many as its owner says, else 16, or fewer
     * where the largest value over all of them says so. See {@link SampleDepth}.
     */
    public int sampleBits() {
        return sampleBits;
    }

    /** Whether the bits of its samples are known: its owner says them, or an image's values do. */
    public boolean isDepthKnown() {
        return reading.sampleBits() > 0
                || sampleBits < 16
                || !notes().openInDepth().isEmpty();
    }

    /** This, its files read as those of a set that uses so many bits. */
    public Dataset withSampleBits(int bits) {
        return bits == sampleBits ? this : with(source -> source.withSampleBits(bits), bits);
    }

    /** This, its images read in another way: as another source of the same name and file. */
    public Dataset withSources(UnaryOperator<ImageSource> other) {
        return with(other, sampleBits);
    }

    private Dataset with(UnaryOperator<ImageSource> other, int bits) {
        List<Sample> read = samples.stream()
                .map(sample -> new Sample(
                        other.apply(sample.source()), sample.label(), sample.group(), sample.micronsPerPixel()))
                .toList();
        return new Dataset(listed.with(read), source, reading, bits, scaleNote, notes);
    }

    /** The folder or manifest as it was named when it was opened. */
    public Path source() {
        return source;
    }

    /**
     * A data set of images that lie anywhere: uploads, rows of a table, pieces of a field.
     *
     * @param name what messages and records call it
     * @param samples in any order; no two sources of one name
     * @throws DatasetException when there are not two classes at least
     * @throws IllegalArgumentException when two sources have one name
     */
    public static Dataset of(String name, List<Sample> samples) throws DatasetException {
        Path root = Path.of(name);
        Dataset dataset = new Dataset(
                new ListedImages(root, Layout.SOURCES, samples, List.of()),
                root,
                DatasetReading.DEFAULT,
                16,
                Optional.empty(),
                Optional.empty());
        for (int i = 1; i < samples.size(); i++) {
            if (dataset.relativePaths.get(i).equals(dataset.relativePaths.get(i - 1))) {
                throw new IllegalArgumentException(name + ": expected sources of different names, found two called "
                        + dataset.relativePaths.get(i));
            }
        }
        if (dataset.classes.size() < 2) {
            throw new DatasetException(
                    root,
                    "expected at least 2 labels, found " + dataset.classes.size() + " " + dataset.classes + " on "
                            + samples.size() + " images");
        }
        return dataset;
    }

    /**
     * This without some samples, which become skipped files.
     *
     * @param left by sample
     */
    Dataset without(Map<Integer, SkippedFile> left) {
        Map<String, String> labelOf = new HashMap<>(listed.labelOf());
        left.forEach(
                (sample, file) -> labelOf.put(file.path(), samples.get(sample).label()));
        ListedImages rest = new ListedImages(
                root(),
                layout(),
                IntStream.range(0, size())
                        .filter(i -> !left.containsKey(i))
                        .mapToObj(samples::get)
                        .toList(),
                Stream.concat(skipped.stream(), left.values().stream()).toList(),
                labelOf,
                listed.joined(),
                listed.deeper());
        return new Dataset(rest, source, reading, sampleBits, scaleNote, notes);
    }

    private Dataset withoutSmall() throws DatasetException {
        Map<Integer, SkippedFile> small = small(Set.of());
        Dataset rest = small.isEmpty() ? this : without(small);
        if (rest.classes.size() < 2) {
            String largest = classes.stream()
                    .sorted(Comparator.comparingLong(label -> -images(label)))
                    .limit(MOST_NAMED)
                    .map(this::counted)
                    .collect(Collectors.joining(", "));
            throw new DatasetException(
                    source.toAbsolutePath().normalize(),
                    "expected at least 2 classes with at least " + reading.minImages() + " images, found "
                            + rest.classes.size() + "; the largest are " + largest);
        }
        return rest;
    }

    /**
     * Samples of classes that have fewer images than are wanted.
     *
     * @param gone samples that do not count
     */
    Map<Integer, SkippedFile> small(Set<Integer> gone) {
        int[] sizes = new int[classes.size()];
        IntStream.range(0, size()).filter(i -> !gone.contains(i)).forEach(i -> sizes[labels[i]]++);
        Map<Integer, SkippedFile> small = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            int images = sizes[labels[i]];
            if (!gone.contains(i) && images < reading.minImages()) {
                String reason =
                        "is of " + samples.get(i).label() + " with " + images + (images == 1 ? " image" : " images");
                small.put(i, new SkippedFile(relativePaths.get(i), SkippedFile.Kind.FEW, reason));
            }
        }
        return small;
    }

    /**
     * Makes sure that what is learned is what the folder seems to hold: no class loses half of its images or more, no two
     * labels look alike, and none is what a model answers to things that it does not know. Reads nothing.
     *
     * @return this
     * @throws DatasetException naming the classes
     */
    public Dataset requireSound() throws DatasetException {
        LabelTwins.requireDistinct(root(), classes, this::counted);
        LostImages.require(listed, source);
        Optional<String> unknown =
                classes.stream().filter("unknown"::equalsIgnoreCase).findFirst();
        if (unknown.isPresent()) {
            throw new DatasetException(
                    root(),
                    "a class is called \"" + unknown.get()
                            + "\", which is what a model answers to an image that is of none"
                            + " of its classes; rename it, such as \"other\", or leave it out");
        }
        return this;
    }

    /** The one of some labels that looks like this one, but for capitals and blanks; empty when none does or it is one. */
    public static Optional<String> twin(String label, Collection<String> labels) {
        return LabelTwins.of(label, labels);
    }

    /** A label in quotes, and with what is not to be seen in it by its code point, as U+00A0. */
    public static String visible(String label) {
        return LabelTwins.visible(label);
    }

    /** "Betula" (12 images). */
    String counted(String label) {
        long images = images(label);
        return LabelTwins.visible(label) + " (" + images + (images == 1 ? " image)" : " images)");
    }

    private long images(String label) {
        return samples.stream().filter(s -> s.label().equals(label)).count();
    }

    /** The folder that relative paths begin at; of a data set of other sources, its name. */
    public Path root() {
        return listed.root();
    }

    public Layout layout() {
        return listed.layout();
    }

    /** How it was wanted to be read. */
    public DatasetReading reading() {
        return reading;
    }

    /** The folders of each class that is made of several, such as two whose names differ in how a letter is stored. */
    public Map<String, List<String>> joined() {
        return listed.joined();
    }

    /** Names of the folders with images inside those of the classes, level by level. Empty where there are none. */
    public List<List<String>> deeper() {
        return listed.deeper();
    }

    public List<Sample> samples() {
        return samples;
    }

    public int size() {
        return samples.size();
    }

    /**
     * The name of each sample's source; what people read. Of a file its path from the root, with '/' between names, in
     * Unicode's composed form.
     */
    public List<String> relativePaths() {
        return relativePaths;
    }

    /** The labels, sorted by code points. At least two. */
    public List<String> classes() {
        return classes;
    }

    /** The class index of each sample; the caller's own array. */
    public int[] labels() {
        return labels.clone();
    }

    /** Micrometres per pixel of each sample's image, in their order; empty where the data set does not tell. */
    public Map<ImageSource, OptionalDouble> scales() {
        Map<ImageSource, OptionalDouble> scales = new LinkedHashMap<>();
        samples.forEach(sample -> scales.put(sample.source(), sample.micronsPerPixel()));
        return scales;
    }

    /** Samples whose scale the data set does not tell, in their order. */
    public List<Sample> withoutScale() {
        return samples.stream()
                .filter(sample -> sample.micronsPerPixel().isEmpty())
                .toList();
    }

    /** What is no sample, and why, sorted by path. */
    public List<SkippedFile> skipped() {
        return skipped;
    }

    private static int[] labels(List<Sample> samples, List<String> classes) {
        Map<String, Integer> index = new HashMap<>();
        for (String name : classes) {
            index.put(name, index.size());
        }
        return samples.stream().mapToInt(s -> index.get(s.label())).toArray();
    }
}
