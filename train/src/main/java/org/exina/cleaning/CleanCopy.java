package org.exina.cleaning;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Layout;
import org.exina.dataset.Sample;
import org.exina.io.AtomicFolder;
import org.exina.io.Csv;
import org.exina.task.Progress;

/**
 * A copy of a data set with proposed changes carried out; the data set itself is only read. A copy of a folder is a
 * folder of the same kind; a copy of a manifest is a folder with the images and a manifest of the same name.
 */
public final class CleanCopy {
    private final Dataset dataset;
    private final Map<Integer, EditedTable.Change> changes;
    private final Path manifest;
    private final Map<String, String> folderOf = new HashMap<>(); // a label as its folder is written
    private final Set<String> taken = new HashSet<>();

    private CleanCopy(Dataset dataset, Map<Integer, EditedTable.Change> changes, Path manifest) {
        this.dataset = dataset;
        this.changes = changes;
        this.manifest = manifest;
    }

    /**
     * What was done.
     *
     * @param images in the copy
     * @param newClasses of images with a new label, sorted
     */
    public record Done(int images, int relabelled, int removed, List<String> newClasses) {
        public Done {
            newClasses = List.copyOf(newClasses);
        }
    }

    /**
     * Makes the copy. When anything in the table cannot be followed nothing is written.
     *
     * @param data a folder or a manifest
     * @param table of proposals, perhaps edited
     * @param target a new folder or an empty one, not inside the data
     * @throws DatasetException when the table cannot be followed, naming the line
     */
    public static Done write(Path data, Path table, Path target, Progress progress) throws IOException {
        AtomicFolder.checkFree(target);
        Dataset dataset = Dataset.open(data);
        if (target.toAbsolutePath().normalize().startsWith(dataset.root())) {
            throw new FileSystemException(
                    target.toString(), null, "lies inside the data itself; expected a folder elsewhere for the copy");
        }
        Map<Integer, EditedTable.Change> changes = EditedTable.read(table, dataset);
        CleanCopy copy = new CleanCopy(dataset, changes, data.toAbsolutePath().normalize());
        copy.checkClasses(table);
        AtomicFolder.write(target, folder -> copy.fill(folder, progress));
        int removed = (int) changes.values().stream()
                .filter(c -> c.action() == Proposal.Action.REMOVE)
                .count();
        return new Done(dataset.size() - removed, changes.size() - removed, removed, copy.newClasses());
    }

    private List<String> newClasses() {
        return changes.values().stream()
                .map(EditedTable.Change::label)
                .filter(label -> !dataset.classes().contains(label))
                .distinct()
                .sorted()
                .toList();
    }

    private void checkClasses(Path table) throws DatasetException {
        Set<String> left = new TreeSet<>();
        for (int i = 0; i < dataset.size(); i++) {
            if (!isRemoved(i)) {
                left.add(label(i));
            }
        }
        if (left.size() < 2) {
            throw new DatasetException(
                    table, "would leave images of " + left + " only; expected at least 2 classes in the copy");
        }
    }

    private void fill(Path folder, Progress progress) throws IOException {
        for (int i = 0; i < dataset.size(); i++) {
            if (!changes.containsKey(i)) {
                taken.add(key(place(i)));
            }
            if (dataset.layout() == Layout.FOLDER_PER_CLASS) {
                folderOf.putIfAbsent(dataset.samples().get(i).label(), firstName(i));
            }
        }
        StringBuilder rows = new StringBuilder(Csv.row(List.of("path", "label", "group", "micronsPerPixel")));
        for (int i = 0; i < dataset.size(); i++) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted; no copy was made");
            }
            if (!isRemoved(i)) {
                String place = changes.containsKey(i) ? free(changed(i)) : place(i);
                Path file = folder.resolve(place);
                Files.createDirectories(file.getParent());
                Files.copy(file(i), file);
                rows.append(row(i, place));
            }
            progress.report("copying images", i + 1, dataset.size());
        }
        if (dataset.layout() == Layout.MANIFEST) {
            String name = manifest.getFileName().toString();
            boolean tabs = name.toLowerCase(Locale.ROOT).endsWith(".tsv"); // written with commas all the same
            Files.writeString(folder.resolve(tabs ? name + ".csv" : name), rows);
        }
    }

    private String row(int i, String place) {
        Sample sample = dataset.samples().get(i);
        return Csv.row(List.of(
                place,
                label(i),
                sample.group().orElse(""),
                sample.micronsPerPixel().isPresent()
                        ? Double.toString(sample.micronsPerPixel().getAsDouble())
                        : ""));
    }

    private boolean isRemoved(int i) {
        return changes.containsKey(i) && changes.get(i).action() == Proposal.Action.REMOVE;
    }

    /** In the copy. */
    private String label(int i) {
        return changes.containsKey(i)
                ? changes.get(i).label()
                : dataset.samples().get(i).label();
    }

    private Path file(int i) {
        return dataset.samples().get(i).source().file().orElseThrow();
    }

    private String firstName(int i) {
        return dataset.root().relativize(file(i)).getName(0).toString();
    }

    /** Where an image lies in the copy when nothing changes: as in the data, as long as that is inside it. */
    private String place(int i) {
        Path path = file(i);
        return path.startsWith(dataset.root())
                ? dataset.root().relativize(path).toString().replace('\\', '/')
                : "elsewhere/" + i + "_" + path.getFileName();
    }

    /** Where an image with a new label lies. */
    private String changed(int i) {
        String before = place(i);
        return switch (dataset.layout()) {
            case MANIFEST -> before;
            case FOLDER_PER_CLASS -> folderOf.getOrDefault(label(i), label(i)) + before.substring(before.indexOf('/'));
            case SOURCES -> throw new IllegalStateException("only files are copied");
            case LABEL_IN_NAME -> label(i) + "_1" + before.substring(Math.max(before.lastIndexOf('.'), 0));
        };
    }

    /** That name, or with the first number at its end that gives a free one. */
    private String free(String wanted) {
        int dot = Math.max(wanted.lastIndexOf('.'), wanted.lastIndexOf('/') + 1);
        String stem = wanted.substring(0, dot).replaceFirst("_1$", "");
        String name = wanted;
        for (int n = 2; !taken.add(key(name)); n++) {
            name = stem + "_" + n + wanted.substring(dot);
        }
        return name;
    }

    /** Some systems know no difference between capital letters and others. */
    private static String key(String place) {
        return place.toLowerCase(Locale.ROOT);
    }
}
