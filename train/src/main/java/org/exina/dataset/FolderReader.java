package org.exina.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.exina.image.file.FoundImages;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.ExinaException;

/** Reads the two layouts that are a folder. */
final class FolderReader {
    private static final Set<String> SPLITS =
            Set.of("train", "training", "val", "valid", "validation", "dev", "test", "testing");

    private final Path root;
    private final int level;
    private final List<Path> loose = new ArrayList<>(); // images that lie in the root itself
    private final Map<String, List<Path>> byFolder = new TreeMap<>(PathNames.CODE_POINTS);
    private final Map<String, Set<String>> foldersOf = new TreeMap<>(PathNames.CODE_POINTS); // of a label
    private final List<Set<String>> deeper = new ArrayList<>(); // names, from the level below the classes
    private final List<SkippedFile> skipped;

    private FolderReader(Path root, int level, FoundImages found) {
        this.root = root;
        this.level = level;
        this.skipped = new ArrayList<>(found.skipped());
        found.images().forEach(this::add);
        listEmptyFolders(found.folders());
    }

    /**
     * Lists the images of a folder.
     *
     * @param level of the folders that are classes, from 1 for the outermost
     */
    static ListedImages read(Path root, int level) throws IOException {
        FolderReader reader = new FolderReader(root, level, find(root));
        if (!reader.byFolder.isEmpty()) {
            return reader.folderPerClass();
        }
        if (level > 1) {
            throw new DatasetException(
                    root,
                    "expected the classes in folders of level " + level + ", found none with images; level 1 is the"
                            + " outermost");
        }
        if (!reader.loose.isEmpty()) {
            return reader.labelInName();
        }
        throw new DatasetException(root, reader.whatIsThereInstead());
    }

    private static FoundImages find(Path root) throws IOException {
        try {
            return FoundImages.in(root);
        } catch (ExinaException e) {
            throw new DatasetException(e);
        }
    }

    private void add(Path image) {
        Path relative = root.relativize(image);
        int folders = relative.getNameCount() - 1;
        if (folders == 0) {
            loose.add(image);
            return;
        }
        if (folders < level) {
            skip(image, SkippedFile.Kind.NO_LABEL, "lies in no folder of level " + level);
            return;
        }
        String label = PathNames.label(relative.getName(level - 1).toString());
        if (label.isEmpty()) {
            skip(image, SkippedFile.Kind.NO_LABEL, "lies in a folder whose name is blank");
            return;
        }
        byFolder.computeIfAbsent(label, any -> new ArrayList<>()).add(image);
        foldersOf
                .computeIfAbsent(label, any -> new TreeSet<>(PathNames.CODE_POINTS))
                .add(relative.subpath(0, level).toString().replace('\\', '/'));
        for (int below = level; below < folders; below++) {
            if (deeper.size() <= below - level) {
                deeper.add(new TreeSet<>(PathNames.CODE_POINTS));
            }
            deeper.get(below - level)
                    .add(PathNames.label(relative.getName(below).toString()));
        }
    }

    private ListedImages folderPerClass() throws DatasetException {
        for (Path image : loose) {
            skip(image, SkippedFile.Kind.NO_LABEL, "lies beside the class folders, in none of them");
        }
        if (byFolder.keySet().stream().allMatch(name -> SPLITS.contains(name.toLowerCase(Locale.ROOT)))) {
            throw new DatasetException(
                    root,
                    "expected a folder for each class, found parts of a split " + byFolder.keySet()
                            + "; give one of them, or put the folders of a class together");
        }
        if (byFolder.size() < 2) {
            String only = byFolder.keySet().iterator().next();
            List<String> inner = deeper.isEmpty() ? List.of() : List.copyOf(deeper.get(0));
            throw new DatasetException(
                    root,
                    "expected at least 2 class folders, found 1 [" + only + "]"
                            + (loose.isEmpty() ? "" : " and " + count(loose.size(), "image") + " beside it")
                            + (inner.size() < 2
                                    ? ""
                                    : "; if the classes are the folders in it " + shortened(inner) + ", give "
                                            + root.resolve(only)));
        }
        Map<String, List<String>> joined = new TreeMap<>(PathNames.CODE_POINTS);
        foldersOf.forEach((label, folders) -> {
            if (folders.size() > 1) {
                joined.put(label, List.copyOf(folders));
            }
        });
        Map<String, String> labelOf = new HashMap<>();
        for (SkippedFile each : skipped) {
            String[] names = each.path().split("/", -1);
            boolean folder = each.kind() == SkippedFile.Kind.NAME;
            if (names.length > level || (folder && names.length == level)) {
                labelOf.put(each.path(), PathNames.label(names[level - 1]));
            }
        }
        List<List<String>> inside = deeper.stream().map(List::copyOf).toList();
        return new ListedImages(root, Layout.FOLDER_PER_CLASS, samples(byFolder), skipped, labelOf, joined, inside);
    }

    private ListedImages labelInName() throws DatasetException {
        Map<String, List<Path>> byLabel = new TreeMap<>(PathNames.CODE_POINTS);
        for (Path image : loose) {
            String label = PathNames.labelOfFile(image.getFileName().toString());
            if (label.isEmpty()) {
                skip(image, SkippedFile.Kind.NO_LABEL, "has no label in its name; expected one as in croton_12.jpg");
            } else {
                byLabel.computeIfAbsent(label, any -> new ArrayList<>()).add(image);
            }
        }
        boolean noneTwice = byLabel.values().stream().allMatch(list -> list.size() == 1);
        if (byLabel.size() < 2 || noneTwice) {
            String found = byLabel.size() >= 2 ? "a different one in each, " : "";
            throw new DatasetException(
                    root,
                    "expected the labels of at least 2 classes in the file names, as in croton_12.jpg, found " + found
                            + byLabel.size() + " " + shortened(List.copyOf(byLabel.keySet()))
                            + "; or put the images of each class in a folder of its own");
        }
        Map<String, String> labelOf = new HashMap<>();
        skipped.forEach(each -> labelOf.put(each.path(), PathNames.labelOfFile(each.path())));
        return new ListedImages(root, Layout.LABEL_IN_NAME, samples(byLabel), skipped, labelOf, Map.of(), List.of());
    }

    private List<Sample> samples(Map<String, List<Path>> byLabel) {
        List<Sample> samples = new ArrayList<>();
        byLabel.forEach((label, images) ->
                images.forEach(p -> samples.add(Sample.of(ImageSource.of(PathNames.relative(root, p), p), label))));
        return samples;
    }

    private void listEmptyFolders(List<Path> folders) {
        Set<Path> filled = new HashSet<>();
        byFolder.values()
                .forEach(list -> list.forEach(p -> {
                    Path relative = root.relativize(p);
                    for (int depth = 1; depth <= level; depth++) {
                        filled.add(root.resolve(relative.subpath(0, depth)));
                    }
                }));
        folders.stream()
                .filter(folder -> root.relativize(folder).getNameCount() <= level && !filled.contains(folder))
                .forEach(folder -> skip(folder, SkippedFile.Kind.FOLDER, "holds no image"));
    }

    private String whatIsThereInstead() {
        List<SkippedFile> files = skipped.stream()
                .filter(s -> s.kind() != SkippedFile.Kind.IGNORED
                        && s.kind() != SkippedFile.Kind.IGNORED_FOLDER
                        && s.kind() != SkippedFile.Kind.FOLDER)
                .sorted(Comparator.comparing(SkippedFile::path, PathNames.CODE_POINTS))
                .toList();
        String expected = "; expected a folder for each class, or images with the label in the name (croton_12.jpg)";
        if (files.isEmpty()) {
            return "holds no image" + expected;
        }
        SkippedFile first = files.get(0);
        return "holds no image among " + count(files.size(), "file") + " (" + first.path() + " " + first.reason() + ")"
                + expected;
    }

    private void skip(Path path, SkippedFile.Kind kind, String reason) {
        skipped.add(new SkippedFile(PathNames.relative(root, path), kind, reason));
    }

    private static String shortened(List<String> names) {
        return names.size() <= 5
                ? names.toString()
                : "[" + String.join(", ", names.subList(0, 5)) + ", and " + (names.size() - 5) + " more]";
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
