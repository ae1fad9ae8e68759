package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.exina.dataset.DatasetException;
import org.exina.image.file.FoundImages;
import org.exina.image.file.ImageFormat;
import org.exina.settings.DidYouMean;

/** All files below a folder, hidden ones excepted, and which image is meant by a name. */
final class ImageFolder {
    /** Where images lie, seen from what describes them. */
    private static final List<String> BESIDE = List.of("", "images", "../images", "../JPEGImages");

    private final Path root;
    private final List<Path> files;
    private final List<Path> images;
    private final Map<String, List<Path>> byName = new HashMap<>();
    private final Map<String, List<Path>> byStem = new HashMap<>();

    private ImageFolder(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
        this.images = files.stream()
                .filter(file -> ImageFormat.ofFileName(name(file)).isPresent())
                .toList();
        for (Path image : images) {
            byName.computeIfAbsent(name(image), any -> new ArrayList<>()).add(image);
            byStem.computeIfAbsent(BoxedField.stem(name(image)), any -> new ArrayList<>())
                    .add(image);
        }
    }

    static ImageFolder list(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        return !folder.equals(root) && FoundImages.isJunk(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && !FoundImages.isJunk(file)) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                        if (e instanceof FileSystemLoopException
                                || FoundImages.isJunk(path)) { // seen already, or of no interest
                            return FileVisitResult.CONTINUE;
                        }
                        String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
                        throw new DatasetException(
                                path, "cannot be read: " + why + "; let it be read or move it away", e);
                    }
                });
        files.sort(null);
        return new ImageFolder(root, files);
    }

    /** A file's name in Unicode's composed form. */
    static String name(Path file) {
        return Normalizer.normalize(String.valueOf(file.getFileName()), Normalizer.Form.NFC);
    }

    Path root() {
        return root;
    }

    /** Sorted. */
    List<Path> files() {
        return files;
    }

    /** Those with the name of an image, sorted. */
    List<Path> images() {
        return images;
    }

    /** Below the root, with '/' between names. */
    String relative(Path file) {
        Path path = file.startsWith(root) ? root.relativize(file) : file;
        return Normalizer.normalize(
                path.toString().replace(path.getFileSystem().getSeparator(), "/"), Normalizer.Form.NFC);
    }

    /** Whether it lies in a folder of that name, or in one that does. */
    boolean isIn(Path file, String folderName) {
        Path folders = file.startsWith(root) ? root.relativize(file).getParent() : null;
        for (Path folder = folders; folder != null; folder = folder.getParent()) {
            if (folder.getFileName().toString().equalsIgnoreCase(folderName)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The image that is meant by a name: a path seen from where it is written or from the root, or else the only image
     * that is so named, with its ending or without.
     *
     * @throws DatasetException at {@code place}, when there is none or there are several
     */
    Path find(String written, SourceLocation place) throws DatasetException {
        return lookUp(written, place).orElseThrow(() -> place.fault(absent(written)));
    }

    /**
     * The same; nothing when there is none.
     *
     * @throws DatasetException at {@code place}, when there are several
     */
    Optional<Path> lookUp(String written, SourceLocation place) throws DatasetException {
        String name = Normalizer.normalize(written.strip(), Normalizer.Form.NFC).replace('\\', '/');
        if (name.isEmpty()) {
            throw place.fault("the name of the image is empty");
        }
        Optional<Path> there = byPath(name, place);
        if (there.isPresent()) {
            return there;
        }
        String last = last(name);
        List<Path> found = byName.getOrDefault(last, byStem.getOrDefault(last, List.of()));
        if (found.size() > 1) {
            throw place.fault("the image " + written + " may be " + relative(found.get(0)) + " or "
                    + relative(found.get(1)) + "; expected its path below " + root);
        }
        return found.stream().findFirst();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** What is said of one that is not there. */
    String absent(String written) {
        String last =
                last(Normalizer.normalize(written.strip(), Normalizer.Form.NFC).replace('\\', '/'));
        return "the image " + written + " is not below " + root + " (" + count() + ")"
                + DidYouMean.suggestion(last, new TreeSet<>((last.contains(".") ? byName : byStem).keySet()));
    }

    /** "1 image". */
    String count() {
        return images.size() == 1 ? "1 image" : images.size() + " images";
    }

    private Optional<Path> byPath(String name, SourceLocation place) throws DatasetException {
        try {
            Path here = place.file().getParent();
            for (Path base : here.startsWith(root) ? List.of(here, root) : List.of(root)) {
                for (String beside : BESIDE) {
                    Path path = base.resolve(beside).resolve(name).normalize();
                    if (Files.isRegularFile(path)) {
                        return Optional.of(path);
                    }
                }
            }
            return Optional.empty();
        } catch (InvalidPathException e) {
            throw place.fault("\"" + name + "\" is no name of an image: " + e.getReason());
        }
    }

    /** The only image that has this name but for its ending; nothing when there are several. */
    Optional<Path> only(String stem) {
        List<Path> found = byStem.getOrDefault(stem, List.of());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The image of the same name but for its ending, beside a file or in {@code images/} where that is in {@code labels/}. */
    Optional<Path> counterpart(Path file) throws DatasetException {
        String stem = BoxedField.stem(name(file));
        List<Path> found = new ArrayList<>();
        for (Path candidate : byStem.getOrDefault(stem, List.of())) {
            Path folder = candidate.getParent();
            if (folder.equals(file.getParent()) || folder.equals(imagesFor(file.getParent()))) {
                found.add(candidate);
            }
        }
        if (found.size() > 1) {
            throw new DatasetException(
                    file,
                    "may be of " + relative(found.get(0)) + " or " + relative(found.get(1))
                            + "; expected one image of that name");
        }
        return found.stream().findFirst();
    }

    /** The folder with {@code images} for the last {@code labels} in its path; itself where there is none. */
    private Path imagesFor(Path folder) {
        Path below = Path.of("");
        for (Path at = folder; at != null && at.startsWith(root) && !at.equals(root); at = at.getParent()) {
            if (at.getFileName().toString().equalsIgnoreCase("labels")) {
                return at.resolveSibling("images").resolve(below).normalize();
            }
            below = at.getFileName().resolve(below);
        }
        return folder;
    }
}
