package org.exina.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;

/**
 * Labelled images, listed but not decoded. Same files, same list, on every system: the samples stand in the order of
 * their relative paths, by code points; those that are no files, in the order of their names.
 */
public final class Dataset {
    private final Path root;
    private final Layout layout;
    private final List<Sample> samples;
    private final List<String> relativePaths;
    private final List<String> classes;
    private final int[] labels;
    private final List<SkippedFile> skipped;
    private final Path source;

    Dataset(Path root, Layout layout, List<Sample> unsorted, List<SkippedFile> skipped) {
        this.root = root;
        this.layout = layout;
        this.samples = unsorted.stream()
                .sorted(Comparator.comparing((Sample sample) -> sample.source().name(), PathNames.CODE_POINTS)
                        .thenComparing(sample -> sample.source().file().orElse(root)))
                .toList();
        this.relativePaths =
                samples.stream().map(sample -> sample.source().name()).toList();
        this.classes = samples.stream()
                .map(Sample::label)
                .distinct()
                .sorted(PathNames.CODE_POINTS)
                .toList();
        this.labels = labels(samples, classes);
        this.skipped = skipped.stream()
                .sorted(Comparator.comparing(SkippedFile::path, PathNames.CODE_POINTS))
                .toList();
        this.source = root;
    }

    private Dataset(Dataset same, Path source) {
        this.root = same.root;
        this.layout = same.layout;
        this.samples = same.samples;
        this.relativePaths = same.relativePaths;
        this.classes = same.classes;
        this.labels = same.labels;
        this.skipped = same.skipped;
        this.source = source;
    }

    /**
     * Lists the images of a folder or a manifest. Reads the first bytes of each file, nothing more, so damaged
     * images are samples too (see {@link Audit}). Links are followed.
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
        Path root = path.toAbsolutePath().normalize();
        if (Files.isDirectory(root)) {
            return of(FolderReader.read(root), path);
        }
        if (!Files.exists(root)) {
            throw new DatasetException(
                    root,
                    Files.isSymbolicLink(root)
                            ? "is a link to nothing; expected a folder of images or a CSV manifest"
                            : "does not exist; expected a folder of images or a CSV manifest");
        }
        String name = root.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".tsv")) {
            throw new DatasetException(root, "is a file; expected a folder of images or a CSV manifest (.csv)");
        }
        return of(new ManifestReader(root).read(), path);
    }

    private static Dataset of(ListedImages listed, Path named) {
        return new Dataset(listed.root(), listed.layout(), listed.samples(), listed.skipped()).from(named);
    }

    /** This, opened by another name. */
    Dataset from(Path named) {
        return new Dataset(this, named);
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
        Dataset dataset = new Dataset(Path.of(name), Layout.SOURCES, samples, List.of());
        for (int i = 1; i < samples.size(); i++) {
            if (dataset.relativePaths.get(i).equals(dataset.relativePaths.get(i - 1))) {
                throw new IllegalArgumentException(name + ": expected sources of different names, found two called "
                        + dataset.relativePaths.get(i));
            }
        }
        if (dataset.classes.size() < 2) {
            throw new DatasetException(
                    dataset.root,
                    "expected at least 2 labels, found " + dataset.classes.size() + " " + dataset.classes + " on "
                            + samples.size() + " images");
        }
        return dataset;
    }

    /** The folder that relative paths begin at; of a data set of other sources, its name. */
    public Path root() {
        return root;
    }

    public Layout layout() {
        return layout;
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
