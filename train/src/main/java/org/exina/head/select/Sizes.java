package org.exina.head.select;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.head.Covariates;

/**
 * How large the grains of each class are: the logarithm of the diameter is taken to be normal. The variance of a class is
 * its own and that of all classes together, which counts as much as {@link #SHARED} samples more (the conjugate estimate;
 * A. Gelman and others, Bayesian Data Analysis, 2013, section 3.3), and a class of n samples has its mean from no more
 * than these: so the variance is 1 + 1 / n times as large.
 *
 * @param perClass in the order of the classes
 */
public record Sizes(List<OfClass> perClass) {
    /** The variance that all classes share counts as much as so many samples. */
    private static final int SHARED = 10;
    /** Of the logarithm: outlines are no more exact. */
    private static final double LEAST_DEVIATION = 0.02;
    /** In deviations: what is farther from a class's mean counts for so much, since an outline may be wrong. */
    private static final double FARTHEST = 3;

    public Sizes {
        perClass = List.copyOf(perClass);
    }

    /**
     * Of the logarithm of the diameter in micrometres.
     *
     * @param deviation greater than 0
     */
    public record OfClass(double mean, double deviation) {
        public OfClass {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("deviation must be greater than 0, got " + deviation);
            }
        }

        /** Of the diameter: the geometric mean, in micrometres. */
        public double meanMicrons() {
            return Math.exp(mean);
        }

        /** Of the diameter, in micrometres. */
        public double deviationMicrons() {
            return Math.exp(mean) * deviation;
        }

        /** What does not depend on the diameter; but for what all classes share. */
        double constant() {
            return -Math.log(deviation);
        }

        /** The logarithm of the density of a diameter's logarithm, but for what all classes share. */
        double logDensity(double diameterMicrons) {
            double z = (Math.log(diameterMicrons) - mean) / deviation;
            return constant() - Math.min(z * z, mostSquared()) / 2;
        }
    }

    /** The square of the distance from a mean, in deviations, that counts at most. */
    static double mostSquared() {
        return FARTHEST * FARTHEST;
    }

    /**
     * Learns from some samples.
     *
     * @param covariates one per sample
     * @param labels a class index per sample
     * @return empty when no diameter is known; a class without any is taken to be as all are
     */
    static Optional<Sizes> of(List<Covariates> covariates, int[] labels, int classes) {
        int[] known = IntStream.range(0, labels.length)
                .filter(i -> covariates.get(i).diameterMicrons().isPresent())
                .toArray();
        if (known.length == 0) {
            return Optional.empty();
        }
        double[] logarithms = Arrays.stream(known)
                .mapToDouble(i -> Math.log(covariates.get(i).diameterMicrons().getAsDouble()))
                .toArray();
        int[] own = Arrays.stream(known).map(i -> labels[i]).toArray();
        return Optional.of(new Sizes(ofClasses(logarithms, own, classes)));
    }

    private static List<OfClass> ofClasses(double[] x, int[] labels, int classes) {
        int[] counts = new int[classes];
        double[] means = new double[classes];
        double[] squares = new double[classes]; // around the means
        for (int i = 0; i < x.length; i++) {
            counts[labels[i]]++;
            means[labels[i]] += x[i];
        }
        for (int k = 0; k < classes; k++) {
            means[k] /= Math.max(1, counts[k]);
        }
        for (int i = 0; i < x.length; i++) {
            squares[labels[i]] += Math.pow(x[i] - means[labels[i]], 2);
        }
        double mean = Arrays.stream(x).average().orElseThrow();
        double ofAll = Arrays.stream(x).map(value -> Math.pow(value - mean, 2)).sum() / Math.max(1, x.length - 1);
        long present = Arrays.stream(counts).filter(n -> n > 0).count();
        double shared = x.length > present ? Arrays.stream(squares).sum() / (x.length - present) : ofAll;
        return IntStream.range(0, classes)
                .mapToObj(k -> counts[k] == 0
                        ? new OfClass(mean, deviation(ofAll))
                        : new OfClass(
                                means[k],
                                deviation((squares[k] + SHARED * shared)
                                        / (counts[k] - 1 + SHARED)
                                        * (1 + 1.0 / counts[k]))))
                .toList();
    }

    private static double deviation(double variance) {
        return Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    }
}
