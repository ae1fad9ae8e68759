package org.exina.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.dataset.Dataset;
import org.exina.dataset.Sample;
import org.exina.image.ImageFile;
import org.exina.slide.GrainDiameter;
import org.exina.store.Progress;
import org.exina.store.SideBySide;

/** Measures the grains of a data set. */
public final class GrainSizes {
    private GrainSizes() {}

    /** Samples whose scale the data set does not tell, in their order. */
    public static List<Sample> withoutScale(Dataset data) {
        return data.samples().stream()
                .filter(sample -> sample.micronsPerPixel().isEmpty())
                .toList();
    }

    /**
     * Measures each sample's grain, see {@link GrainDiameter}.
     *
     * @param data pictures that can be read
     * @return in micrometres, 0 where the scale is not known or no outline is seen
     */
    public static List<Double> micronsOf(Dataset data, Progress progress) throws IOException {
        AtomicInteger done = new AtomicInteger();
        List<Callable<Double>> work = new ArrayList<>();
        for (Sample sample : data.samples()) {
            work.add(() -> {
                double microns = sample.micronsPerPixel().isEmpty()
                        ? 0
                        : GrainDiameter.microns(ImageFile.decode(sample.path()), sample.micronsPerPixel())
                                .orElse(0);
                progress.report("measuring grains", done.incrementAndGet(), data.size());
                return microns;
            });
        }
        return SideBySide.run(
                work, Runtime.getRuntime().availableProcessors(), "interrupted while grains were measured");
    }
}
