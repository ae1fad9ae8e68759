package org.exina.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs graphs in tests. */
final class Ort {
    private Ort() {}

    /** One output of a graph: its dimensions and its numbers. */
    static final class Map4 {
        final long[] shape;
        final float[] values;

        Map4(long[] shape, float[] values) {
            this.shape = shape;
            this.values = values;
        }
    }

    /**
     * Runs a model on one input.
     *
     * @param pixels (n, 3, height, width)
     */
    static Map<String, Map4> run(byte[] model, float[] pixels, int n, int channels, int height, int width) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {n, channels, height, width};
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(2);
            try (OrtSession session = environment.createSession(model, options);
                    OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                    OrtSession.Result result = session.run(Map.of(Network.INPUT, input))) {
                Map<String, Map4> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, ai.onnxruntime.OnnxValue> entry : result) {
                    OnnxTensor tensor = (OnnxTensor) entry.getValue();
                    FloatBuffer buffer = tensor.getFloatBuffer();
                    float[] values = new float[buffer.remaining()];
                    buffer.get(values);
                    outputs.put(entry.getKey(), new Map4(tensor.getInfo().getShape(), values));
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
