package org.exina.image.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.exina.image.file.SkippedFile.Kind;
import org.exina.io.ExinaException;
import org.exina.io.FileKind;
import org.exina.io.Remedy;

/**
 * The images in a folder and below it: what every command means by the images of a folder. A file is what its first bytes
 * say, whatever its name. Hidden files and folders, and those that systems and network drives leave, are passed over;
 * links are followed, circles are not.
 *
 * @param images sorted
 * @param unreadable files named as images that are none, sorted; they are among those skipped, too
 * @param folders that were looked into, but for the first; in the order met
 * @param skipped what is no image, with paths relative to the folder, in the composed form
 */
public record FoundImages(List<Path> images, List<Path> unreadable, List<Path> folders, List<SkippedFile> skipped) {
    /** Lower case. Beside them all that begins with a dot is hidden. */
    private static final Set<String> JUNK = Set.of(
            "thumbs.db",
            "ehthumbs.db",
            "ehthumbs_vista.db",
            "desktop.ini",
            "icon\r",
            "picasa.ini",
            "zbthumbnail.info",
            "__macosx",
            "__pycache__",
            "@eadir",
            "@tmp",
            "@recycle",
            "@recently-snapshot",
            "@__thumb",
            "#recycle",
            "#snapshot",
            "$recycle.bin",
            "recycler",
            "system volume information",
            "lost+found",
            "network trash folder",
            "temporary items");

    private static final char UNKNOWN_LETTER = '\uFFFD'; // what a name's bytes become that are no letters

    public FoundImages {
        images = List.copyOf(images);
        unreadable = List.copyOf(unreadable);
        folders = List.copyOf(folders);
        skipped = List.copyOf(skipped);
    }

    /**
     * Searches a folder and all folders in it. Reads the first bytes of each file.
     *
     * @throws ExinaException when a folder in it cannot be read
     */
    public static FoundImages in(Path folder) throws IOException {
        return in(folder, Integer.MAX_VALUE);
    }

    /**
     * Files as they are named, and what is {@link #expected} of folders, each folder's sorted.
     *
     * @return with the paths of skipped files beginning as the folders were named; none is unreadable that is not among
     *     the images
     * @throws ExinaException when nothing but archives is given, or a folder cannot be read
     */
    public static FoundImages of(List<Path> given) throws IOException {
        requireNoArchive(given);
        List<Path> images = new ArrayList<>();
        List<SkippedFile> skipped = new ArrayList<>();
        for (Path each : given) {
            if (isLeftBySystem(each)) {
                skipped.add(new SkippedFile(each.toString(), Kind.IGNORED, "is left by a system"));
            } else if (Files.isDirectory(each)) {
                FoundImages inside = in(each);
                images.addAll(inside.expected());
                inside.others().forEach(other -> skipped.add(other.in(each)));
            } else {
                images.add(each);
            }
        }
        return new FoundImages(images, List.of(), List.of(), skipped);
    }

    /**
     * Makes sure that images may be meant.
     *
     * @throws ExinaException when nothing but archives is given
     */
    public static void requireNoArchive(List<Path> given) throws IOException {
        int archives = 0;
        while (archives < given.size() && FileKind.isArchive(given.get(archives))) {
            archives++;
        }
        if (archives > 0 && archives == given.size()) {
            throw new ExinaException(given.get(0), FileKind.UNPACK);
        }
    }

    /** Searches a folder alone, not those in it. */
    public static FoundImages directlyIn(Path folder) throws IOException {
        return in(folder, 1);
    }

    private static FoundImages in(Path folder, int depth) throws IOException {
        Visitor visitor = new Visitor(folder);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, visitor);
        return new FoundImages(
                visitor.images.stream().sorted().toList(),
                visitor.unreadable.stream().sorted().toList(),
                visitor.folders,
                visitor.skipped);
    }

    /** Images, and what is named as one but cannot be read: all that a person would expect an answer for; sorted. */
    public List<Path> expected() {
        return Stream.concat(images.stream(), unreadable.stream()).sorted().toList();
    }

    /** Those skipped that are not {@link #expected}. */
    public List<SkippedFile> others() {
        return skipped.stream().filter(each -> each.kind() != Kind.UNREADABLE).toList();
    }

    /** Whether a file or folder is hidden by its name, or of those that systems and network drives leave. */
    public static boolean isJunk(Path path) {
        return name(path).startsWith(".") || isLeftBySystem(path);
    }

    /** Whether a file or folder is of those that systems and network drives leave: nobody names it on purpose. */
    public static boolean isLeftBySystem(Path path) {
        return name(path).startsWith("._")
                || JUNK.contains(name(path).toLowerCase(Locale.ROOT))
                || name(path).equals(".DS_Store");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> images = new ArrayList<>();
        private final List<Path> unreadable = new ArrayList<>();
        private final List<Path> folders = new ArrayList<>();
        private final List<SkippedFile> skipped = new ArrayList<>();

        private Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            if (isJunk(folder)) {
                skip(folder, Kind.IGNORED_FOLDER, "is a hidden folder or one that a system left");
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (isNameUnknown(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isDirectory()) { // deeper than is asked for
                return FileVisitResult.CONTINUE;
            }
            if (isJunk(file)) {
                skip(file, Kind.IGNORED, "is hidden or left by a system");
            } else if (attributes.isSymbolicLink()) { // others were followed
                skip(file, Kind.UNREADABLE, "is a link to nothing");
            } else if (!isNameUnknown(file)) {
                ImageSniffer.why(file, attributes.isRegularFile())
                        .ifPresentOrElse(no -> skip(file, no.kind(), no.reason()), () -> images.add(file));
            }
            return FileVisitResult.CONTINUE;
        }

        /** A name with letters that are lost may not be found again: Java knows the letters of the locale alone. */
        private boolean isNameUnknown(Path path) throws ExinaException {
            if (name(path).indexOf(UNKNOWN_LETTER) < 0) {
                return false;
            }
            String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
            if (!encoding.equalsIgnoreCase("UTF-8")) {
                throw new ExinaException(
                                path,
                                "has letters in its name that Java cannot tell, as the locale's are " + encoding
                                        + "; the file is sound")
                        .with(Remedy.Kind.UTF8_LOCALE, encoding);
            }
            skip(path, Kind.NAME, "has a name that is not in UTF-8, as old archives leave them; rename it");
            return true;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (isJunk(path)) {
                skip(path, Kind.IGNORED, "is hidden or left by a system");
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof FileSystemLoopException) {
                skip(path, Kind.FOLDER, "is a link back to a folder that it lies in; it was not followed");
                return FileVisitResult.CONTINUE;
            }
            String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
            throw new ExinaException(path, "cannot be read: " + why + "; let it be read or move it away", e);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null) {
                throw new ExinaException(folder, "could not be listed to its end: " + e.getMessage(), e);
            }
            return FileVisitResult.CONTINUE;
        }

        private void skip(Path path, Kind kind, String reason) {
            if (kind == Kind.UNREADABLE) {
                unreadable.add(path);
            }
            Path relative = root.relativize(path);
            String text = relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
            skipped.add(new SkippedFile(Normalizer.normalize(text, Normalizer.Form.NFC), kind, reason));
        }
    }
}
