package org.exina.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.exina.math.Statistics;
import org.exina.metric.Interval;

/**
 * What twice as many images may give: errors fall as a power of the number of images towards a rest that no number
 * removes, error = rest + height * images^-steepness (C. Cortes and others, Learning Curves: Asymptotic Values and Rate
 * of Convergence, NIPS 1993), fitted by weighted least squares. The interval is that of 200 data sets made of these
 * images by drawing with replacement, and at least as wide as the one of a share of so many images (Wilson): where none
 * was wrong, drawing again finds no error either. It does not know that new images may be of another kind.
 *
 * @param perClass twice as many images as there are
 * @param accuracy expected there
 * @param low lower end of the interval that holds 95 % of what the drawn data sets expect
 * @param high its upper end
 * @param gain accuracy there less that of all images
 * @param gainLow lower end of the same interval of the gain
 * @param gainHigh its upper end
 * @param rest error that stays, by the fit
 * @param steepness of the fall, by the fit
 */
public record LearningCurveFit(
        double perClass,
        double accuracy,
        double low,
        double high,
        double gain,
        double gainLow,
        double gainHigh,
        double rest,
        double steepness) {
    private static final int LEAST_POINTS = 3;
    private static final int DRAWS = 200;
    private static final double TAIL = 0.025;
    private static final double LEAST_STEEPNESS = 0.05;
    private static final double MOST_STEEPNESS = 2;
    private static final double STEP = 0.05;

    /**
     * A fitted curve.
     *
     * @param loss weighted squares
     */
    private record Fit(double rest, double height, double steepness, double loss) {
        double error(double images) {
            return rest + height * Math.pow(images, -steepness);
        }
    }

    /**
     * Looks ahead.
     *
     * @param perClass ascending
     * @param right for each of these sizes and each image, the share of right answers
     * @return empty when there are fewer than three sizes
     */
    static Optional<LearningCurveFit> of(double[] perClass, double[][] right, long seed) {
        if (perClass.length < LEAST_POINTS) {
            return Optional.empty();
        }
        int n = right[0].length;
        double twice = 2 * perClass[perClass.length - 1];
        int[] all = IntStream.range(0, n).toArray();
        double now = 1 - errors(right, all)[perClass.length - 1];
        Fit fit = fit(perClass, errors(right, all), n);
        Random random = new Random(seed);
        double[] expected = new double[DRAWS];
        double[] gains = new double[DRAWS];
        for (int d = 0; d < DRAWS; d++) {
            double[] errors = errors(right, random.ints(n, 0, n).toArray());
            expected[d] = ahead(fit(perClass, errors, n), twice, errors);
            gains[d] = expected[d] - (1 - errors[errors.length - 1]);
        }
        Arrays.sort(expected);
        Arrays.sort(gains);
        double accuracy = ahead(fit, twice, errors(right, all));
        Interval interval = Interval.wilson(Math.round(accuracy * n), n);
        double mostErrorsNow = 1 - Interval.wilson(Math.round(now * n), n).low();
        return Optional.of(new LearningCurveFit(
                twice,
                accuracy,
                Math.min(interval.low(), Statistics.quantile(expected, TAIL)),
                Math.max(interval.high(), Statistics.quantile(expected, 1 - TAIL)),
                accuracy - now,
                Statistics.quantile(gains, TAIL),
                Math.max(mostErrorsNow * (1 - ratio(fit, twice)), Statistics.quantile(gains, 1 - TAIL)),
                fit.rest(),
                fit.steepness()));
    }

    /** From where the curve is now as far up as the fit goes: the fit need not run through the last point. */
    private static double ahead(Fit fit, double twice, double[] errors) {
        return 1 - errors[errors.length - 1] * ratio(fit, twice);
    }

    /** The share of the errors of now that stays. */
    private static double ratio(Fit fit, double twice) {
        return fit.error(twice) / Math.max(fit.error(twice / 2), 1e-12);
    }

    private static double[] errors(double[][] right, int[] images) {
        return Arrays.stream(right)
                .mapToDouble(size -> 1
                        - Arrays.stream(images)
                                .mapToDouble(i -> size[i])
                                .average()
                                .orElseThrow())
                .toArray();
    }

    /** For each steepness the best rest and height are solved for; both are 0 or more. */
    private static Fit fit(double[] perClass, double[] errors, int n) {
        double[] weights = Arrays.stream(errors)
                .map(e -> 1 / (Math.max(e, 0.5 / n) * Math.max(1 - e, 0.5 / n)))
                .toArray();
        Fit best = new Fit(0, 0, 1, Double.POSITIVE_INFINITY);
        for (double c = LEAST_STEEPNESS; c <= MOST_STEEPNESS + STEP / 2; c += STEP) {
            double steepness = c;
            double[] falls =
                    Arrays.stream(perClass).map(k -> Math.pow(k, -steepness)).toArray();
            Fit found = line(falls, errors, weights, steepness);
            best = found.loss() < best.loss() ? found : best;
        }
        return best;
    }

    private static Fit line(double[] x, double[] y, double[] w, double steepness) {
        double sw = 0;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < x.length; i++) {
            sw += w[i];
            sx += w[i] * x[i];
            sy += w[i] * y[i];
            sxx += w[i] * x[i] * x[i];
            sxy += w[i] * x[i] * y[i];
        }
        double height = (sw * sxy - sx * sy) / (sw * sxx - sx * sx);
        double rest = (sy - height * sx) / sw;
        if (rest < 0) {
            rest = 0;
            height = sxy / sxx;
        }
        if (height < 0) {
            height = 0;
            rest = sy / sw;
        }
        double loss = 0;
        for (int i = 0; i < x.length; i++) {
            double off = y[i] - rest - height * x[i];
            loss += w[i] * off * off;
        }
        return new Fit(rest, height, steepness, loss);
    }
}
