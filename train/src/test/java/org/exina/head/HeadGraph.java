package org.exina.head;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import org.exina.network.OnnxGraph;

/** Runs a head as ONNX Runtime sees it. */
final class HeadGraph {
    private HeadGraph() {}

    /** @param x (samples, features) @return (samples, classes) */
    static float[][] probabilities(Head head, float[][] x) {
        OnnxGraph graph = OnnxGraph.create("head");
        String features = graph.input("features", OnnxGraph.Type.FLOAT, -1, head.features());
        graph.output("probabilities", head.toOnnx(graph, features), OnnxGraph.Type.FLOAT, -1, head.classes());
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
