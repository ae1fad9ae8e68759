package org.exina.slides;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;

/**
 * How large the grain is on an image that was cut around one: the largest thing that stands out from the colour along
 * the image's border, holes filled.
 *
 * <p>The background that {@link GrainSegmenter} levels is that of a field, most of which is no grain; on cut images it took pale
 * grains for background, and Otsu's threshold took their dark rims only. So half of that threshold is taken here.
 */
public final class GrainDiameter {
    /** Larger images are made smaller first: the outline stays. */
    private static final int LARGEST_PX = 256;
    /** Of the image's area: what covers more has no outline to be seen. */
    private static final double MOST = 0.95;
    /** An outline with deeper bays is one of parts of a grain, or of dirt: triangles and spines have 0.75 and more. */
    private static final double LEAST_SOLIDITY = 0.7;

    private static final SegmenterSettings SETTINGS = SegmenterSettings.DEFAULT.withSensitivity(2);

    private GrainDiameter() {}

    /**
     * The diameter of the circle of the grain's area, in pixels of the image.
     *
     * @return empty where nothing stands out, or what stands out fills the image, or has no plain outline
     */
    public static OptionalDouble px(RgbImage image) {
        RgbImage small = ImageEncoder.thumbnail(image, LARGEST_PX);
        double scale = (double) Math.max(image.width(), image.height()) / Math.max(small.width(), small.height());
        Optional<ConnectedComponent> grain = outline(small);
        return grain.isPresent()
                ? OptionalDouble.of(scale * 2 * Math.sqrt(grain.get().area() / Math.PI))
                : OptionalDouble.empty();
    }

    /** The diameter of the grain in micrometres; empty as {@link #px} is, and where the scale is not known. */
    public static OptionalDouble microns(RgbImage image, OptionalDouble micronsPerPixel) {
        if (micronsPerPixel.isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble px = px(image);
        return px.isPresent() ? OptionalDouble.of(px.getAsDouble() * micronsPerPixel.getAsDouble()) : px;
    }

    private static Optional<ConnectedComponent> outline(RgbImage image) {
        BackgroundDistance contrast = BackgroundDistance.ofCut(image);
        double threshold = new GrainSegmenter(SETTINGS).threshold(contrast.histogram(), contrast.noise());
        double most = MOST * image.width() * image.height();
        List<ConnectedComponent> found =
                ConnectedComponent.of(GrainSegmenter.mask(contrast, threshold), image.width(), SETTINGS.minAreaPx());
        return found.stream()
                .max(Comparator.comparingInt(ConnectedComponent::area))
                .filter(grain -> grain.area() <= most && grain.solidity() >= LEAST_SOLIDITY);
    }
}
