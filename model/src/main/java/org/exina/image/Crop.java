package org.exina.image;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Which part of an image a network sees, when the image is not of its shape. A model file names it by {@link #id},
 * so each is defined in terms of Pillow and can be repeated there to the bit; all divisions are whole-number ones.
 */
public enum Crop {
    /** All of it, its sides scaled independently: {@code image.resize((width, height), resample)}. */
    STRETCH {
        @Override
        public RgbImage toSize(RgbImage image, int width, int height, Interpolation interpolation) {
            return Resize.resize(image, width, height, interpolation);
        }

        @Override
        public RgbImage inShape(RgbImage image, int width, int height) {
            checkSize(width, height);
            return image;
        }
    },

    /**
     * The largest centred part of the right shape. In Python, for an image of {@code w} x {@code h}:
     *
     * <pre>{@code
     * if w * height > h * width:
     *     cw, ch = max(1, (2 * h * width + height) // (2 * height)), h
     * else:
     *     cw, ch = w, max(1, (2 * w * height + width) // (2 * width))
     * left, top = (w - cw) // 2, (h - ch) // 2
     * image.crop((left, top, left + cw, top + ch)).resize((width, height), resample)
     * }</pre>
     */
    CENTER {
        @Override
        public RgbImage toSize(RgbImage image, int width, int height, Interpolation interpolation) {
            return Resize.resize(inShape(image, width, height), width, height, interpolation);
        }

        @Override
        public RgbImage inShape(RgbImage image, int width, int height) {
            checkSize(width, height);
            int w = image.width();
            int h = image.height();
            boolean tooWide = (long) w * height > (long) h * width;
            int partWidth = tooWide ? scaled(h, width, height) : w;
            int partHeight = tooWide ? h : scaled(w, height, width);
            return image.part((w - partWidth) / 2, (h - partHeight) / 2, partWidth, partHeight);
        }
    },

    /**
     * All of it, sides in proportion, centred on a ground of the mean colour of its border. In Python:
     *
     * <pre>{@code
     * if w * height > h * width:
     *     nw, nh = width, max(1, (2 * h * width + w) // (2 * w))
     * else:
     *     nw, nh = max(1, (2 * w * height + h) // (2 * h)), height
     * a = np.asarray(image).astype(int)
     * border = np.ones((h, w), bool)
     * border[1:-1, 1:-1] = False          # first and last row and column, each pixel once
     * n = border.sum()
     * ground = tuple((2 * a[border].sum(0) + n) // (2 * n))
     * out = Image.new("RGB", (width, height), ground)
     * out.paste(image.resize((nw, nh), resample), ((width - nw) // 2, (height - nh) // 2))
     * }</pre>
     */
    WHOLE {
        @Override
        public RgbImage toSize(RgbImage image, int width, int height, Interpolation interpolation) {
            checkSize(width, height);
            int w = image.width();
            int h = image.height();
            boolean tooWide = (long) w * height > (long) h * width;
            int newWidth = tooWide ? width : scaled(w, height, h);
            int newHeight = tooWide ? scaled(h, width, w) : height;
            RgbImage small = Resize.resize(image, newWidth, newHeight, interpolation);
            return small.onGround(
                    width, height, (width - newWidth) / 2, (height - newHeight) / 2, image.meanBorderColor());
        }

        @Override
        public RgbImage inShape(RgbImage image, int width, int height) {
            checkSize(width, height);
            int w = image.width();
            int h = image.height();
            boolean tooWide = (long) w * height > (long) h * width;
            int groundWidth = tooWide ? w : Math.max(w, scaled(h, width, height));
            int groundHeight = tooWide ? Math.max(h, scaled(w, height, width)) : h;
            return image.onGround(
                    groundWidth, groundHeight, (groundWidth - w) / 2, (groundHeight - h) / 2, image.meanBorderColor());
        }
    };

    /** "stretch", "center", "whole"; what files have. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The image at the size that a network wants.
     *
     * @param width at least 1
     * @param height at least 1
     */
    public abstract RgbImage toSize(RgbImage image, int width, int height, Interpolation interpolation);

    /**
     * The part that {@link #toSize} takes in the image's own pixels, none of them scaled: to the nearest pixel in the
     * shape of {@code width} to {@code height}; of {@link #STRETCH} the image itself.
     */
    public abstract RgbImage inShape(RgbImage image, int width, int height);

    /** {@code length * numerator / denominator} to the nearest, halves up, at least 1. */
    private static int scaled(int length, int numerator, int denominator) {
        return (int) Math.max(1, (2L * length * numerator + denominator) / (2L * denominator));
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected a size of at least 1 x 1, got " + width + " x " + height);
        }
    }
}
