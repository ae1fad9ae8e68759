package org.exina.torch;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs graphs of one input and one output in tests. */
public final class Ort {
    private Ort() {}

    public static float[] run(byte[] model, String input, float[] values, long... shape) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(model, options);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            FloatBuffer found = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] numbers = new float[found.remaining()];
            found.get(numbers);
            return numbers;
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
