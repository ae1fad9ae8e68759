package org.exina.head;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;

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

    private final Lda spec;
    private final int[] labels;
    private final int[] sizes;
    private final double[][] means; // (classes, features), standardised
    private final double[][] rows; // (samples, features): standardised, then centred, then scaled to U
    private final double[] diagonal;
    private double intensity; // mean over the samples

    private DiscriminantAnalysis(Lda spec, int[] labels, int[] sizes, double[][] standardized) {
        this.spec = spec;
        this.labels = labels;
        this.sizes = sizes;
        this.rows = standardized;
        this.means = new double[sizes.length][rows[0].length];
        this.diagonal = new double[rows[0].length];
    }

    /** @throws HeadException when every class has one sample only, so that nothing varies within the classes */
    static Head train(Lda spec, TrainingSet set) {
        if (set.samples() == set.classes()) {
            throw new HeadException("lda needs at least 2 samples in some class, found 1 in each of " + set.classes()
                    + "; add samples");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("head", spec.id());
        double temperature = 1;
        if (spec.covariance() == Covariance.POOLED && set.hasInnerFolds()) {
            temperature = Temperature.byInnerFolds(set, inner -> fit(spec, inner, new LinkedHashMap<>(), 1));
        }
        return fit(spec, set, settings, temperature);
    }

    private static LinearHead fit(Lda spec, TrainingSet set, Map<String, String> settings, double temperature) {
        int[] labels = new int[set.samples()];
        Arrays.setAll(labels, set::label);
        Standardizer standardizer = Standardizer.of(set);
        DiscriminantAnalysis analysis =
                new DiscriminantAnalysis(spec, labels, set.classSizes(), standardizer.apply(set));
        analysis.centre();
        if (spec.covariance() == Covariance.POOLED) {
            analysis.shrinkPooled(Math.max(1, standardizer.varying()));
        } else {
            analysis.shrinkPerClass();
        }
        double[][] weights = analysis.solve();
        double[] intercepts = new double[set.classes()];
        for (int k = 0; k < intercepts.length; k++) {
            double prior = (double) analysis.sizes[k] / set.samples();
            intercepts[k] = Math.log(prior) - 0.5 * Matrices.dot(analysis.means[k], weights[k]);
        }
        standardizer.fold(weights, intercepts);
        Temperature.divide(weights, intercepts, temperature);
        settings.put("shrinkage", Double.toString(analysis.intensity));
        settings.put("temperature", Double.toString(temperature));
        return new LinearHead(weights, intercepts, settings);
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
        multiplyRows(rows, Math.sqrt((1 - intensity) / rows.length));
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

    /** Returns (classes, features): the inverse of U'U + D times the means. */
    private double[][] solve() {
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] = Math.max(diagonal[j], FLOOR);
        }
        return diagonal.length <= rows.length ? solvePrimal() : solveDual();
    }

    private double[][] solvePrimal() {
        double[][] covariance = Matrices.gram(Matrices.transpose(rows));
        for (int j = 0; j < diagonal.length; j++) {
            covariance[j][j] += diagonal[j];
        }
        return solve(covariance, means);
    }

    /** With V = U / sqrt(D): (V'V + I)^-1 = I - V' (I + V V')^-1 V. */
    private double[][] solveDual() {
        double[] root = new double[diagonal.length];
        Arrays.setAll(root, j -> Math.sqrt(diagonal[j]));
        double[][] v = divided(rows, root);
        double[][] system = Matrices.gram(v);
        for (int i = 0; i < system.length; i++) {
            system[i][i] += 1;
        }
        double[][] result = divided(means, root);
        double[][] right = Matrices.multiply(result, Matrices.transpose(v)); // (classes, samples)
        double[][] correction = Matrices.multiply(solve(system, right), v);
        for (int k = 0; k < result.length; k++) {
            for (int j = 0; j < root.length; j++) {
                result[k][j] = (result[k][j] - correction[k][j]) / root[j];
            }
        }
        return result;
    }

    /** Solves a symmetric positive definite system; right sides and solutions are rows. */
    private static double[][] solve(double[][] matrix, double[][] right) {
        int size = matrix.length;
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
        if (!solver.setA(new DMatrixRMaj(matrix))) {
            throw new IllegalStateException("covariance of " + size + " x " + size + " is not positive definite");
        }
        DMatrixRMaj solution = new DMatrixRMaj(size, right.length);
        solver.solve(new DMatrixRMaj(Matrices.transpose(right)), solution);
        double[][] result = new double[right.length][size];
        for (int k = 0; k < right.length; k++) {
            for (int i = 0; i < size; i++) {
                result[k][i] = solution.get(i, k);
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
