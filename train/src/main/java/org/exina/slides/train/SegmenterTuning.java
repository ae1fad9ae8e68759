package org.exina.slides.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.image.file.ImageRegions;
import org.exina.io.Sha256;
import org.exina.math.Statistics;
import org.exina.slides.Candidate;
import org.exina.slides.SegmenterSettings;
import org.exina.slides.Tiles;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Fits the detector to boxes: the least size to what people drew, the sensitivity to what covers the boxes best, and how much
 * wider than the outlines the boxes are drawn. Looks at 60 fields at most, the same ones whichever others there are, so that
 * folds share the work.
 */
final class SegmenterTuning {
    private static final int FIELDS = 60;
    private static final List<Double> SENSITIVITIES = List.of(1.0, 0.7, 1.5); // of equals the first
    /** A detector that is not the usual one must cover the boxes better by this much, in intersection over union. */
    private static final double GAIN = 0.01;
    /** Boxes that lie about something by chance, whichever way they are read. */
    private static final int ENOUGH = 8;

    private final Map<String, List<Covered>> known = new ConcurrentHashMap<>(); // by settings and file

    /**
     * How a box is covered.
     *
     * @param overlap intersection over union with the best candidate; 0 when none meets it
     * @param exchanged the same of the box with its x and y exchanged
     * @param wider how much wider and higher the box is than that, as a share
     */
    private record Covered(double overlap, double exchanged, double wider) {}

    /**
     * What was fitted.
     *
     * @param boxes that were looked at
     * @param met those of them that lie about something that the detector finds
     */
    record Fitted(SegmenterSettings settings, int boxes, int met) {}

    /**
     * The settings with which the detector's outlines cover the boxes best.
     *
     * @param fields those to learn from, some of them with boxes
     */
    SegmenterSettings of(List<BoxedField> fields, Progress progress) throws IOException {
        return fit(fields, progress).settings();
    }

    /**
     * The settings with which the detector's outlines cover the boxes best, and how many they cover.
     *
     * @throws DatasetException when they would cover most boxes if only x and y were exchanged
     */
    Fitted fit(List<BoxedField> fields, Progress progress) throws IOException {
        List<BoxedField> looked =
                some(fields.stream().filter(field -> !field.grains().isEmpty()).toList());
        SegmenterSettings sized = SegmenterSettings.DEFAULT.withDiameters(leastDiameter(fields), 0);
        Fitted best = new Fitted(sized, 0, 0);
        double most = -1;
        AtomicInteger done = new AtomicInteger();
        for (double sensitivity : SENSITIVITIES) {
            SegmenterSettings tried = sized.withSensitivity(sensitivity);
            List<Callable<List<Covered>>> work = new ArrayList<>();
            for (BoxedField field : looked) {
                work.add(() -> {
                    List<Covered> covered = covered(field, tried);
                    progress.report(
                            "fitting the detector",
                            done.incrementAndGet(),
                            (long) SENSITIVITIES.size() * looked.size());
                    return covered;
                });
            }
            List<Covered> boxes = Parallel.run(
                            work,
                            Runtime.getRuntime().availableProcessors(),
                            "interrupted while the detector was fitted; nothing was written")
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            double mean = boxes.stream().mapToDouble(Covered::overlap).average().orElse(0);
            if (mean > most + GAIN) {
                most = mean;
                int met = met(boxes, Covered::overlap);
                requireNotExchanged(looked.get(0), boxes.size(), met, met(boxes, Covered::exchanged));
                best = new Fitted(tried.withGrowth(growth(boxes)), boxes.size(), met);
            }
        }
        return best;
    }

    private static int met(List<Covered> boxes, ToDoubleFunction<Covered> overlap) {
        return (int) boxes.stream()
                .filter(each -> overlap.applyAsDouble(each) >= IouAssignment.SAME)
                .count();
    }

    private static void requireNotExchanged(BoxedField first, int boxes, int met, int exchanged)
            throws DatasetException {
        if (exchanged >= ENOUGH && 2 * exchanged >= boxes && 4 * met < boxes) {
            throw new DatasetException(
                    first.file(),
                    met + " of " + boxes + " boxes of the fields lie about something that stands out, and " + exchanged
                            + " when x and y are exchanged; expected x across from the left edge and y down from the upper"
                            + " one: exchange them where the boxes were written");
        }
    }

    /** In an order that has nothing to do with what is on them, nor with which others there are. */
    private static List<BoxedField> some(List<BoxedField> fields) {
        return fields.stream()
                .sorted(Comparator.comparing(field -> Sha256.of(field.name())))
                .limit(FIELDS)
                .toList();
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

    private List<Covered> covered(BoxedField field, SegmenterSettings settings) throws IOException {
        String key = settings + " " + field.file();
        List<Covered> before = known.get(key);
        if (before != null) {
            return before;
        }
        try (ImageRegions pixels = field.open()) {
            List<Candidate> found = Tiles.find(settings, pixels::read, field.width(), field.height(), Progress.NONE);
            List<Covered> covered = new ArrayList<>();
            for (LabelledBox grain : field.grains()) {
                covered.add(covered(grain.box(), found));
            }
            known.put(key, covered);
            return covered;
        }
    }

    private static Covered covered(Box box, List<Candidate> found) {
        Box exchanged = new Box(box.y(), box.x(), box.height(), box.width());
        double otherwise = 0;
        Covered best = new Covered(0, 0, 0);
        for (Candidate each : found) {
            otherwise = Math.max(otherwise, each.box().intersectionOverUnion(exchanged));
            double overlap = each.box().intersectionOverUnion(box);
            if (overlap > best.overlap()) {
                double sides = (double) each.box().width() + each.box().height();
                best = new Covered(overlap, 0, (box.width() + box.height()) / sides - 1);
            }
        }
        return new Covered(best.overlap(), otherwise, best.wider());
    }

    /** The median of what is covered well; whole hundredths. */
    private static double growth(List<Covered> boxes) {
        double[] wider = boxes.stream()
                .filter(each -> each.overlap() >= IouAssignment.SAME)
                .mapToDouble(Covered::wider)
                .toArray();
        double median = wider.length == 0 ? 0 : Statistics.median(wider);
        return Math.round(100 * Math.min(1, Math.max(-0.5, median))) / 100.0;
    }
}
