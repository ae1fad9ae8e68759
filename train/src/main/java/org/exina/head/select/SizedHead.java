package org.exina.head.select;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.exina.head.Covariates;
import org.exina.head.Head;
import org.exina.head.Softmax;
import org.exina.head.Temperature;
import org.exina.onnx.OnnxGraph;

/**
 * A head that goes by the size of the grain too. Where that is not known, the answer is the other head's.
 */
final class SizedHead implements Head {
    private final Ensemble other;
    private final Sizes sizes;
    private final double weight;
    private final double temperature;
    private final SelectionReport report;

    /**
     * A head that adds what size says to the logarithms of another's probabilities.
     *
     * @param weight of the logarithm of the density
     * @param temperature the sum of logarithms is divided by it
     */
    SizedHead(Ensemble other, Sizes sizes, double weight, double temperature, SelectionReport report) {
        this.other = other;
        this.sizes = sizes;
        this.weight = weight;
        this.temperature = temperature;
        this.report = report;
    }

    /**
     * What size makes of probabilities.
     *
     * @param diameterMicrons greater than 0
     */
    static double[] sized(double[] probabilities, double diameterMicrons, Sizes sizes, double weight) {
        double[] scores = new double[probabilities.length];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.log(Math.max(Ensemble.LEAST, probabilities[k]))
                    + weight * sizes.perClass().get(k).logDensity(diameterMicrons);
        }
        return Softmax.of(scores);
    }

    Ensemble other() {
        return other;
    }

    Sizes sizes() {
        return sizes;
    }

    double weight() {
        return weight;
    }

    @Override
    public int features() {
        return other.features();
    }

    @Override
    public int classes() {
        return other.classes();
    }

    @Override
    public double[] scores(float[] x) {
        return other.scores(x);
    }

    @Override
    public double[] probabilities(float[] x, Covariates covariates) {
        double[] without = other.probabilities(x);
        OptionalDouble diameter = covariates.diameterMicrons();
        return diameter.isPresent()
                ? Temperature.applied(sized(without, diameter.getAsDouble(), sizes, weight), temperature)
                : without;
    }

    @Override
    public SelectionReport report() {
        return report;
    }

    @Override
    public String toOnnx(OnnxGraph graph, String x) {
        return other.toOnnx(graph, x);
    }

    @Override
    public String toOnnx(OnnxGraph graph, String x, Optional<String> diameters) {
        String without = other.toOnnx(graph, x);
        if (diameters.isEmpty()) {
            return without;
        }
        String diameter = diameters.get();
        String known = graph.node("Greater", diameter, constant(graph, "nothing", 0));
        String logarithm = graph.node("Log", graph.node("Where", known, diameter, constant(graph, "unit", 1)));
        String above = graph.node("Max", without, constant(graph, "least", Ensemble.LEAST));
        String sum = graph.node("Add", graph.node("Log", above), evidence(graph, logarithm));
        String scaled = graph.node("Mul", sum, constant(graph, "inverse_temperature", 1 / temperature));
        return graph.node("Where", known, graph.node("Softmax", Map.of("axis", -1), scaled), without);
    }

    /**
     * Adds the weighted logarithm of each class's density at the grain's size.
     *
     * @param logarithm (n, 1), of the diameter
     * @return (n, classes)
     */
    private String evidence(OnnxGraph graph, String logarithm) {
        List<Sizes.OfClass> all = sizes.perClass();
        double[] means = all.stream().mapToDouble(Sizes.OfClass::mean).toArray();
        double[] inverse =
                all.stream().mapToDouble(size -> 1 / size.deviation()).toArray();
        double[] constants =
                all.stream().mapToDouble(size -> weight * size.constant()).toArray();
        String away = graph.node("Sub", logarithm, constant(graph, "size_mean", means));
        String deviations = graph.node("Mul", away, constant(graph, "size_inverse_deviation", inverse));
        String square = graph.node("Mul", deviations, deviations);
        String least = graph.node("Min", square, constant(graph, "size_most", Sizes.mostSquared()));
        String weighed = graph.node("Mul", least, constant(graph, "size_weight", -weight / 2));
        return graph.node("Add", weighed, constant(graph, "size_constant", constants));
    }

    private static String constant(OnnxGraph graph, String hint, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return graph.constant(hint, floats, values.length);
    }

    /** See {@link Ensemble#on}. */
    SizedHead on(int[] place, int newFeatures) {
        return new SizedHead(other.on(place, newFeatures), sizes, weight, temperature, report);
    }
}
