package org.exina.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What people bring in the place of a model, of weights or of images, known by its first bytes. */
public enum FileKind {
    LFS_POINTER("a pointer of Git LFS, not the file that it stands for (git lfs pull gets that)"),
    WEB_PAGE("a web page, not the file that it leads to"),
    PYTORCH("a file of PyTorch"),
    PICKLE("a pickle of Python, as older PyTorch writes"),
    KERAS("a file of Keras 3 (.keras)"),
    HDF5("an HDF5 file, as Keras writes"),
    SAVED_MODEL("a folder of TensorFlow (SavedModel)"),
    TFLITE("a file of TensorFlow Lite"),
    SAFETENSORS("a safetensors file: weights without their network"),
    OFFICE("a document of an office program"),
    ZIP("a ZIP archive: unpack it"),
    GZIP("a gzip archive: unpack it"),
    TAR("a tar archive: unpack it"),
    SEVEN_ZIP("a 7-Zip archive: unpack it"),
    RAR("a RAR archive: unpack it"),
    BZIP2("a bzip2 archive: unpack it"),
    XZ("an xz archive: unpack it"),
    ZSTD("a Zstandard archive: unpack it");

    /** What is said of an archive in the place of images, behind its name. */
    public static final String UNPACK = "is an archive; unpack it first, and give the folder that was in it";

    private static final Map<String, FileKind> SIGNATURES = Map.of(
            "7z\u00BC\u00AF'\u001C", SEVEN_ZIP,
            "Rar!\u001A\7", RAR,
            "BZh", BZIP2,
            "\u00FD7zXZ\0", XZ,
            "(\u00B5/\u00FD", ZSTD,
            "\u001F\u008B", GZIP,
            "\u0089HDF\r\n", HDF5);

    private static final int TAR_AT = 257;
    private static final int HEAD = 512;
    private static final int MOST_ENTRIES = 1000;

    private final String title;

    FileKind(String title) {
        this.title = title;
    }

    /** "a web page, not the file that it leads to". */
    public String title() {
        return title;
    }

    /** Whether all that is in it must be unpacked before it can be read. */
    public boolean isArchive() {
        return compareTo(ZIP) >= 0;
    }

    /** Whether a file is an archive, by its first bytes, or by its name where it is of none of these kinds. */
    public static boolean isArchive(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) { // told by who reads it
            return false;
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return of(path).map(FileKind::isArchive).orElse(name.matches(".*\\.(zip|7z|rar|tar|tgz|gz|bz2|xz)"));
    }

    /** The kind of a file or folder; nothing when it is none of these. */
    public static Optional<FileKind> of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return Files.exists(path.resolve("saved_model.pb")) ? Optional.of(SAVED_MODEL) : Optional.empty();
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(HEAD);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String page = text.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("version https://git-lfs")) {
            return Optional.of(LFS_POINTER);
        }
        if (page.startsWith("<!doctype html") || page.startsWith("<html")) {
            return Optional.of(WEB_PAGE);
        }
        if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6") || text.startsWith("PK\7\10")) {
            return Optional.of(archive(path));
        }
        Optional<FileKind> signed = SIGNATURES.entrySet().stream()
                .filter(each -> text.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (signed.isPresent()) {
            return signed;
        }
        if (text.startsWith("ustar", TAR_AT)) {
            return Optional.of(TAR);
        }
        if (text.startsWith("TFL3", 4)) {
            return Optional.of(TFLITE);
        }
        boolean pickle = head.length > 1 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5;
        if (pickle) {
            return Optional.of(PICKLE);
        }
        boolean header = text.startsWith("{\"", 8) && Arrays.equals(head, 5, 8, new byte[3], 0, 3);
        return header ? Optional.of(SAFETENSORS) : Optional.empty();
    }

    private static FileKind archive(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Set<String> names = zip.stream()
                    .limit(MOST_ENTRIES)
                    .map(entry -> entry.getName().substring(entry.getName().lastIndexOf('/') + 1))
                    .collect(Collectors.toSet());
            boolean office =
                    names.contains("[Content_Types].xml") || names.containsAll(Set.of("mimetype", "content.xml"));
            return names.contains("data.pkl")
                    ? PYTORCH
                    : names.contains("model.weights.h5") ? KERAS : office ? OFFICE : ZIP;
        } catch (ZipException e) { // cut off: an archive all the same
            return ZIP;
        }
    }
}
