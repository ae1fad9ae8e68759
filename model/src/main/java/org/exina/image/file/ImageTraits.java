package org.exina.image.file;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.stream.ImageInputStream;

/**
 * What an image file's header says of how its pixels are read, beyond {@link ImageHeader}.
 *
 * @param planes how many images of one size it holds, of which one is read; see {@link DecodeSettings}
 * @param planesTitle what those are, in words: "planes of focus", "moments", "pages"
 * @param channels pages that are put together to one image; 1 where it is one page
 * @param greySamples how many samples of grey a pixel has, of which the first is read; 1 where there is one, and in colour
 * @param bits of a sample; empty where samples of 16 bits may hold fewer, and only the values tell
 * @param isPreview whether what is read is a reduced copy of an image that is not read
 * @param lacksEnd whether the end mark of a JPEG file is missing; where pixels are missing, too, it is refused
 * @param scale empty where it tells none that a microscope may have
 */
public record ImageTraits(
        int planes,
        String planesTitle,
        int channels,
        int greySamples,
        OptionalInt bits,
        boolean isPreview,
        boolean lacksEnd,
        Optional<ImageScale> scale) {
    /** One page of 8 bits. */
    static final ImageTraits PLAIN =
            new ImageTraits(1, "pages", 1, 1, OptionalInt.of(8), false, false, Optional.empty());

    private static final int PHYSICAL = 0x70485973; // "pHYs"
    private static final int PIXELS_OF_PNG = 0x49444154; // "IDAT"
    private static final double MICRONS_IN_METRE = 1e6;
    private static final int MOST_CHUNKS = 1000; // before the pixels
    private static final int END_BYTES = 4096; // in which a JPEG file's end mark is looked for first

    /** Whether samples of 16 bits may hold fewer, and only the values tell. */
    public boolean isDepthOpen() {
        return bits.isEmpty();
    }

    static ImageTraits read(ImageFormat format, ImageInputStream in) throws IOException {
        return switch (format) {
            case TIFF -> ofTiff(TiffPages.read(in));
            case PNG -> ofPng(in);
            case JPEG -> ofJpeg(in);
            default -> PLAIN;
        };
    }

    private static ImageTraits ofTiff(TiffPages pages) throws IOException {
        return new ImageTraits(
                pages.planes(),
                pages.description().planesTitle(),
                pages.channels(),
                pages.greySamples(),
                pages.isWhiteZero() && pages.bits().isEmpty() ? OptionalInt.of(16) : pages.bits(),
                pages.isPreview(),
                false,
                ImageScale.of(pages.first(), pages.description()));
    }

    private static ImageTraits ofPng(ImageInputStream in) throws IOException {
        in.seek(24);
        int bits = in.readUnsignedByte();
        Optional<ImageScale> scale = Optional.empty();
        long at = 33; // behind IHDR
        for (int chunks = 0; chunks < MOST_CHUNKS && at + 17 <= in.length(); chunks++) {
            in.seek(at);
            long bytes = in.readUnsignedInt();
            int type = in.readInt();
            if (type == PIXELS_OF_PNG) {
                break;
            }
            if (type == PHYSICAL && bytes == 9) {
                double perMetre = in.readUnsignedInt();
                in.readInt();
                scale = in.readByte() == 1
                        ? ImageScale.plausible(perMetre, MICRONS_IN_METRE, "resolution")
                        : Optional.empty();
            }
            at += bytes + 12;
        }
        OptionalInt depth = bits == 16 ? OptionalInt.empty() : OptionalInt.of(bits);
        return new ImageTraits(1, PLAIN.planesTitle, 1, 1, depth, false, false, scale);
    }

    ImageTraits asPreview() {
        return new ImageTraits(planes, planesTitle, channels, greySamples, bits, true, lacksEnd, scale);
    }

    private static ImageTraits ofJpeg(ImageInputStream in) throws IOException {
        Optional<ImageScale> scale = JpegHeader.read(in).scale();
        long pixels = in.getStreamPosition();
        long end = Math.max(pixels, in.length() - END_BYTES);
        boolean lacksEnd = !hasEnd(in, end) && (end == pixels || !hasEnd(in, pixels)); // anything may be behind it
        return new ImageTraits(1, PLAIN.planesTitle, 1, 1, PLAIN.bits, false, lacksEnd, scale);
    }

    private static boolean hasEnd(ImageInputStream in, long from) throws IOException {
        in.seek(from);
        byte[] block = new byte[1 << 16];
        boolean half = false;
        for (int got = in.read(block); got > 0; got = in.read(block)) {
            for (int i = 0; i < got; i++) {
                if (half && block[i] == (byte) 0xD9) {
                    return true;
                }
                half = block[i] == (byte) 0xFF;
            }
        }
        return false;
    }
}
