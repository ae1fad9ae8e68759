package org.exina.head;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.exina.onnx.OnnxGraph;

/** Runs a head as ONNX Runtime sees it. */
public final class HeadGraph {
    private HeadGraph() {}

    /**
     * Probabilities as ONNX Runtime computes them from the head's nodes.
     *
     * @param x (samples, features)
     * @return (samples, classes)
     */
    public static float[][] probabilities(Head head, float[][] x) {
        return run(head.features(), x, head::toOnnx);
    }

    /**
     * Probabilities of samples whose diameters are told.
     *
     * @param diameters one per sample, in micrometres
     */
    public static float[][] probabilities(Head head, float[][] x, float[] diameters) {
        float[][] both = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            both[i] = Arrays.copyOf(x[i], x[i].length + 1);
            both[i][x[i].length] = diameters[i];
        }
        int features = head.features();
        return run(features + 1, both, (graph, all) -> {
            long[] columns = LongStream.range(0, features).toArray();
            String own = graph.node("Gather", Map.of("axis", 1), all, graph.constant("own", columns));
            String last = graph.constant("last", new long[] {features});
            return head.toOnnx(graph, own, Optional.of(graph.node("Gather", Map.of("axis", 1), all, last)));
        });
    }

    /** Any value made of features, a row for each sample. */
    static float[][] run(int features, float[][] x, BiFunction<OnnxGraph, String, String> nodes) {
        OnnxGraph graph = OnnxGraph.create("head");
        String value = nodes.apply(graph, graph.input("features", OnnxGraph.Type.FLOAT, -1, features));
        String rows = graph.node("Reshape", value, graph.constant("rows", new long[] {x.length, -1}));
        graph.output("rows", rows, OnnxGraph.Type.FLOAT, -1, -1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(graph.toBytes());
                OnnxTensor input = OnnxTensor.createTensor(environment, x);
                OrtSession.Result result = session.run(Map.of("features", input))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
