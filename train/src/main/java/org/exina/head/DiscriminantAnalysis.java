package org.exina.head;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    /** Least share of a feature's variance that lies within the classes, for shared sums to leave it its digits. */
    private static final double LEAST_WITHIN = 1e-4;

    private static final double ROUNDING = 1e-14;
    /** Features worked on at a time. */
    private static final int STRIP = 512;

    private final boolean pooled;
    private final double shrinkage; // negative: that of Ledoit and Wolf
    private final TrainingSet set;
    private final Standardizer standardizer;
    private final int[] labels;
    private final int[] sizes;
    private final double[][] means; // (classes, features), standardised
    private final double[] factors; // per class: what makes rows around their means rows of U
    private final double[] diagonal;
    private final double[] ones;
    private double[] scale; // pooled: deviations within the classes
    private double[][] products; // pooled: of features (on and above the diagonal) or of samples, in units of scale
    private double intensity; // mean over the samples
    private LeaveGroupOut leftOut; // where there are groups

    private DiscriminantAnalysis(boolean pooled, double shrinkage, TrainingSet set) {
        this.pooled = pooled;
        this.shrinkage = shrinkage;
        this.set = set;
        this.standardizer = Standardizer.of(set);
        this.labels = new int[set.samples()];
        Arrays.setAll(labels, set::label);
        this.sizes = set.classSizes();
        this.means = new double[sizes.length][set.features()];
        this.factors = new double[sizes.length];
        this.diagonal = new double[set.features()];
        this.ones = new double[set.features()];
        Arrays.fill(factors, 1);
        Arrays.fill(ones, 1);
    }

    /**
     * Trains the head, its features standardised first.
     *
     * @param id what is trained, for its report
     * @param pooled whether all classes share one shrinkage
     * @param shrinkage in [0, 1], or less than 0 for that of Ledoit and Wolf (2004)
     * @throws ExinaException when every class has one sample only, so that nothing varies within the classes
     */
    static Head train(String id, boolean pooled, double shrinkage, TrainingSet set) throws ExinaException {
        return prepared(pooled, shrinkage, set).head(id);
    }

    /**
     * The axes alone, of the pooled covariance.
     *
     * @throws ExinaException as {@link #train} does
     */
    static CanonicalVariates axes(double shrinkage, TrainingSet set) throws ExinaException {
        DiscriminantAnalysis analysis = prepared(true, shrinkage, set);
        double[][] weights = analysis.solve(set.hasInnerFolds());
        return new CanonicalVariates(analysis.standardizer, weights, analysis.means, analysis.leftOut);
    }

    /** What lies outside of {@link #axes}. */
    static ResidualMahalanobis outside(double shrinkage, TrainingSet set) throws ExinaException {
        return prepared(true, shrinkage, set).outside();
    }

    private static DiscriminantAnalysis prepared(boolean pooled, double shrinkage, TrainingSet set)
            throws ExinaException {
        if (set.samples() == set.classes()) {
            throw new ExinaException("lda needs at least 2 samples in some class, found 1 in each of " + set.classes()
                    + "; add samples");
        }
        DiscriminantAnalysis analysis = new DiscriminantAnalysis(pooled, shrinkage, set);
        analysis.findMeans();
        if (pooled) {
            analysis.shrinkPooled(Math.max(1, analysis.standardizer.varying()));
        } else {
            analysis.shrinkPerClass();
        }
        return analysis;
    }

    private LinearHead head(String id) {
        boolean calibrated = pooled && set.hasInnerFolds();
        double[][] weights = solve(calibrated);
        double[] intercepts = new double[sizes.length];
        for (int k = 0; k < intercepts.length; k++) {
            double prior = (double) sizes[k] / labels.length;
            intercepts[k] = Math.log(prior) - 0.5 * Matrices.dot(means[k], weights[k]);
        }
        double temperature = calibrated ? temperature() : 1;
        standardizer.fold(weights, intercepts);
        Temperature.divide(weights, intercepts, temperature);
        return new LinearHead(weights, intercepts, new LdaReport(id, intensity, temperature));
    }

    /** That of the scores each group gets from the analysis of all the others. */
    private double temperature() {
        Temperature temperature = new Temperature();
        for (int[] group : set.groups()) {
            leftOut.tell(group, temperature);
        }
        return temperature.best();
    }

    private void findMeans() {
        double[] row = new double[diagonal.length];
        for (int i = 0; i < labels.length; i++) {
            standardizer.apply(set.row(i), 0, row);
            Matrices.addScaled(1.0 / sizes[labels[i]], row, means[labels[i]], 0, row.length);
        }
    }

    /**
     * Rows of U, or as much of it as the factors say yet.
     *
     * @param divisor of each feature
     * @return (samples, to - from)
     */
    private double[][] rows(int[] samples, int from, int to, double[] divisor) {
        double[][] rows = new double[samples.length][to - from];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double[] mean = means[labels[samples[i]]];
            double factor = factors[labels[samples[i]]];
            standardizer.apply(set.row(samples[i]), from, row);
            for (int j = 0; j < row.length; j++) {
                row[j] = (row[j] - mean[from + j]) * factor / divisor[from + j];
            }
        }
        return rows;
    }

    private boolean isPrimal(int samples) {
        return diagonal.length <= samples;
    }

    /** Products of features of rows, summed up over samples, on and above the diagonal. */
    private double[][] scatter(int[] samples, double[] divisor) {
        double[][] scatter = new double[diagonal.length][diagonal.length];
        for (int first = 0; first < samples.length; first += FeatureRows.BLOCK) {
            int[] block = Arrays.copyOfRange(samples, first, Math.min(samples.length, first + FeatureRows.BLOCK));
            Matrices.addColumnGram(1, rows(block, 0, diagonal.length, divisor), scatter);
        }
        return scatter;
    }

    /** Products of samples, a strip of features at a time: no copy of all rows is made. */
    private double[][] gram(int[] samples, double[] divisor) {
        double[][] gram = new double[samples.length][samples.length];
        forStrips((from, to) -> Matrices.addGram(rows(samples, from, to, divisor), gram));
        Matrices.mirror(gram);
        return gram;
    }

    private interface Strip {
        void take(int from, int to);
    }

    private void forStrips(Strip strip) {
        for (int from = 0; from < diagonal.length; from += STRIP) {
            strip.take(from, Math.min(diagonal.length, from + STRIP));
        }
    }

    private int[] all() {
        return IntStream.range(0, labels.length).toArray();
    }

    /** For each feature. */
    private double[] sumsOfSquares(int[] samples) {
        double[] sums = new double[diagonal.length];
        for (int i : samples) {
            double[] row = rows(new int[] {i}, 0, sums.length, ones)[0];
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j] * row[j];
            }
        }
        return sums;
    }

    /** For each sample. */
    private double[] squaredLengths(int[] samples, double[] divisor) {
        return Arrays.stream(samples)
                .mapToDouble(i -> {
                    double[] row = rows(new int[] {i}, 0, diagonal.length, divisor)[0];
                    return Matrices.dot(row, row);
                })
                .toArray();
    }

    private void shrinkPooled(int varying) {
        double[] sums = sumsOfSquares(all());
        scale = scales(sums, labels.length);
        products = isPrimal(labels.length)
                ? sharedScatter(sums).orElseGet(() -> scatter(all(), scale))
                : gram(all(), scale);
        Shrinkage found = shrinkage(all(), scale, products, varying);
        intensity = found.intensity();
        // not 0 even where the samples' own covariance does not count: they are told from their rows
        Arrays.fill(factors, Math.sqrt(Math.max(LEAST_SHARE, 1 - intensity) / labels.length));
        addDiagonal(intensity * found.target(), scale);
    }

    /**
     * The scatter within the classes, in units of scale, from the products that training sets share: less the rows that are
     * not in this one, and less what the class means are away from the mean of all rows.
     *
     * @param sums of squares within the classes
     * @return empty where too few digits would be left
     */
    private Optional<double[][]> sharedScatter(double[] sums) {
        Optional<FeatureRows.Scatter> shared = set.scatter();
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        double[] units = new double[diagonal.length];
        for (int j = 0; j < units.length; j++) {
            units[j] = standardizer.scale(j) * scale[j];
            double within = sums[j] / labels.length * standardizer.scale(j) * standardizer.scale(j);
            if (!standardizer.isConstant(j)
                    && within < LEAST_WITHIN * shared.get().variances()[j]) {
                return Optional.empty();
            }
        }
        double[][] between = new double[sizes.length][];
        for (int k = 0; k < sizes.length; k++) {
            double root = Math.sqrt(sizes[k]);
            double[] mean = standardizer.restored(means[k]);
            Arrays.setAll(mean, j -> root * (mean[j] - shared.get().around()[j]));
            between[k] = mean;
        }
        double[][] scatter = shared.get().products();
        Matrices.addColumnGram(-1, between, scatter);
        for (int j = 0; j < units.length; j++) {
            for (int l = j; l < units.length; l++) {
                boolean constant = standardizer.isConstant(j) || standardizer.isConstant(l);
                scatter[j][l] = constant ? 0 : scatter[j][l] / units[j] / units[l];
            }
            scatter[j][j] = sums[j] / scale[j] / scale[j];
        }
        return Optional.of(scatter);
    }

    private void shrinkPerClass() {
        for (int k = 0; k < sizes.length; k++) {
            int label = k;
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            double prior = (double) members.length / labels.length;
            // scikit-learn standardises within the class only for the automatic shrinkage
            boolean automatic = shrinkage < 0;
            double[] own = automatic ? scales(sumsOfSquares(members), members.length) : ones;
            double[][] both = !automatic
                    ? new double[0][]
                    : isPrimal(members.length) ? scatter(members, own) : gram(members, own);
            Shrinkage found = shrinkage(members, own, both, diagonal.length);
            intensity += prior * found.intensity();
            factors[k] = Math.sqrt((1 - found.intensity()) / labels.length);
            addDiagonal(prior * found.intensity() * found.target(), own);
        }
    }

    private Shrinkage shrinkage(int[] samples, double[] divisor, double[][] both, int features) {
        double[] squares = squaredLengths(samples, divisor);
        if (shrinkage >= 0) {
            return Shrinkage.fixed(shrinkage, squares, features);
        }
        Matrices.mirror(both);
        return Shrinkage.ledoitWolf(squares, both, samples.length, features);
    }

    private void addDiagonal(double factor, double[] scale) {
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] += factor * scale[j] * scale[j];
        }
    }

    private ResidualMahalanobis outside() {
        raiseDiagonal();
        int features = diagonal.length;
        double[] origin = new double[features];
        for (double[] mean : means) {
            Matrices.addScaled(1.0 / means.length, mean, origin, 0, features);
        }
        boolean primal = isPrimal(labels.length);
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
        double[][] identity = new double[diagonal.length][diagonal.length];
        for (int j = 0; j < identity.length; j++) {
            identity[j][j] = 1;
        }
        return Matrices.transpose(Cholesky.of(covariance()).half(identity));
    }

    /** F with F'F the inverse of D less that of U'U + D. */
    private double[][] dualFactor() {
        Cholesky system = Cholesky.of(plusIdentity(dualGram(roots())));
        return Matrices.transpose(system.half(Matrices.transpose(rows(all(), 0, diagonal.length, diagonal))));
    }

    private void raiseDiagonal() {
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] = Math.max(diagonal[j], FLOOR);
        }
    }

    private double[] roots() {
        return Arrays.stream(diagonal).map(Math::sqrt).toArray();
    }

    /** U'U + D, on and above the diagonal. */
    private double[][] covariance() {
        boolean known = products != null;
        double[][] covariance = known ? products : scatter(all(), ones);
        for (int j = 0; j < diagonal.length; j++) {
            for (int l = j; known && l < diagonal.length; l++) {
                covariance[j][l] *= scale[j] * scale[l] * factors[0] * factors[0];
            }
            covariance[j][j] += diagonal[j];
        }
        products = null; // used up
        return covariance;
    }

    /** V V' with V = U / sqrt(D), which is known where D is as many times the squares of scale everywhere. */
    private double[][] dualGram(double[] root) {
        double ratio = products == null ? 0 : root[0] / scale[0];
        boolean known = products != null
                && IntStream.range(0, root.length)
                        .allMatch(j -> Math.abs(root[j] - ratio * scale[j]) <= ROUNDING * root[j]);
        if (!known) {
            return gram(all(), root);
        }
        double factor = factors[0] * factors[0] / (ratio * ratio);
        for (double[] row : products) {
            Arrays.setAll(row, i -> row[i] * factor);
        }
        return products;
    }

    private static double[][] plusIdentity(double[][] matrix) {
        double[][] sum = Matrices.copy(matrix);
        for (int i = 0; i < sum.length; i++) {
            sum[i][i] += 1;
        }
        return sum;
    }

    /**
     * Returns (classes, features): the inverse of U'U + D times the means.
     *
     * @param within whether groups will be left out
     */
    private double[][] solve(boolean within) {
        raiseDiagonal();
        return isPrimal(labels.length) ? solvePrimal(within) : solveDual(within);
    }

    private double[][] solvePrimal(boolean within) {
        Cholesky covariance = Cholesky.of(covariance());
        double[][] weights = covariance.solve(means);
        if (within) {
            double[][] withMeans = new double[labels.length][];
            double[][][] ofGroups = new double[set.groups().size()][][];
            int[] groupOf = new int[labels.length];
            int[] placeOf = new int[labels.length];
            List<int[]> groups = set.groups();
            for (int first = 0; first < groups.size(); ) { // so many groups at a time that products are large ones
                int end = first;
                for (int count = 0; end < groups.size() && count < FeatureRows.BLOCK; end++) {
                    count += groups.get(end).length;
                }
                int[] samples = groups.subList(first, end).stream()
                        .flatMapToInt(Arrays::stream)
                        .toArray();
                double[][] u = rows(samples, 0, diagonal.length, ones);
                double[][] block = new double[samples.length][sizes.length];
                Matrices.addTransposed(u, weights, block);
                double[][] halves = covariance.half(u);
                int at = 0;
                for (int g = first; g < end; g++) {
                    int[] group = groups.get(g);
                    for (int a = 0; a < group.length; a++) {
                        groupOf[group[a]] = g;
                        placeOf[group[a]] = a;
                        withMeans[group[a]] = block[at + a];
                    }
                    ofGroups[g] = Matrices.gram(Arrays.copyOfRange(halves, at, at + group.length));
                    at += group.length;
                }
                first = end;
            }
            leftOut = leftOut((i, j) -> ofGroups[groupOf[i]][placeOf[i]][placeOf[j]], withMeans, weights);
        }
        return weights;
    }

    /** With V = U / sqrt(D): (V'V + I)^-1 = I - V' (I + V V')^-1 V, and V (V'V + I)^-1 V' = (I + V V')^-1 V V'. */
    private double[][] solveDual(boolean within) {
        double[] root = roots();
        double[][] gram = dualGram(root);
        Cholesky system = Cholesky.of(plusIdentity(gram));
        int[] all = all();
        double[][] right = new double[means.length][labels.length]; // means / sqrt(D) times V'
        double[][] result = new double[means.length][root.length];
        for (int k = 0; k < result.length; k++) {
            double[] mean = means[k];
            Arrays.setAll(result[k], j -> mean[j] / root[j]);
        }
        forStrips((from, to) -> Matrices.addTransposed(strip(result, from, to), rows(all, from, to, root), right));
        double[][] solved = system.solve(right);
        forStrips((from, to) -> {
            double[][] correction = Matrices.multiply(solved, rows(all, from, to, root));
            for (int k = 0; k < result.length; k++) {
                for (int j = from; j < to; j++) {
                    result[k][j] = (result[k][j] - correction[k][j - from]) / root[j];
                }
            }
        });
        if (within) {
            double[][] inner = system.solve(gram);
            leftOut = leftOut((i, j) -> inner[i][j], Matrices.transpose(solved), result);
        }
        return result;
    }

    private static double[][] strip(double[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
    }

    private LeaveGroupOut leftOut(LeaveGroupOut.Products within, double[][] withMeans, double[][] weights) {
        double[][] ofMeans = new double[sizes.length][sizes.length];
        Matrices.addTransposed(means, weights, ofMeans);
        return new LeaveGroupOut(labels, sizes, factors[0], within, withMeans, ofMeans);
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
}
