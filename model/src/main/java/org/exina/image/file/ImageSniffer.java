package org.exina.image.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a file is an image, by its first bytes. */
public final class ImageSniffer {
    private ImageSniffer() {}

    /** Why a file is no image. */
    public record No(SkippedFile.Kind kind, String reason) {}

    /** Empty when the file's content begins as an image's does. */
    public static Optional<No> why(Path file, boolean regular) throws IOException {
        if (!regular) { // opening a named pipe would wait for ever
            return Optional.of(new No(SkippedFile.Kind.NOT_A_PICTURE, "is no ordinary file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (ImageFormat.of(in.readNBytes(ImageFormat.SIGNATURE_BYTES)).isPresent()) {
                return Optional.empty();
            }
        } catch (AccessDeniedException e) {
            return Optional.of(new No(SkippedFile.Kind.UNREADABLE, "cannot be read: permission denied"));
        } catch (IOException e) {
            return Optional.of(new No(SkippedFile.Kind.UNREADABLE, "cannot be read: " + e.getMessage()));
        }
        boolean named = ImageFormat.ofFileName(file.getFileName().toString()).isPresent();
        return Optional.of(
                new No(named ? SkippedFile.Kind.UNREADABLE : SkippedFile.Kind.NOT_A_PICTURE, whatItIs(file)));
    }

    private static String whatItIs(Path file) throws IOException {
        try {
            ImageFile.probe(file);
            return "was changed while it was read";
        } catch (ImageException e) {
            return reason(file.toString(), e);
        }
    }

    /** An {@link ImageException}'s message without the path that it begins with. */
    public static String reason(String file, ImageException e) {
        String prefix = file + ": ";
        return e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : e.getMessage();
    }
}
