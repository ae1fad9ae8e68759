package org.exina.image.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of image file that Exina reads. Told by the file's first bytes; its name says nothing for sure. */
public enum ImageFormat {
    JPEG("JPEG", "jpg jpeg jpe jfif"),
    PNG("PNG", "png"),
    TIFF("TIFF", "tif tiff"),
    BMP("BMP", "bmp dib"),
    GIF("GIF", "gif"),
    WEBP("WebP", "webp");

    /** How many first bytes {@link #of} needs to see. */
    public static final int SIGNATURE_BYTES = 16;

    /** All of them, for messages. */
    static final String ALL = "JPEG, PNG, TIFF, BMP, GIF or WebP";

    private final String title;
    private final String extensions; // between blanks

    ImageFormat(String title, String extensions) {
        this.title = title;
        this.extensions = extensions;
    }

    /** As people write it: "JPEG", "WebP". */
    public String title() {
        return title;
    }

    /** The usual endings of file names, lower case, without a dot; the first is the commonest. */
    public List<String> extensions() {
        return List.of(extensions.split(" "));
    }

    /**
     * The format of a file's content.
     *
     * @param head the first bytes of a file, {@link #SIGNATURE_BYTES} of them or all that there are
     */
    public static Optional<ImageFormat> of(byte[] head) {
        if (startsWith(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (startsWith(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (startsWith(head, 0, 'I', 'I', 42, 0)
                || startsWith(head, 0, 'M', 'M', 0, 42)
                || startsWith(head, 0, 'I', 'I', 43, 0)
                || startsWith(head, 0, 'M', 'M', 0, 43)) {
            return Optional.of(TIFF);
        }
        if (startsWith(head, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (startsWith(head, 0, 'R', 'I', 'F', 'F') && startsWith(head, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        // Two letters alone would make images of too many texts: the reserved bytes 6 to 9 are 0 in every writer's.
        if (startsWith(head, 0, 'B', 'M') && startsWith(head, 6, 0, 0, 0, 0)) {
            return Optional.of(BMP);
        }
        return Optional.empty();
    }

    /**
     * The format that a file's name promises, by its ending.
     *
     * @param fileName "grain.JPG"; case does not matter
     */
    public static Optional<ImageFormat> ofFileName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> fileName.indexOf('.') >= 0 && f.extensions().contains(extension))
                .findFirst();
    }

    /** What content that is none of these formats seems to be, in words that complete "is ...". */
    static String describeForeign(byte[] head, Path file) {
        if (startsWith(head, 4, 'f', 't', 'y', 'p')) {
            String brand = ascii(head, 8, 12);
            return brand.startsWith("hei") || brand.startsWith("mif1") || brand.startsWith("msf1")
                    ? "a HEIC image (as iPhones make them)"
                    : brand.startsWith("avif") ? "an AVIF image" : "a video (MP4 or QuickTime)";
        }
        for (Foreign foreign : Foreign.values()) {
            if (ascii(head, 0, foreign.signature.length()).equals(foreign.signature)) {
                return foreign.description;
            }
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> each : WITHOUT_SIGNATURE.entrySet()) {
            if (name.endsWith(each.getKey())) {
                return each.getValue();
            }
        }
        if (name.endsWith(".onnx")) {
            return "an ONNX network or a model of Exina";
        }
        return isText(head)
                ? "text that begins with \""
                        + ascii(head, 0, head.length).strip().replaceAll("\\s+", " ") + "\""
                : "something else that begins with the bytes " + hex(head, 8);
    }

    /** Of no plain beginning, told by their names. */
    private static final Map<String, String> WITHOUT_SIGNATURE = Map.of(
            ".tga", "a Targa (TGA) image",
            ".pcx", "a PCX image",
            ".lif", "a Leica LIF image (LAS X exports TIFF)",
            ".oir", "an Olympus OIR image (cellSens and FV10 export TIFF)",
            ".ets", "a part of an Olympus VSI image (cellSens exports TIFF)",
            ".mrxs", "a 3DHISTECH slide (SlideViewer exports TIFF)");
    /** Whether content is an image of a format that is not read: a HEIC, a CZI. */
    static boolean isForeignImage(byte[] head, Path file) {
        String what = describeForeign(head, file);
        return Stream.of(
                        "a HEIC image",
                        "an AVIF image",
                        "a Photoshop document",
                        "a Zeiss CZI",
                        "a Nikon ND2",
                        "a Leica LIF",
                        "an Olympus",
                        "a part of an Olympus",
                        "a 3DHISTECH",
                        "a Targa",
                        "a PCX",
                        "a PBM",
                        "a PGM",
                        "a PPM",
                        "a JPEG ")
                .anyMatch(what::startsWith);
    }

    /** Files that really stand in image folders; the first bytes as ISO 8859-1. */
    private enum Foreign {
        PSD("8BPS", "a Photoshop document"),
        PDF("%PDF", "a PDF document"),
        ZIP("PK\003\004", "a ZIP archive or an Office document"),
        CZI("ZISRAWFILE", "a Zeiss CZI image (ZEN exports TIFF)"),
        ND2("\332\316\276\n", "a Nikon ND2 image (NIS-Elements exports TIFF)"),
        OLE("\320\317\021\340", "an Olympus OIB, Zeiss ZVI or old Office document"),
        JP2("\0\0\0\fjP  ", "a JPEG 2000 image"),
        J2K("\377O\377Q", "a JPEG 2000 image"),
        JXL("\0\0\0\fJXL ", "a JPEG XL image"),
        JXL_BARE("\377\n", "a JPEG XL image"),
        JPEG_XR("II\274", "a JPEG XR image"),
        LIF("p\0\0\0", "a Leica LIF image (LAS X exports TIFF)"),
        PBM("P4\n", "a PBM image"),
        PGM("P5\n", "a PGM image"),
        PPM("P6\n", "a PPM image"),
        PGM_TEXT("P2\n", "a PGM image"),
        PPM_TEXT("P3\n", "a PPM image"),
        SVG("<svg", "an SVG drawing"),
        HTML("<!DOCTYPE html", "a web page");

        private final String signature;
        private final String description;

        Foreign(String signature, String description) {
            this.signature = signature;
            this.description = description;
        }
    }

    private static boolean startsWith(byte[] head, int from, int... signature) {
        if (head.length < from + signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[from + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] head, int from, int to) {
        int end = Math.min(to, head.length);
        return from >= end ? "" : new String(head, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return head.length > 0;
    }

    private static String hex(byte[] head, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(count, head.length); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", head[i]));
        }
        return text.toString();
    }
}
