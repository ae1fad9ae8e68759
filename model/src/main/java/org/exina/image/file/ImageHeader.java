package org.exina.image.file;

/**
 * What an image file declares of itself, known without decoding a pixel.
 *
 * @param format by content
 * @param width in pixels, of the image as {@link ImageFile#decode} gives it: turned upright
 * @param height in pixels, likewise
 */
public record ImageHeader(ImageFormat format, int width, int height) {
    public ImageHeader {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected sides of at least 1 pixel, got " + width + " x " + height);
        }
    }

    public long pixels() {
        return (long) width * height;
    }
}
