package org.exina.labelling;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.exina.head.PrincipalComponents;
import org.exina.head.WithinClassSpace;
import org.exina.math.SplitMix64;

/**
 * Says which images a person should look at next, so that all of them have their labels after as few steps as possible.
 * First come groups of images that look alike and like nothing that was named yet; then, class by class, images that are
 * taken for it, to be confirmed in one go; last single ones of which little is known. After each step all is judged anew.
 * The same labels give the same sheet, whatever was asked for before.
 */
public final class SheetChooser {
    private static final int MOST_COMPONENTS = 200;
    private static final int SAMPLES_PER_COMPONENT = 4;
    /** Images among which groups are looked for: all distances between them are kept. */
    private static final int MOST_GROUPED = 3000;

    private static final int ROUNDS = 2;

    private final double[][] points; // principal components of the features: (images, components)
    private final double[][] coarse; // the first half of them: beyond it classes differ, and groups dissolve
    private final double[][] first; // where groups are looked for before anything is named
    private final int[] grouped; // images among which groups are looked for, ascending

    private SheetChooser(double[][] points, double[][] coarse, double[][] first, int[] grouped) {
        this.points = points;
        this.coarse = coarse;
        this.first = first;
        this.grouped = grouped;
    }

    /**
     * Chooses by features.
     *
     * @param features (images, features), at least 3 images
     * @param seed of the images among which groups are looked for, where there are too many for all
     */
    public static SheetChooser of(float[][] features, long seed) {
        int n = features.length;
        int most = Math.max(2, Math.min(MOST_COMPONENTS, n / SAMPLES_PER_COMPONENT));
        PrincipalComponents components = PrincipalComponents.of(features, most);
        double[][] points = components.count() == 0 ? new double[n][1] : components.points();
        int[] grouped = IntStream.of(new SplitMix64(seed).permutation(n))
                .limit(MOST_GROUPED)
                .sorted()
                .toArray();
        int few = Math.max(1, points[0].length / 2);
        double[][] coarse =
                Arrays.stream(points).map(point -> Arrays.copyOf(point, few)).toArray(double[][]::new);
        double[][] first = halfWhitened(coarse);
        for (int round = 0; round < ROUNDS; round++) {
            int[][] groups = Groups.of(first, grouped, 0);
            double[][] shares = new double[n][groups.length];
            for (int g = 0; g < groups.length; g++) {
                for (int i : groups[g]) {
                    shares[i][g] = 1;
                }
            }
            first = WithinClassSpace.of(coarse, shares).points();
        }
        return new SheetChooser(points, coarse, first, grouped);
    }

    /** Each coordinate over the root of its deviation: halfway to equal spread, where groups are purest. */
    private static double[][] halfWhitened(double[][] points) {
        double[] roots = new double[points[0].length];
        Arrays.setAll(
                roots,
                axis -> Math.pow(
                        Arrays.stream(points)
                                .mapToDouble(point -> point[axis] * point[axis] / points.length)
                                .sum(),
                        0.25));
        double[][] scaled = new double[points.length][roots.length];
        for (int i = 0; i < scaled.length; i++) {
            double[] point = points[i];
            Arrays.setAll(scaled[i], axis -> roots[axis] > 0 ? point[axis] / roots[axis] : 0);
        }
        return scaled;
    }

    /**
     * What can be told from the labels there are.
     *
     * @param known one entry per image
     * @param goal share of right labels, in (0, 1]: when the guesses for what is left give it no sheet is worth a look; 1
     *     shows every image
     */
    public Prospect prospect(KnownLabels known, double goal) {
        if (!(goal > 0 && goal <= 1)) {
            throw new IllegalArgumentException("goal must be in (0, 1], got " + goal);
        }
        return new NextSheet(points, coarse, first, grouped, known).prospect(goal);
    }
}
