package org.exina.backbone;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.exina.image.RgbImage;

/** A model that takes uint8 pixels, in ONNX Runtime on the processor. Safe for several threads. */
final class OrtModel implements AutoCloseable {
    /** The input every model here has: uint8 (n, height, width, 3). */
    static final String PIXELS = "pixels";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final InputSpec input;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(); // write: to close, when nobody runs
    private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
    private boolean closed;

    private OrtModel(OrtEnvironment environment, OrtSession session, InputSpec input) {
        this.environment = environment;
        this.session = session;
        this.input = input;
    }

    /** An output: its shape, batch included, and its numbers, last axis fastest. */
    static final class Output {
        final long[] shape;
        final FloatBuffer values;

        Output(long[] shape, FloatBuffer values) {
            this.shape = shape;
            this.values = values;
        }
    }

    /** @param model takes {@link #PIXELS} */
    static OrtModel open(byte[] model, InputSpec input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // exceptions say it all
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.setInterOpNumThreads(1);
            return new OrtModel(environment, environment.createSession(model, options), input);
        }
    }

    static String engine() {
        return "onnxruntime-" + OrtEnvironment.getEnvironment().getVersion();
    }

    /** @return the outputs, in the model's order */
    Map<String, Output> run(List<RgbImage> images) throws OrtException {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("this backbone is closed");
            }
            ByteBuffer pixels = fill(images);
            long[] shape = {images.size(), input.height(), input.width(), 3};
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                    OrtSession.Result result = session.run(Map.of(PIXELS, tensor))) {
                return outputs(result);
            } finally {
                buffers.add(pixels);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private ByteBuffer fill(List<RgbImage> images) {
        int size = Math.multiplyExact(images.size(), 3 * input.height() * input.width());
        ByteBuffer buffer = buffers.poll(); // direct buffers are dear to make
        if (buffer == null || buffer.capacity() < size) {
            buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        }
        buffer.clear();
        images.forEach(image -> check(image));
        for (RgbImage image : images) {
            buffer.put(image.pixels());
        }
        return buffer.flip();
    }

    private void check(RgbImage image) {
        if (image.height() != input.height() || image.width() != input.width()) {
            throw new IllegalArgumentException("expected a picture of " + input.width() + " x " + input.height()
                    + " pixels, got " + image.width() + " x " + image.height());
        }
    }

    private static Map<String, Output> outputs(OrtSession.Result result) throws OrtException {
        Map<String, Output> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
            if (!(entry.getValue() instanceof OnnxTensor tensor) || tensor.getInfo().type != OnnxJavaType.FLOAT) {
                throw new OrtException("output " + entry.getKey() + " is "
                        + entry.getValue().getInfo() + "; expected numbers of type float");
            }
            TensorInfo about = tensor.getInfo();
            outputs.put(entry.getKey(), new Output(about.getShape(), tensor.getFloatBuffer()));
        }
        return outputs;
    }

    /** Waits for the runs under way. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                buffers.clear();
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not let go of a model: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
