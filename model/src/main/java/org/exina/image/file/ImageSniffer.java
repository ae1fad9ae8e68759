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

    /** Of cameras that write their own pixels into a TIFF, behind a small preview. */
    private static final Set<String> RAW =
            Set.of("cr2 nef nrw dng arw sr2 srf pef srw 3fr fff iiq erf kdc mef mos dcr".split(" "));

    private static final No PREVIEW = new No(
            Kind.OTHER_FORMAT,
            "is a camera's raw image, of which a small preview alone could be read; export it as TIFF, PNG or JPEG");

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
        String name = file.getFileName().toString();
        Optional<ImageFormat> format = ImageFormat.of(head);
        if (format.isPresent()) {
            return format.get() == ImageFormat.TIFF && RAW.contains(ending(name))
                    ? Optional.of(PREVIEW)
                    : Optional.empty();
        }
        Kind kind = ImageFormat.ofFileName(name).isPresent()
                ? Kind.UNREADABLE
                : isOtherFormat(head, name) ? Kind.OTHER_FORMAT : Kind.NOT_A_PICTURE;
        return Optional.of(new No(kind, whatItIs(file)));
    }

    private static boolean isOtherFormat(byte[] head, String name) {
        return ImageFormat.isForeignImage(head, Path.of(name)) || OTHER_FORMATS.contains(ending(name));
    }

    private static String ending(String name) {
        return name.indexOf('.') < 0
                ? ""
                : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
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
