package org.exina.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.exina.image.file.ImageSniffer;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;

/** Reads the two layouts that are a folder. */
final class FolderReader extends SimpleFileVisitor<Path> {
    private static final Set<String> SPLITS =
            Set.of("train", "training", "val", "valid", "validation", "dev", "test", "testing");

    private final Path root;
    private final List<Path> loose = new ArrayList<>(); // images that lie in the root itself
    private final Map<String, List<Path>> byFolder = new TreeMap<>(PathNames.CODE_POINTS);
    private final List<Path> topFolders = new ArrayList<>();
    private final List<SkippedFile> skipped = new ArrayList<>();

    private FolderReader(Path root) {
        this.root = root;
    }

    static ListedImages read(Path root) throws IOException {
        FolderReader reader = new FolderReader(root);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, reader);
        reader.listEmptyFolders();
        if (!reader.byFolder.isEmpty()) {
            return reader.folderPerClass();
        }
        if (!reader.loose.isEmpty()) {
            return reader.labelInName();
        }
        throw new DatasetException(root, reader.whatIsThereInstead());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        if (PathNames.isJunk(folder.getFileName().toString())) {
            skip(folder, SkippedFile.Kind.IGNORED, "is a hidden folder or one that a system left");
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (folder.getParent().equals(root)) {
            topFolders.add(folder);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (PathNames.isJunk(file.getFileName().toString())) {
            skip(file, SkippedFile.Kind.IGNORED, "is hidden or left by a system");
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) { // others were followed
            skip(file, SkippedFile.Kind.UNREADABLE, "is a link to nothing");
            return FileVisitResult.CONTINUE;
        }
        ImageSniffer.why(file, attributes.isRegularFile())
                .ifPresentOrElse(no -> skip(file, no.kind(), no.reason()), () -> add(file));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
        if (PathNames.isJunk(path.getFileName().toString())) {
            skip(path, SkippedFile.Kind.IGNORED, "is hidden or left by a system");
            return FileVisitResult.CONTINUE;
        }
        if (e instanceof FileSystemLoopException) {
            skip(path, SkippedFile.Kind.FOLDER, "is a link back to a folder that it lies in; it was not followed");
            return FileVisitResult.CONTINUE;
        }
        String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
        throw new DatasetException(path, "cannot be read: " + why + "; let it be read or move it away", e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
        if (e != null) {
            throw new DatasetException(folder, "could not be listed to its end: " + e.getMessage(), e);
        }
        return FileVisitResult.CONTINUE;
    }

    private void add(Path image) {
        Path relative = root.relativize(image);
        if (relative.getNameCount() == 1) {
            loose.add(image);
            return;
        }
        String label = PathNames.label(relative.getName(0).toString());
        if (label.isEmpty()) {
            skip(image, SkippedFile.Kind.NO_LABEL, "lies in a folder whose name is blank");
            return;
        }
        byFolder.computeIfAbsent(label, any -> new ArrayList<>()).add(image);
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
            List<String> inner = foldersIn(byFolder.get(only));
            throw new DatasetException(
                    root,
                    "expected at least 2 class folders, found 1 [" + only + "]"
                            + (loose.isEmpty() ? "" : " and " + count(loose.size(), "image") + " beside it")
                            + (inner.size() < 2
                                    ? ""
                                    : "; if the classes are the folders in it " + shortened(inner) + ", give "
                                            + root.resolve(only)));
        }
        List<Sample> samples = new ArrayList<>();
        byFolder.forEach((label, images) -> images.forEach(p -> samples.add(Sample.of(source(p), label))));
        return new ListedImages(root, Layout.FOLDER_PER_CLASS, samples, skipped);
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
        List<Sample> samples = new ArrayList<>();
        byLabel.forEach((label, images) -> images.forEach(p -> samples.add(Sample.of(source(p), label))));
        return new ListedImages(root, Layout.LABEL_IN_NAME, samples, skipped);
    }

    private ImageSource source(Path image) {
        return ImageSource.of(PathNames.relative(root, image), image);
    }

    private void listEmptyFolders() {
        Set<Path> filled = new HashSet<>();
        byFolder.values()
                .forEach(list -> list.forEach(
                        p -> filled.add(root.resolve(root.relativize(p).getName(0)))));
        topFolders.stream()
                .filter(folder -> !filled.contains(folder))
                .forEach(folder -> skip(folder, SkippedFile.Kind.FOLDER, "holds no image"));
    }

    private String whatIsThereInstead() {
        List<SkippedFile> files = skipped.stream()
                .filter(s -> s.kind() != SkippedFile.Kind.IGNORED && s.kind() != SkippedFile.Kind.FOLDER)
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

    private List<String> foldersIn(List<Path> images) {
        return images.stream()
                .map(root::relativize)
                .filter(p -> p.getNameCount() > 2)
                .map(p -> p.getName(1).toString())
                .distinct()
                .sorted(PathNames.CODE_POINTS)
                .toList();
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
