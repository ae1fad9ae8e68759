package org.exina.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageSource;
import org.exina.math.Statistics;
import org.exina.model.ModelCard;
import org.exina.task.Parallel;

/** How images were cut around the grains they show: how much larger than the grain they are, and whether they are squares. */
public final class GrainFraming {
    private static final int MOST_IMAGES = 120; // spread evenly: their median is steady
    private static final double MOST_MARGIN = 4; // an image with a smaller grain was not cut around it
    private static final double OFF_CENTRE =
            0.2; // of the sides: what lies farther from the middle is not what was cut out
    private static final double SQUARE = 0.02; // sides may differ by this share: those of squares were rounded

    private static final int LARGEST_PX = 256; // larger images are made smaller first
    private static final double MOST_AREA = 0.95; // of the image: what covers more has no outline to be seen
    private static final double LEAST_SOLIDITY = 0.7;
    private static final double SIZE_POWER = 0.15; // of the area, as in counting 0.3 of the diameter
    private static final GrainSegmenter SEGMENTER = new GrainSegmenter(SegmenterSettings.DEFAULT);

    private GrainFraming() {}

    /**
     * One image's.
     *
     * @param across its width by that of its grain's box
     * @param down its height by that of the box
     * @param longer its longer side by that of the box
     */
    private record Seen(boolean square, double across, double down, double longer) {}

    /**
     * The framing that is usual among images.
     *
     * @return empty when a grain is seen on less than half of those looked at
     */
    public static Optional<ModelCard.Framing> of(List<ImageSource> images) throws IOException {
        int count = Math.min(MOST_IMAGES, images.size());
        List<Callable<Optional<Seen>>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ImageSource image = images.get((int) ((long) i * images.size() / count));
            work.add(() -> seen(image.pixels()));
        }
        List<Seen> seen = Parallel.run(
                        work,
                        Runtime.getRuntime().availableProcessors(),
                        "interrupted while the framing of grains was measured; no model was written")
                .stream()
                .flatMap(Optional::stream)
                .toList();
        if (seen.isEmpty() || 2 * seen.size() < count) {
            return Optional.empty();
        }
        boolean square = 2 * seen.stream().filter(Seen::square).count() > seen.size();
        double margin =
                square ? median(seen, Seen::longer) : Math.sqrt(median(seen, Seen::across) * median(seen, Seen::down));
        return Optional.of(new ModelCard.Framing(square, Math.round(100 * margin) / 100.0, seen.size()));
    }

    private static double median(List<Seen> seen, ToDoubleFunction<Seen> number) {
        return Statistics.median(seen.stream().mapToDouble(number).toArray());
    }

    /** Empty where no grain is seen in the middle. */
    private static Optional<Seen> seen(RgbImage whole) {
        RgbImage image = ImageEncoder.thumbnail(whole, LARGEST_PX); // in proportion: the framing stays
        boolean square = Math.abs(whole.width() - whole.height()) <= Math.max(1, SQUARE * whole.width());
        return grain(image)
                .map(box -> new Seen(
                        square,
                        (double) image.width() / box.width(),
                        (double) image.height() / box.height(),
                        (double) Math.max(image.width(), image.height()) / Math.max(box.width(), box.height())))
                .filter(each -> each.longer() <= MOST_MARGIN);
    }

    /**
     * The grain in the middle, as a count finds it: touching ones are parted, and what is large and convex goes before its
     * parts and before clumps.
     */
    private static Optional<Box> grain(RgbImage image) {
        BackgroundDistance contrast = BackgroundDistance.ofCut(image);
        double threshold = SEGMENTER.threshold(contrast.histogram(), contrast.noise());
        return SEGMENTER.find(image, contrast, threshold).stream()
                .filter(each -> each.areaPx() <= MOST_AREA * image.width() * image.height())
                .filter(each -> each.solidity() >= LEAST_SOLIDITY && isInTheMiddle(each.box(), image))
                .max(Comparator.comparingDouble(each -> each.solidity() * Math.pow((double) each.areaPx(), SIZE_POWER)))
                .map(Candidate::box);
    }

    private static boolean isInTheMiddle(Box box, RgbImage image) {
        return Math.abs(box.x() + box.width() / 2.0 - image.width() / 2.0) <= OFF_CENTRE * image.width()
                && Math.abs(box.y() + box.height() / 2.0 - image.height() / 2.0) <= OFF_CENTRE * image.height();
    }
}
