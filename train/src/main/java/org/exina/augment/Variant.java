package org.exina.augment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;

/** One change of one image, drawn from an {@link Augmentation}. Usable from several threads. */
public final class Variant {
    /** Blur is given for an image of this size. */
    private static final double BLUR_SIDE_PX = 200;

    private final Placement placement;
    private final Tone tone;
    private final double blur;
    private final Fill fill;

    Variant(Placement placement, Tone tone, double blur, Fill fill) {
        this.placement = placement;
        this.tone = tone;
        this.blur = blur;
        this.fill = fill;
    }

    /**
     * The changed image: stretched to a size and placed in one step, then toned, then blurred. An image more than
     * twice as large as the result is first brought to twice its size.
     *
     * @param width of the result, at least 1
     * @param height of the result, at least 1
     */
    public RgbImage apply(RgbImage image, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected a size of at least 1 x 1, got " + width + " x " + height);
        }
        RgbImage small = Resize.resize(
                image,
                Math.min(image.width(), 2 * width),
                Math.min(image.height(), 2 * height),
                Interpolation.BILINEAR);
        RgbImage placed = placement.isIdentity() && small.width() == width && small.height() == height
                ? small
                : Warp.apply(
                        small, placement.matrix(width, height, small.width(), small.height()), width, height, fill);
        return GaussianBlur.apply(tone.apply(placed), blur * Math.min(width, height) / BLUR_SIDE_PX);
    }

    /** What it does, in up to three short lines: placement, light, focus. */
    List<String> words() {
        return Stream.of(placement.words(), tone.words(), blur > 0 ? String.format(Locale.ROOT, "blur %.1f", blur) : "")
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
