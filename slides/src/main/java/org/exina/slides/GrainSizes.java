package org.exina.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.image.file.ImageSource;
import org.exina.model.Classifier;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Measures the grains of images. */
public final class GrainSizes {
    private GrainSizes() {}

    /**
     * Measures each image's grain, see {@link GrainDiameter}.
     *
     * @param scales micrometres per pixel of images that can be read; empty where it is not known
     * @return in micrometres, empty where the scale is not known or no outline is seen
     */
    public static List<OptionalDouble> micronsOf(Map<ImageSource, OptionalDouble> scales, Progress progress)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        List<Callable<OptionalDouble>> work = new ArrayList<>();
        scales.forEach((image, micronsPerPixel) -> work.add(() -> {
            OptionalDouble microns = micronsPerPixel.isEmpty()
                    ? micronsPerPixel
                    : GrainDiameter.microns(image.pixels(), micronsPerPixel);
            progress.report("measuring grains", done.incrementAndGet(), scales.size());
            return microns;
        }));
        return Parallel.run(work, Runtime.getRuntime().availableProcessors(), "interrupted while grains were measured");
    }

    /**
     * Measures images as they are classified.
     *
     * @param scales micrometres per pixel; empty, or no entry, where it is not known
     */
    public static Classifier.Measure measure(Map<ImageSource, OptionalDouble> scales) {
        return (source, image) -> GrainDiameter.microns(image, scales.getOrDefault(source, OptionalDouble.empty()));
    }
}
