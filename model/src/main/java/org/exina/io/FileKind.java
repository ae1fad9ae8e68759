package org.exina.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What people bring in the place of a model or of weights, known by its first bytes. */
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
    ZIP("a ZIP archive: unpack it"),
    GZIP("a gzip archive: unpack it");

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
        if (text.startsWith("PK\3\4")) {
            return Optional.of(archive(path));
        }
        if (text.startsWith("\u0089HDF\r\n")) {
            return Optional.of(HDF5);
        }
        if (text.startsWith("TFL3", 4)) {
            return Optional.of(TFLITE);
        }
        if (text.startsWith("\u001F\u008B")) {
            return Optional.of(GZIP);
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
            return names.contains("data.pkl") ? PYTORCH : names.contains("model.weights.h5") ? KERAS : ZIP;
        } catch (ZipException e) { // cut off: an archive all the same
            return ZIP;
        }
    }
}
