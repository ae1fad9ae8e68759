package org.exina.head;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;
import org.exina.io.ExinaException;
import org.exina.matrix.Cholesky;
import org.exina.matrix.Matrices;

/**
 * Linear discriminant analysis (R. O. Duda, P. E. Hart, D. G. Stork, Pattern Classification, 2nd edition, 2001, section
 * 2.6.2): weights are the shared covariance's inverse times the class means.
 *
 * <p>The shrunk covariance is U'U + D: rows of U are the samples around their class means, scaled; D is diagonal, since
 * shrinking happens in units of each feature's deviation. With more features than samples the inverse is therefore taken
 * through a (samples, samples) system (Woodbury's identity), the same numbers at a fraction of the work: at 5000
 * features and 725 samples a fiftieth.
 */
final class DiscriminantAnalysis {
    /** Least share of a feature's variance on the diagonal, where nothing was shrunk and nothing varied. */
    private static final double FLOOR = 1e-9;
    /** Least share of the samples' own covariance. */
    private static final double LEAST_SHARE = 1e-12;

    private final Lda spec;
    private final int[] labels;
    private final int[] sizes;
    private final double[][] means; // (classes, features), standardised
    private final double[][] rows; // (samples, features): standardised, then centred, then scaled to U
    private final double[] diagonal;
    private double intensity; // mean over the samples
    private double rowScale; // what rows around their means were multiplied by
    private LeaveGroupOut.Products products; // of rows, under the inverse of the covariance

    private DiscriminantAnalysis(Lda spec, int[] labels, int[] sizes, double[][] standardized) {
        this.spec = spec;
        this.labels = labels;
        this.sizes = sizes;
        this.rows = standardized;
        this.means = new double[sizes.length][rows[0].length];
        this.diagonal = new double[rows[0].length];
    }

    /**
     * Trains the head, its features standardised first.
     *
     * @throws ExinaException when every class has one sample only, so that nothing varies within the classes
     */
    static Head train(Lda spec, TrainingSet set) throws ExinaException {
        Standardizer standardizer = Standardizer.of(set);
        return prepared(spec, set, standardizer).head(set, standardizer);
    }

    /**
     * The axes alone, for {@link NoveltyDetector}.
     *
     * @throws ExinaException as {@link #train} does
     */
    static CanonicalVariates axes(Lda spec, TrainingSet set) throws ExinaException {
        Standardizer standardizer = Standardizer.of(set);
        DiscriminantAnalysis analysis = prepared(spec, set, standardizer);
        double[][] weights = analysis.solve(true);
        return new CanonicalVariates(standardizer, weights, analysis.means, analysis.leftOut(weights));
    }

    /** What lies outside of {@link #axes}. */
    static ResidualMahalanobis outside(Lda spec, TrainingSet set) throws ExinaException {
        Standardizer standardizer = Standardizer.of(set);
        return prepared(spec, set, standardizer).outside(standardizer);
    }

    private static DiscriminantAnalysis prepared(Lda spec, TrainingSet set, Standardizer standardizer)
            throws ExinaException {
        if (set.samples() == set.classes()) {
            throw new ExinaException("lda needs at least 2 samples in some class, found 1 in each of " + set.classes()
                    + "; add samples");
        }
        int[] labels = new int[set.samples()];
        Arrays.setAll(labels, set::label);
        DiscriminantAnalysis analysis =
                new DiscriminantAnalysis(spec, labels, set.classSizes(), standardizer.apply(set));
        analysis.centre();
        if (spec.covariance() == Covariance.POOLED) {
            analysis.shrinkPooled(Math.max(1, standardizer.varying()));
        } else {
            analysis.shrinkPerClass();
        }
        return analysis;
    }

    private LinearHead head(TrainingSet set, Standardizer standardizer) {
        boolean calibrated = spec.covariance() == Covariance.POOLED && set.hasInnerFolds();
        double[][] weights = solve(calibrated);
        double[] intercepts = new double[sizes.length];
        for (int k = 0; k < intercepts.length; k++) {
            double prior = (double) sizes[k] / labels.length;
            intercepts[k] = Math.log(prior) - 0.5 * Matrices.dot(means[k], weights[k]);
        }
        double temperature = calibrated ? temperature(set, weights) : 1;
        standardizer.fold(weights, intercepts);
        Temperature.divide(weights, intercepts, temperature);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("head", spec.id());
        settings.put("shrinkage", Double.toString(intensity));
        settings.put("temperature", Double.toString(temperature));
        return new LinearHead(weights, intercepts, settings);
    }

    /** That of the scores each group gets from the analysis of all the others. */
    private double temperature(TrainingSet set, double[][] weights) {
        LeaveGroupOut leftOut = leftOut(weights);
        Temperature temperature = new Temperature();
        for (int[] group : set.groups()) {
            leftOut.tell(group, temperature);
        }
        return temperature.best();
    }

    private LeaveGroupOut leftOut(double[][] weights) {
        double[][] columns = Matrices.transpose(weights);
        return new LeaveGroupOut(
                labels, sizes, rowScale, products, Matrices.multiply(rows, columns), Matrices.multiply(means, columns));
    }

    private void centre() {
        for (int i = 0; i < rows.length; i++) {
            double[] mean = means[labels[i]];
            for (int j = 0; j < mean.length; j++) {
                mean[j] += rows[i][j] / sizes[labels[i]];
            }
        }
        for (int i = 0; i < rows.length; i++) {
            double[] mean = means[labels[i]];
            for (int j = 0; j < mean.length; j++) {
                rows[i][j] -= mean[j];
            }
        }
    }

    private void shrinkPooled(int varying) {
        double[] variance = new double[diagonal.length];
        addSquares(rows, variance);
        double[] scale = scales(variance, rows.length);
        double[][] scaled = divided(rows, scale);
        Shrinkage shrinkage = shrinkage(scaled, varying);
        intensity = shrinkage.intensity();
        // not 0 even where the samples' own covariance does not count: they are told from their rows
        rowScale = Math.sqrt(Math.max(LEAST_SHARE, 1 - intensity) / rows.length);
        multiplyRows(rows, rowScale);
        addDiagonal(intensity * shrinkage.target(), scale);
    }

    private void shrinkPerClass() {
        for (int k = 0; k < sizes.length; k++) {
            double[][] members = new double[sizes[k]][];
            int count = 0;
            for (int i = 0; i < rows.length; i++) {
                if (labels[i] == k) {
                    members[count++] = rows[i];
                }
            }
            double[] scale = new double[diagonal.length];
            if (spec.shrinkage() == HeadSpec.AUTOMATIC) {
                addSquares(members, scale);
                scale = scales(scale, count);
            } else { // scikit-learn standardises within the class only for the automatic shrinkage
                Arrays.fill(scale, 1);
            }
            Shrinkage shrinkage = shrinkage(divided(members, scale), diagonal.length);
            double prior = (double) count / rows.length;
            intensity += prior * shrinkage.intensity();
            multiplyRows(members, Math.sqrt((1 - shrinkage.intensity()) / rows.length));
            addDiagonal(prior * shrinkage.intensity() * shrinkage.target(), scale);
        }
    }

    private Shrinkage shrinkage(double[][] scaled, int features) {
        return spec.shrinkage() == HeadSpec.AUTOMATIC
                ? Shrinkage.ledoitWolf(scaled, features)
                : Shrinkage.fixed(spec.shrinkage(), scaled, features);
    }

    private void addDiagonal(double factor, double[] scale) {
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] += factor * scale[j] * scale[j];
        }
    }

    private ResidualMahalanobis outside(Standardizer standardizer) {
        raiseDiagonal();
        int features = diagonal.length;
        double[] origin = new double[features];
        for (double[] mean : means) {
            Matrices.addScaled(1.0 / means.length, mean, origin, 0, features);
        }
        boolean primal = features <= rows.length;
        double[][] factor = primal ? primalFactor() : dualFactor();
        double[] shift = new double[factor.length];
        Arrays.setAll(shift, r -> -Matrices.dot(factor[r], origin));
        double[][] roots = new double[1][features];
        if (!primal) {
            Arrays.setAll(roots[0], j -> 1 / Math.sqrt(diagonal[j]));
        }
        standardizer.fold(factor, shift);
        standardizer.fold(roots, new double[1]);
        double[] squares = Arrays.stream(roots[0]).map(root -> root * root).toArray();
        return new ResidualMahalanobis(standardizer.restored(origin), squares, factor, shift, primal ? 1 : -1);
    }

    /** F with F'F the inverse of U'U + D. */
    private double[][] primalFactor() {
        double[][] covariance = covariance();
        int features = covariance.length;
        Cholesky cholesky = Cholesky.of(covariance);
        double[][] columns = new double[features][features];
        for (int j = 0; j < features; j++) {
            columns[j][j] = 1;
            columns[j] = cholesky.half(columns[j]);
        }
        return Matrices.transpose(columns);
    }

    /** F with F'F the inverse of D less that of U'U + D. */
    private double[][] dualFactor() {
        double[] root = new double[diagonal.length];
        Arrays.setAll(root, j -> Math.sqrt(diagonal[j]));
        double[][] system = Matrices.gram(divided(rows, root));
        for (int i = 0; i < system.length; i++) {
            system[i][i] += 1;
        }
        Cholesky cholesky = Cholesky.of(system);
        double[][] columns = Matrices.transpose(divided(rows, diagonal));
        for (int j = 0; j < columns.length; j++) {
            columns[j] = cholesky.half(columns[j]);
        }
        return Matrices.transpose(columns);
    }

    private void raiseDiagonal() {
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] = Math.max(diagonal[j], FLOOR);
        }
    }

    private double[][] covariance() {
        double[][] covariance = Matrices.gram(Matrices.transpose(rows));
        for (int j = 0; j < diagonal.length; j++) {
            covariance[j][j] += diagonal[j];
        }
        return covariance;
    }

    /**
     * Returns (classes, features): the inverse of U'U + D times the means.
     *
     * @param within whether to keep products
     */
    private double[][] solve(boolean within) {
        raiseDiagonal();
        return diagonal.length <= rows.length ? solvePrimal(within) : solveDual(within);
    }

    private double[][] solvePrimal(boolean within) {
        double[][] covariance = covariance();
        if (within) {
            double[][] solved = Matrices.solve(covariance, rows); // (samples, features)
            products = (i, j) -> Matrices.dot(rows[i], solved[j]);
        }
        return Matrices.solve(covariance, means);
    }

    /** With V = U / sqrt(D): (V'V + I)^-1 = I - V' (I + V V')^-1 V, and V (V'V + I)^-1 V' = (I + V V')^-1 V V'. */
    private double[][] solveDual(boolean within) {
        double[] root = new double[diagonal.length];
        Arrays.setAll(root, j -> Math.sqrt(diagonal[j]));
        double[][] v = divided(rows, root);
        double[][] gram = Matrices.gram(v);
        double[][] system = new double[gram.length][];
        for (int i = 0; i < system.length; i++) {
            system[i] = gram[i].clone();
            system[i][i] += 1;
        }
        if (within) {
            double[][] solved = Matrices.solve(system, gram);
            products = (i, j) -> solved[i][j];
        }
        double[][] result = divided(means, root);
        double[][] right = Matrices.multiply(result, Matrices.transpose(v)); // (classes, samples)
        double[][] correction = Matrices.multiply(Matrices.solve(system, right), v);
        for (int k = 0; k < result.length; k++) {
            for (int j = 0; j < root.length; j++) {
                result[k][j] = (result[k][j] - correction[k][j]) / root[j];
            }
        }
        return result;
    }

    private static void addSquares(double[][] rows, double[] sums) {
        for (double[] row : rows) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j] * row[j];
            }
        }
    }

    /** Standard deviations from sums of squares; 1 where nothing varies. */
    private static double[] scales(double[] sums, int n) {
        double[] result = new double[sums.length];
        for (int j = 0; j < sums.length; j++) {
            // standardised values are of size 1, so what is left of a constant is rounding of that size
            result[j] = Standardizer.isConstant(sums[j] / n, 1, n) ? 1 : Math.sqrt(sums[j] / n);
        }
        return result;
    }

    private static double[][] divided(double[][] rows, double[] scale) {
        double[][] result = new double[rows.length][scale.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < scale.length; j++) {
                result[i][j] = rows[i][j] / scale[j];
            }
        }
        return result;
    }

    private static void multiplyRows(double[][] rows, double factor) {
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
    }
}
