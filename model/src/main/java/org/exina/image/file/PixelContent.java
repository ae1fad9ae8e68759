package org.exina.image.file;

import java.nio.ByteBuffer;
import org.exina.image.RgbImage;
import org.exina.io.Sha256;

/** Pixels that were never in a file of their own. */
record PixelContent(RgbImage pixels) implements ImageSource.Content {
    /** Over width, height (32 bits each, the highest first) and the pixels. */
    @Override
    public String sha256() {
        byte[] rgb = pixels.pixels();
        return Sha256.of(ByteBuffer.allocate(8 + rgb.length)
                .putInt(pixels.width())
                .putInt(pixels.height())
                .put(rgb)
                .array());
    }
}
