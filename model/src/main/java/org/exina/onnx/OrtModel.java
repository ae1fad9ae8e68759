package org.exina.onnx;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.exina.image.RgbImage;

/**
 * A model that takes images, in ONNX Runtime on the processor. Safe for several threads.
 *
 * <p>Each input is uint8 (n, height, width, 3), RGB. All that is made in native memory is given back before a method
 * returns, but for the model itself: close it.
 */
public final class OrtModel implements AutoCloseable {
    /** The name of the input of models that have one. */
    public static final String PIXELS = "pixels";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, InputSpec> inputs;
    private final boolean takesOneImage;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(); // write: to close, when nobody runs
    private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
    private boolean closed;

    private OrtModel(OrtEnvironment environment, OrtSession session, Map<String, InputSpec> inputs)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputs = new LinkedHashMap<>(inputs);
        this.takesOneImage = session.getInputInfo().values().stream()
                .filter(input -> inputs.containsKey(input.getName()))
                .map(input -> ((TensorInfo) input.getInfo()).getShape())
                .anyMatch(shape -> shape.length > 0 && shape[0] == 1);
    }

    /** An output: its shape, batch included, and its numbers, last axis fastest. */
    public static final class Output {
        private final long[] shape;
        private final FloatBuffer values;

        Output(long[] shape, FloatBuffer values) {
            this.shape = shape;
            this.values = values;
        }

        /** The caller's own array. */
        public long[] shape() {
            return shape.clone();
        }

        /** On the heap; the same buffer each time. */
        public FloatBuffer values() {
            return values;
        }
    }

    /**
     * Opens a model whose one input takes images.
     *
     * @param model takes {@link #PIXELS} alone
     */
    public static OrtModel open(byte[] model, InputSpec input) throws OrtException {
        return open(model, Map.of(PIXELS, input));
    }

    /**
     * Opens a model.
     *
     * @param inputs all of its inputs that take images, by name
     * @throws OrtException when ONNX Runtime cannot run it
     */
    public static OrtModel open(byte[] model, Map<String, InputSpec> inputs) throws OrtException {
        OrtEnvironment environment = OrtLibrary.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // exceptions say it all
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.setInterOpNumThreads(1);
            return new OrtModel(environment, environment.createSession(model, options), inputs);
        }
    }

    /** With version: "onnxruntime-1.28.0". */
    public static String engine() {
        return "onnxruntime-" + OrtLibrary.environment().getVersion();
    }

    /** Whether each run is of one image, as the graph was written. */
    public boolean takesOneImage() {
        return takesOneImage;
    }

    public Map<String, Output> run(List<RgbImage> images) throws OrtException {
        return run(Map.of(PIXELS, images));
    }

    /**
     * Runs the model.
     *
     * @param images for each input the same number of images, at least one, of the size it takes
     * @return the outputs, in the model's order
     * @throws OrtException when ONNX Runtime fails, or an output is not of type float
     */
    public Map<String, Output> run(Map<String, List<RgbImage>> images) throws OrtException {
        return run(images, Map.of());
    }

    /**
     * Runs a model that takes numbers besides images.
     *
     * @param numbers for each of its inputs of float (n)
     */
    public Map<String, Output> run(Map<String, List<RgbImage>> images, Map<String, float[]> numbers)
            throws OrtException {
        lock.readLock().lock();
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        List<ByteBuffer> used = new ArrayList<>();
        try {
            if (closed) {
                throw new IllegalStateException("this model is closed");
            }
            for (Map.Entry<String, InputSpec> input : inputs.entrySet()) {
                List<RgbImage> pictures = images.get(input.getKey());
                InputSpec spec = input.getValue();
                ByteBuffer pixels = fill(pictures, spec);
                used.add(pixels);
                long[] shape = {pictures.size(), spec.height(), spec.width(), 3};
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8));
            }
            for (Map.Entry<String, float[]> input : numbers.entrySet()) {
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                return outputs(result);
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            buffers.addAll(used);
            lock.readLock().unlock();
        }
    }

    private ByteBuffer fill(List<RgbImage> images, InputSpec input) {
        images.forEach(image -> check(image, input));
        int size = Math.multiplyExact(images.size(), 3 * input.height() * input.width());
        ByteBuffer buffer = buffers.poll(); // direct buffers are dear to make
        if (buffer == null || buffer.capacity() < size) {
            buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        }
        buffer.clear();
        for (RgbImage image : images) {
            buffer.put(image.pixels());
        }
        return buffer.flip();
    }

    private static void check(RgbImage image, InputSpec input) {
        if (image.height() != input.height() || image.width() != input.width()) {
            throw new IllegalArgumentException("expected an image of " + input.width() + " x " + input.height()
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
