package org.exina.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.boxes.BoxedField;
import org.exina.boxes.LabelledBox;
import org.exina.image.ImageRegions;
import org.exina.slide.Candidate;
import org.exina.slide.FinderSettings;
import org.exina.slide.Tiles;
import org.exina.store.Progress;
import org.exina.store.SideBySide;

/**
 * Fits the finder to boxes: the least size to what people drew, the sensitivity to what covers the boxes best, and how much
 * wider than the outlines the boxes are drawn. Looks at 60 fields at most, spread evenly.
 */
final class FinderFit {
    private static final int FIELDS = 60;
    private static final List<Double> SENSITIVITIES = List.of(1.0, 0.7, 1.5); // of equals the first
    /** A finder that is not the usual one must cover the boxes better by this much, in intersection over union. */
    private static final double GAIN = 0.01;

    private FinderFit() {}

    /** @param fields those to learn from, some of them with boxes */
    static FinderSettings of(List<BoxedField> fields, Progress progress) throws IOException {
        List<BoxedField> looked = spread(
                fields.stream().filter(field -> !field.grains().isEmpty()).toList());
        FinderSettings sized = FinderSettings.DEFAULT.withDiameters(leastDiameter(fields), 0);
        FinderSettings best = sized;
        double most = -1;
        AtomicInteger done = new AtomicInteger();
        for (double sensitivity : SENSITIVITIES) {
            FinderSettings tried = sized.withSensitivity(sensitivity);
            List<Callable<List<double[]>>> work = new ArrayList<>();
            for (BoxedField field : looked) {
                work.add(() -> {
                    List<double[]> covered = covered(field, tried);
                    progress.report(
                            "fitting the finder", done.incrementAndGet(), (long) SENSITIVITIES.size() * looked.size());
                    return covered;
                });
            }
            List<double[]> boxes = SideBySide.run(
                            work,
                            Runtime.getRuntime().availableProcessors(),
                            "interrupted while the finder was fitted; nothing was written")
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            double mean = boxes.stream().mapToDouble(each -> each[0]).average().orElse(0);
            if (mean > most + GAIN) {
                most = mean;
                best = tried.withGrowth(growth(boxes));
            }
        }
        return best;
    }

    private static List<BoxedField> spread(List<BoxedField> fields) {
        int count = Math.min(FIELDS, fields.size());
        List<BoxedField> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(fields.get((int) ((long) i * fields.size() / count)));
        }
        return some;
    }

    /** Half of the smallest boxes' diameter, those of slips passed over; whole pixels, from 4 to 10. */
    private static double leastDiameter(List<BoxedField> fields) {
        double[] diameters = fields.stream()
                .flatMap(field -> field.grains().stream())
                .mapToDouble(grain -> Math.sqrt((double) grain.box().area()))
                .sorted()
                .toArray();
        return Math.min(10, Math.max(4, Math.floor(diameters[diameters.length / 100] / 2)));
    }

    /** For each box how well the best candidate covers it, and how much wider the box is than that. */
    private static List<double[]> covered(BoxedField field, FinderSettings settings) throws IOException {
        try (ImageRegions pixels = ImageRegions.open(field.file())) {
            List<Candidate> found = Tiles.find(settings, pixels::read, field.width(), field.height(), Progress.NONE);
            List<double[]> covered = new ArrayList<>();
            for (LabelledBox grain : field.grains()) {
                double[] best = {0, 0};
                for (Candidate each : found) {
                    double overlap = each.box().intersectionOverUnion(grain.box());
                    if (overlap > best[0]) {
                        best[0] = overlap;
                        best[1] = (double) (grain.box().width() + grain.box().height())
                                        / (each.box().width() + each.box().height())
                                - 1;
                    }
                }
                covered.add(best);
            }
            return covered;
        }
    }

    /** The median of what is covered well; whole hundredths. */
    private static double growth(List<double[]> boxes) {
        double[] wider = boxes.stream()
                .filter(each -> each[0] >= Labelling.SAME)
                .mapToDouble(each -> each[1])
                .sorted()
                .toArray();
        double median = wider.length == 0 ? 0 : wider[wider.length / 2];
        return Math.round(100 * Math.min(1, Math.max(-0.5, median))) / 100.0;
    }
}
