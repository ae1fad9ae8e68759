package org.exina.head;

import java.util.Arrays;
import org.exina.onnx.OnnxGraph;

/**
 * Squared Mahalanobis distance from the mean of the class means in the whole space of the features, under the shrunk
 * covariance within the classes; less the squared length on the {@link CanonicalVariates}, it is the distance from the space that the
 * class means span. With more features than samples the inverse of the covariance is a diagonal less the product of a
 * factor with itself, as in {@link DiscriminantAnalysis}; else it is such a product.
 */
final class ResidualMahalanobis {
    private final double[] centre; // (features): the mean of the class means
    private final double[] diagonal; // (features): weights of the squares around it
    private final double[][] factor; // (rows, features)
    private final double[] shift; // (rows): what the factor makes of the centre, negative
    private final int sign; // of the squares of the factor's products

    /**
     * The inverse covariance is {@code diagonal} plus {@code sign} times the factor's transpose times the factor.
     *
     * @param sign 1 or -1
     */
    ResidualMahalanobis(double[] centre, double[] diagonal, double[][] factor, double[] shift, int sign) {
        this.centre = centre;
        this.diagonal = diagonal;
        this.factor = factor;
        this.shift = shift;
        this.sign = sign;
    }

    /**
     * The square.
     *
     * @param x a sample that has more features than these
     * @param from where these begin
     */
    double square(float[] x, int from) {
        double sum = 0;
        for (int j = 0; j < centre.length; j++) {
            double difference = x[from + j] - centre[j];
            sum += diagonal[j] * difference * difference;
        }
        for (int r = 0; r < factor.length; r++) {
            double[] row = factor[r];
            double product = shift[r];
            for (int j = 0; j < row.length; j++) {
                product += row[j] * x[from + j];
            }
            sum += sign * product * product;
        }
        return sum;
    }

    /**
     * Adds the square to a graph.
     *
     * @param features the name of a double value of shape (n, as many features as these)
     * @param weight what it is multiplied by
     * @return the name of a double value of shape (n, 1)
     */
    String toOnnx(OnnxGraph graph, String features, double weight) {
        int length = centre.length;
        double[] matrix = new double[length * factor.length];
        for (int r = 0; r < factor.length; r++) {
            for (int j = 0; j < length; j++) {
                matrix[j * factor.length + r] = factor[r][j];
            }
        }
        double[] squares = new double[length];
        Arrays.setAll(squares, j -> weight * diagonal[j]);
        double[] signs = new double[factor.length];
        Arrays.fill(signs, weight * sign);
        String around = graph.node("Sub", features, graph.constant("outside_centre", centre, length));
        String products = graph.node(
                "Add",
                graph.node("MatMul", features, graph.constant("outside_factor", matrix, length, factor.length)),
                graph.constant("outside_shift", shift, factor.length));
        return graph.node(
                "Add",
                graph.node(
                        "MatMul",
                        graph.node("Mul", around, around),
                        graph.constant("outside_diagonal", squares, length, 1)),
                graph.node(
                        "MatMul",
                        graph.node("Mul", products, products),
                        graph.constant("outside_signs", signs, factor.length, 1)));
    }
}
