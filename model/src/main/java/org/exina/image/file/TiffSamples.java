package org.exina.image.file;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.Pixels;
import org.exina.image.RgbImage;

/** What the decoded samples of a TIFF file's plane mean. */
final class TiffSamples {
    private final Pixels.Alpha alpha;
    private final int bits;
    private final int turned; // what a decoder added that turned 0 from white to black as if all 16 bits were used

    private TiffSamples(Pixels.Alpha alpha, int bits, int turned) {
        this.alpha = alpha;
        this.bits = bits;
        this.turned = turned;
    }

    /**
     * Looks whether the pages of a plane hold what they declare.
     *
     * @param in of the file; read as before afterwards
     * @throws org.exina.image.UnsupportedPixelsException when its samples have no plain meaning in 8 bits
     */
    static TiffSamples check(TiffPages pages, DecodeSettings settings, ImageInputStream in) throws IOException {
        for (TiffHeader page : pages.headersOf(settings.plane())) {
            page.check();
            JpegHeader.checkInside(page, in);
        }
        int declared = pages.bits().orElse(pages.isWhiteZero() ? 16 : settings.bits());
        int bits = declared > 8 ? declared : 16; // of samples that are stored in 16
        return new TiffSamples(pages.first().alpha(), bits, pages.isWhiteZero() ? 65_535 - ((1 << bits) - 1) : 0);
    }

    RgbImage toRgb(BufferedImage image) throws IOException {
        if (turned > 0 && image.getRaster().getDataBuffer() instanceof DataBufferUShort buffer) {
            for (short[] bank : buffer.getBankData()) {
                for (int i = 0; i < bank.length; i++) {
                    bank[i] = (short) Math.max(0, (bank[i] & 0xFFFF) - turned);
                }
            }
        }
        return RgbImage.decoded(image, alpha, bits);
    }
}
