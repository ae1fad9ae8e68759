package org.exina.head.select;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.exina.head.Head;
import org.exina.head.Temperature;
import org.exina.onnx.OnnxGraph;

/** The weighted mean of the probabilities of several heads, each on columns of its own. */
final class Ensemble implements Head {
    /** Less likely counts as this: a logarithm must be a number. */
    static final double LEAST = 1e-30;

    private final List<Member> members;
    private final int features;
    private final double temperature;
    private final SelectionReport report;

    /**
     * A head, the columns it reads, and how much it counts.
     *
     * @param columns of the features, in the order in which the head takes them
     * @param temperature the logarithms of the head's probabilities are divided by it
     */
    record Member(List<Integer> columns, Head head, double temperature, double weight) {
        Member {
            columns = List.copyOf(columns);
        }

        double[] probabilities(float[] x) {
            double[] own = head.probabilities(pick(x));
            return temperature == 1 ? own : Temperature.applied(own, temperature);
        }

        private float[] pick(float[] x) {
            float[] own = new float[columns.size()];
            for (int j = 0; j < own.length; j++) {
                own[j] = x[columns.get(j)];
            }
            return own;
        }
    }

    /**
     * An ensemble that takes samples of {@code features} numbers.
     *
     * @param features numbers per sample, all columns together
     */
    Ensemble(List<Member> members, int features, double temperature, SelectionReport report) {
        this.members = List.copyOf(members);
        this.features = features;
        this.temperature = temperature;
        this.report = report;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public int classes() {
        return members.get(0).head().classes();
    }

    /** Logarithms of the mean probabilities. */
    @Override
    public double[] scores(float[] x) {
        if (x.length != features) {
            throw new IllegalArgumentException("expected " + features + " features, got " + x.length);
        }
        double[] mean = new double[classes()];
        for (Member member : members) {
            double[] probabilities = member.probabilities(x);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += member.weight() * probabilities[k];
            }
        }
        return Arrays.stream(mean)
                .map(p -> Math.log(Math.max(LEAST, p)) / temperature)
                .toArray();
    }

    @Override
    public SelectionReport report() {
        return report;
    }

    @Override
    public String toOnnx(OnnxGraph graph, String x) {
        String sum = "";
        for (Member member : members) {
            String own = graph.node("Gather", Map.of("axis", 1), x, columns(graph, member));
            String weight = graph.constant("member_weight", new float[] {(float) member.weight()}, 1);
            String probabilities = member.head().toOnnx(graph, own);
            String calibrated =
                    member.temperature() == 1 ? probabilities : tempered(graph, probabilities, member.temperature());
            String part = graph.node("Mul", calibrated, weight);
            sum = sum.isEmpty() ? part : graph.node("Add", sum, part);
        }
        return temperature == 1 ? sum : tempered(graph, sum, temperature);
    }

    private static String tempered(OnnxGraph graph, String probabilities, double temperature) {
        String above = graph.node("Max", probabilities, graph.constant("least", new float[] {(float) LEAST}, 1));
        String scaled = graph.node(
                "Mul",
                graph.node("Log", above),
                graph.constant("inverse_temperature", new float[] {(float) (1 / temperature)}, 1));
        return graph.node("Softmax", Map.of("axis", -1), scaled);
    }

    private static String columns(OnnxGraph graph, Member member) {
        return graph.constant(
                "columns",
                member.columns().stream().mapToLong(Integer::longValue).toArray());
    }

    /** Whether it looks at a column. */
    boolean reads(int column) {
        return members.stream().anyMatch(member -> member.columns().contains(column));
    }

    /**
     * This ensemble on fewer columns.
     *
     * @param place where each column is now, -1 for one that is gone
     */
    Ensemble on(int[] place, int newFeatures) {
        List<Member> moved = members.stream()
                .map(member -> new Member(
                        member.columns().stream().map(c -> place[c]).toList(),
                        member.head(),
                        member.temperature(),
                        member.weight()))
                .toList();
        return new Ensemble(moved, newFeatures, temperature, report);
    }
}
