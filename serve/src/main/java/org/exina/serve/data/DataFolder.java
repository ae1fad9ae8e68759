package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exina.io.Folders;
import org.exina.serve.http.ProblemException;

/**
 * The folder that a server works in. Names come from anywhere: nothing outside of it is found by one, wherever links
 * lead, nor what is hidden.
 */
public final class DataFolder {
    /** Names that are no files on Windows, whatever follows a dot. */
    private static final Pattern DEVICE = Pattern.compile(
            "(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\\s*([.:].*)?");

    private static final Pattern NO_NAME = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");
    private static final int LONGEST = 100;

    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    /** Opens it; it is made where it is missing. */
    public static DataFolder open(Path folder) throws IOException {
        Folders.create(folder);
        return new DataFolder(folder.toRealPath());
    }

    /** The real path. */
    public Path root() {
        return root;
    }

    /** What it is called, without where it lies. */
    public String name() {
        Path name = root.getFileName();
        return name == null ? root.toString() : name.toString();
    }

    /**
     * What lies there.
     *
     * @param relative names with '/' between them, from this folder
     * @return a real path inside of it
     * @throws ProblemException 404 where there is nothing, or what is there lies elsewhere or is hidden; 400 where it is no
     *     path
     */
    public Path existing(String relative) throws IOException {
        Path path = root;
        for (String name : relative.split("/", -1)) {
            requireSegment(name);
            path = path.resolve(resolvable(name));
        }
        if (!Files.exists(path)) {
            path = composed(relative); // as some systems store letters with marks
        }
        if (path == null || !Files.exists(path)) {
            throw missing(relative);
        }
        Path real = path.toRealPath();
        if (!real.startsWith(root) || isHidden(real)) {
            throw missing(relative);
        }
        return real;
    }

    /** A folder of this one, by its path from it. */
    public Path existing(String folder, String name) throws IOException {
        return existing(folder + "/" + name);
    }

    private Path composed(String relative) throws IOException {
        Path path = root;
        for (String name : relative.split("/", -1)) {
            if (!Files.isDirectory(path)) {
                return null;
            }
            try (Stream<Path> inside = Files.list(path)) {
                path = inside.filter(each -> nfc(each.getFileName().toString()).equals(nfc(name)))
                        .findFirst()
                        .orElse(null);
            }
            if (path == null) {
                return null;
            }
        }
        return path;
    }

    private boolean isHidden(Path real) {
        for (Path name : root.relativize(real)) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException missing(String relative) {
        return new ProblemException(404, "there is no " + relative + " in the data folder");
    }

    private static Path resolvable(String name) throws ProblemException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ProblemException(400, "'" + name + "' is no name of a file or folder here");
        }
    }

    private static void requireSegment(String name) throws ProblemException {
        boolean wrong = name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('\\') >= 0
                || name.chars().anyMatch(Character::isISOControl)
                || DEVICE.matcher(name).matches()
                || name.matches("[A-Za-z]:.*");
        if (wrong) {
            throw new ProblemException(
                    400, "expected the path of something in the data folder, names with '/' between them");
        }
    }

    /** The path from this folder, with '/' between names. */
    public String relative(Path inside) {
        List<String> names = new ArrayList<>();
        root.relativize(inside).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    /** A message without where this folder lies. */
    public String withoutRoot(String message) {
        return message.replace(root + root.getFileSystem().getSeparator(), "").replace(root.toString(), name());
    }

    /**
     * A name for something new, sound on every system.
     *
     * @throws ProblemException 400, saying what is wrong with it
     */
    public static String sound(String name) throws ProblemException {
        String composed = nfc(name.strip());
        if (composed.isEmpty() || composed.length() > LONGEST) {
            throw new ProblemException(400, "expected a name of 1 to " + LONGEST + " letters");
        }
        if (NO_NAME.matcher(composed).find()
                || composed.startsWith(".")
                || composed.endsWith(".")
                || DEVICE.matcher(composed).matches()) {
            throw new ProblemException(
                    400,
                    "'" + composed + "' is no name that every system takes; expected letters, digits, blanks, '-', '_'"
                            + " and '.', none of these in front");
        }
        return composed;
    }

    /** A sound name made of what something is called. */
    public static String soundOf(String called) {
        String plain = nfc(called).replaceAll("[^\\p{L}\\p{N}_-]+", "-").replaceAll("^-+|-+$", "");
        String shorter = plain.substring(0, Math.min(plain.length(), LONGEST / 2));
        return shorter.isEmpty() || DEVICE.matcher(shorter).matches() ? "exina" : shorter;
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * A folder in this one; it is made where it is missing.
     *
     * @param name of ours, not from outside
     */
    public Path kept(String name) throws IOException {
        Path folder = root.resolve(name);
        Folders.create(folder);
        return folder;
    }

    /**
     * Makes a new folder: where the name is taken, with a number behind it.
     *
     * @param kind the folder to make it in, of ours
     * @param name sound
     */
    public Path fresh(String kind, String name) throws IOException {
        Path parent = kept(kind);
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(parent.resolve(number == 1 ? name : name + "-" + number));
            } catch (FileAlreadyExistsException e) {
                if (number == 10_000) {
                    throw e;
                }
            }
        }
    }

    /** The folders in one of ours, by name, hidden ones and links that lead elsewhere left out; none when it is missing. */
    public List<Path> folders(String kind) throws IOException {
        return visible(root.resolve(kind), Set.of()).stream()
                .filter(Files::isDirectory)
                .toList();
    }

    /** What the files in one of ours are called that end so, sorted; as for {@link #folders}. */
    public List<String> files(String kind, String ending) throws IOException {
        return visible(root.resolve(kind), Set.of()).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(ending))
                .toList();
    }

    /** What lies in a folder inside of this one, by name; hidden things and links that lead elsewhere are left out. */
    List<Path> visible(Path folder, Set<String> but) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> inside;
        try (Stream<Path> all = Files.list(folder)) {
            inside = all.sorted().toList();
        }
        List<Path> visible = new ArrayList<>();
        for (Path each : inside) {
            String name = each.getFileName().toString();
            if (!name.startsWith(".") && !but.contains(name) && isInside(each)) {
                visible.add(each);
            }
        }
        return visible;
    }

    /** Whether something that lies in here is not a link that leads out. */
    private boolean isInside(Path each) throws IOException {
        return !Files.isSymbolicLink(each)
                || (Files.exists(each) && each.toRealPath().startsWith(root));
    }

    /** Whether a folder inside of this one holds a file, and that is not elsewhere. */
    boolean hasFile(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) && isInside(file);
    }
}
