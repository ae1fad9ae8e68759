package org.exina.report.plot;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The images there are. All refuse empty lists; names of curves and points may occur once only. */
public final class Plots {
    private Plots() {}

    /**
     * Accuracy and loss of one experiment side by side. The curve named {@link Curve#TRAIN} is dashed, others are whole;
     * of the first of these the best epoch is marked.
     *
     * @param accuracy shares in [0, 1]
     * @param loss 0 or more
     */
    public static Plot experiment(String title, List<Curve> accuracy, List<Curve> loss) {
        check(accuracy, loss);
        return TwoPanelPlot.of(title, accuracy, loss);
    }

    /**
     * Many experiments in one image, each named at the end of its curve with its last value. Losses that would flatten
     * all others make the axis logarithmic, and lie beyond its limits when they are very far away.
     *
     * @param accuracy shares in [0, 1], a curve for each experiment
     * @param loss 0 or more, a curve of the same name for each experiment
     */
    public static Plot together(String title, List<Curve> accuracy, List<Curve> loss) {
        check(accuracy, loss);
        Set<String> names = accuracy.stream().map(Curve::name).collect(Collectors.toSet());
        Set<String> others = loss.stream().map(Curve::name).collect(Collectors.toSet());
        if (!names.equals(others)) {
            throw new IllegalArgumentException(
                    "expected accuracy and loss of the same experiments, got " + names + " and " + others);
        }
        return OverlayPlot.of(title, accuracy, loss);
    }

    /** Measured accuracies with their intervals, best first, beside published ones. */
    public static Plot comparison(String title, List<Point> points) {
        checkNames(points.stream().map(Point::name).toList());
        return Comparison.of(title, points);
    }

    /**
     * Accuracy against the number of images that was trained on, on a logarithmic scale.
     *
     * @param sizes smallest first
     * @param ahead what is expected of more, drawn apart
     */
    public static Plot sizes(String title, List<CurvePoint> sizes, Optional<CurvePoint> ahead) {
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw");
        }
        return LearningCurvePlot.of(title, sizes, ahead);
    }

    /**
     * Grains counted against those that are there, on the same scale, with the line on which counts are exact. Equal
     * pairs are one dot, whose area says how many, cut by their types where these are named; the scale is logarithmic, with a place for 0,
     * when the largest counts are much larger than the usual. Pairs of 0 and 0 are only said, not drawn.
     *
     * @param points one for each field and type; types are named beside the image when they are at most 10
     */
    public static Plot counts(String title, List<CountPair> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw");
        }
        return CountScatter.of(title, points);
    }

    private static void check(List<Curve> accuracy, List<Curve> loss) {
        checkNames(accuracy.stream().map(Curve::name).toList());
        checkNames(loss.stream().map(Curve::name).toList());
        accuracy.forEach(curve -> checkRange(curve, "an accuracy", 1));
        loss.forEach(curve -> checkRange(curve, "a loss", Double.MAX_VALUE));
    }

    private static void checkNames(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("\"" + name + "\" occurs twice; each name must be given once");
            }
        }
    }

    private static void checkRange(Curve curve, String what, double most) {
        for (double value : curve.values()) {
            if (value < 0 || value > most) {
                throw new IllegalArgumentException(curve.name() + ": expected " + what
                        + (most == 1 ? " in [0, 1]" : " of 0 or more") + ", got " + value);
            }
        }
    }
}
