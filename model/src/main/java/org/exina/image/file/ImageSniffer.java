package org.exina.image.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.exina.image.file.SkippedFile.Kind;

/** Whether a file is an image, by its first bytes. */
public final class ImageSniffer {
    /** Of images that microscopes, cameras and programs write, in formats that are not read. */
    private static final Set<String> OTHER_FORMATS =
            Set.of(("heic heif hif avif psd psb xcf jp2 j2k jpf jpx jxl jxr wdp"
                            + " czi zvi lif lof nd2 oib oif oir vsi sld stk ims dcm dicom mrc fits fit"
                            + " cr2 cr3 crw nef nrw arw srf sr2 dng orf rw2 raf pef srw raw"
                            + " tga ppm pgm pbm pnm exr hdr eps svg vms vmu mrxs ndpi svs scn bif isyntax")
                    .split(" "));

    private ImageSniffer() {}

    /** Why a file is no image. */
    public record No(Kind kind, String reason) {}

    /** Empty when the file's content begins as an image's does. */
    public static Optional<No> why(Path file, boolean regular) throws IOException {
        if (!regular) { // opening a named pipe would wait for ever
            return Optional.of(new No(Kind.NOT_A_PICTURE, "is no ordinary file"));
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(ImageFormat.SIGNATURE_BYTES);
        } catch (AccessDeniedException e) {
            return Optional.of(new No(Kind.UNREADABLE, "cannot be read: permission denied"));
        } catch (IOException e) {
            return Optional.of(new No(Kind.UNREADABLE, "cannot be read: " + e.getMessage()));
        }
        if (ImageFormat.of(head).isPresent()) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        Kind kind = ImageFormat.ofFileName(name).isPresent()
                ? Kind.UNREADABLE
                : isOtherFormat(head, name) ? Kind.OTHER_FORMAT : Kind.NOT_A_PICTURE;
        return Optional.of(new No(kind, whatItIs(file)));
    }

    private static boolean isOtherFormat(byte[] head, String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ImageFormat.isForeignImage(head) || name.indexOf('.') >= 0 && OTHER_FORMATS.contains(ending);
    }

    private static String whatItIs(Path file) throws IOException {
        try {
            ImageFile.probe(file);
            return "was changed while it was read";
        } catch (ImageException e) {
            return e.problem();
        }
    }
}
