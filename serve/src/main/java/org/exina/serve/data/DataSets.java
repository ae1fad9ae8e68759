package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.exina.api.Exina;
import org.exina.dataset.Dataset;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.serve.http.ProblemException;

/** The images of a data folder: folders with a folder for each class, folders of images without labels, manifests. */
public final class DataSets {
    private static final Set<String> OURS = Set.of(ModelStore.FOLDER, RunStore.FOLDER, "counts", "checks", "labelling");
    private static final Set<String> IMAGES =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "bmp", "dib", "gif", "webp");
    private static final int DEEPEST = 3;
    private static final int PAGE = 100;

    private final DataFolder data;

    public DataSets(DataFolder data) {
        this.data = data;
    }

    /**
     * A data set in the list.
     *
     * @param name its path from the data folder
     * @param kind "labelled", "unlabelled" or "manifest"
     * @param classes with how many images; none where there are no labels
     */
    public record SetRow(String name, String kind, int images, List<ClassCount> classes) {}

    /** A class and how many images it has. */
    public record ClassCount(String name, int images) {}

    /** An image of a data set; its path is that from the data folder. */
    public record ImageRow(String path, String name, String label) {}

    /**
     * Some of the images of a data set.
     *
     * @param page from 1
     */
    public record ImagePage(String set, int page, int pages, int images, List<ImageRow> rows) {}

    /** All of them, by name. Files are told by the ends of their names; none is opened but tables. */
    public List<SetRow> all() throws IOException {
        List<SetRow> found = new ArrayList<>();
        collect(data.root(), 1, found);
        return found;
    }

    private void collect(Path folder, int depth, List<SetRow> found) throws IOException {
        for (Path each : data.visible(folder, depth == 1 ? OURS : Set.of())) {
            if (Files.isDirectory(each)) {
                Optional<SetRow> row = row(each);
                row.ifPresent(found::add);
                if (depth < DEEPEST && row.filter(DataSets::isSure).isEmpty()) {
                    collect(each, depth + 1, found);
                }
            } else if (each.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                manifest(each).ifPresent(found::add);
            }
        }
    }

    /** A folder with one folder of images may be a data set that has one class so far, or only hold another one. */
    private static boolean isSure(SetRow row) {
        return row.classes().size() != 1;
    }

    private Optional<SetRow> row(Path folder) throws IOException {
        Map<String, List<Path>> images = images(folder);
        List<ClassCount> classes = new ArrayList<>();
        int all = 0;
        for (Map.Entry<String, List<Path>> each : images.entrySet()) {
            all += each.getValue().size();
            if (!each.getKey().isEmpty()) {
                classes.add(new ClassCount(each.getKey(), each.getValue().size()));
            }
        }
        return all == 0
                ? Optional.empty()
                : Optional.of(
                        new SetRow(data.relative(folder), classes.isEmpty() ? "unlabelled" : "labelled", all, classes));
    }

    /** Images by the folder that they lie in, which is their class; those in none under the empty name. */
    private Map<String, List<Path>> images(Path folder) throws IOException {
        Map<String, List<Path>> images = new TreeMap<>();
        for (Path each : data.visible(folder, Set.of())) {
            if (Files.isDirectory(each)) {
                List<Path> inside = data.visible(each, Set.of()).stream()
                        .filter(DataSets::isImage)
                        .toList();
                if (!inside.isEmpty()) {
                    images.put(each.getFileName().toString(), inside);
                }
            } else if (isImage(each)) {
                images.computeIfAbsent("", any -> new ArrayList<>()).add(each);
            }
        }
        return images;
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString();
        return IMAGES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Empty where a table is no manifest. */
    private Optional<SetRow> manifest(Path file) throws IOException {
        try {
            Map<String, Integer> counts = new TreeMap<>();
            Dataset dataset = Dataset.open(file);
            dataset.samples().forEach(sample -> counts.merge(sample.label(), 1, Integer::sum));
            List<ClassCount> classes = new ArrayList<>();
            counts.forEach((label, images) -> classes.add(new ClassCount(label, images)));
            return Optional.of(new SetRow(data.relative(file), "manifest", dataset.size(), classes));
        } catch (ExinaException e) {
            return Optional.empty();
        }
    }

    /**
     * Images of a data set.
     *
     * @param label of them only; empty for all
     * @param page from 1
     */
    public ImagePage images(String name, String label, int page) throws IOException {
        Path set = data.existing(name);
        List<ImageRow> rows = new ArrayList<>();
        if (Files.isDirectory(set)) {
            images(set).forEach((of, files) -> files.forEach(file -> rows.add(row(file, of))));
        } else {
            Dataset.open(set)
                    .samples()
                    .forEach(sample -> sample.source()
                            .file()
                            .filter(file -> file.startsWith(data.root()))
                            .ifPresent(file -> rows.add(row(file, sample.label()))));
        }
        rows.removeIf(row -> !label.isEmpty() && !row.label().equals(label));
        int pages = Math.max(1, (rows.size() + PAGE - 1) / PAGE);
        int from = Math.min(rows.size(), (page - 1) * PAGE);
        return new ImagePage(name, page, pages, rows.size(), rows.subList(from, Math.min(rows.size(), from + PAGE)));
    }

    private ImageRow row(Path file, String label) {
        return new ImageRow(data.relative(file), file.getFileName().toString(), label);
    }

    /**
     * Keeps an image that was sent.
     *
     * @param label the class; a folder of that name is made where there is none
     * @param sent where it lies for now
     * @return where it is kept, from the data folder
     * @throws ProblemException 409 where a file of that name is there, 415 where it is no image
     */
    public String keep(String set, String label, String file, Path sent) throws IOException {
        String first = set.contains("/") ? set.substring(0, set.indexOf('/')) : set;
        if (OURS.contains(first)) {
            throw new ProblemException(400, "'" + first + "' is the name of a folder of Exina's own; choose another");
        }
        List<String> names = new ArrayList<>();
        for (String each : (set + "/" + label + "/" + file).split("/", -1)) {
            names.add(DataFolder.sound(each));
        }
        if (names.size() > DEEPEST + 2) {
            throw new ProblemException(400, "expected a set at most " + DEEPEST + " folders deep");
        }
        if (!isImage(Path.of(names.get(names.size() - 1)))) {
            throw new ProblemException(
                    415, "'" + file + "': expected a name that ends as that of an image, such as .jpg");
        }
        try {
            Exina.probe(sent);
        } catch (ExinaException e) {
            throw new ProblemException(415, file + ": " + e.problem());
        }
        Path folder = data.kept(names.get(0));
        for (String each : names.subList(1, names.size() - 1)) {
            folder = folder.resolve(each);
        }
        synchronized (this) {
            Path target = folder.resolve(names.get(names.size() - 1));
            Path parent = folder;
            while (!Files.exists(parent)) {
                parent = parent.getParent();
            }
            if (!parent.toRealPath().startsWith(data.root())) { // a link leads elsewhere
                throw new ProblemException(400, "'" + set + "' lies outside of the data folder");
            }
            if (Files.exists(target)) {
                throw new ProblemException(
                        409, "there is a " + data.relative(target) + " already; choose another name");
            }
            AtomicFiles.write(target, out -> Files.copy(sent, out));
            return data.relative(target);
        }
    }
}
