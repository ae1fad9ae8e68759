package org.exina.torch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.task.Parallel;

/**
 * Samples brought to libtorch batch by batch, in pieces of native memory that are used again and again. Where several
 * threads may read, the next batches are read while one is used. Close it before that memory's scope.
 */
final class Batches implements AutoCloseable {
    /** Batches in memory at once where they are read ahead: that which is used and the next ones. */
    private static final int TOGETHER = 3;

    private static final String INTERRUPTED = "interrupted while a network was trained";

    private final Samples samples;
    private final int capacity;
    private final int numbers;
    private final long[] shape;
    private final Device device;
    private final List<FloatPointer> memory = new ArrayList<>();
    private final ExecutorService readers; // null where the calling thread reads

    /**
     * Makes room for one batch, or for several where samples are read ahead.
     *
     * @param shape of one batch; how many samples it says is how many there is room for
     * @param device where the batches are to be
     * @param threads that read, if the samples let them
     */
    Batches(Samples samples, long[] shape, Device device, int threads) {
        this.samples = samples;
        this.shape = shape.clone();
        this.capacity = Math.toIntExact(shape[0]);
        this.device = device;
        long count = 1;
        for (int i = 1; i < shape.length; i++) {
            count *= shape[i];
        }
        this.numbers = Math.toIntExact(count);
        boolean ahead = threads > 1 && samples.isShared();
        for (int i = 0; i < (ahead ? TOGETHER : 1); i++) {
            memory.add(new FloatPointer(count * capacity));
        }
        this.readers = ahead ? Executors.newFixedThreadPool(threads) : null;
    }

    /** What is done with a batch. */
    interface Step {
        void take(Tensor input, int[] labels);
    }

    /**
     * Hands over all samples in this order. Each batch is gone when the next is made.
     *
     * @throws InterruptedIOException when the thread is interrupted, between two batches
     */
    void forEach(int[] order, int pass, Step step) throws IOException {
        int batches = (order.length + capacity - 1) / capacity;
        Deque<List<Future<Void>>> line = new ArrayDeque<>();
        int next = 0;
        for (int batch = 0; batch < batches; batch++) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException(INTERRUPTED);
            }
            while (next < Math.min(batches, batch + memory.size())) {
                line.add(read(order, pass, next++));
            }
            for (Future<Void> each : line.remove()) {
                Parallel.await(each, INTERRUPTED);
            }
            take(order, batch, step);
        }
    }

    private void take(int[] order, int batch, Step step) {
        int from = batch * capacity;
        int[] labels = new int[Math.min(capacity, order.length - from)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = samples.label(order[from + i]);
        }
        long[] own = shape.clone();
        own[0] = labels.length;
        TensorScope.scoped(() -> {
            step.take(device.place(torch.from_blob(memory.get(batch % memory.size()), own)), labels);
            return labels;
        });
    }

    /**
     * Begins to read a batch.
     *
     * @return what is still being read of it: nothing where this thread reads
     */
    private List<Future<Void>> read(int[] order, int pass, int batch) throws IOException {
        FloatBuffer buffer = memory.get(batch % memory.size()).asBuffer();
        List<Future<Void>> reading = new ArrayList<>();
        int from = batch * capacity;
        for (int i = 0; i < Math.min(capacity, order.length - from); i++) {
            int sample = order[from + i];
            FloatBuffer place = buffer.slice(i * numbers, numbers);
            if (readers == null) {
                read(sample, pass, place);
            } else {
                reading.add(readers.submit(() -> {
                    read(sample, pass, place);
                    return null;
                }));
            }
        }
        return reading;
    }

    private void read(int sample, int pass, FloatBuffer place) throws IOException {
        samples.read(sample, pass, place);
        if (place.hasRemaining()) {
            throw new IllegalArgumentException(
                    "sample " + sample + ": expected " + numbers + " numbers, got " + (numbers - place.remaining()));
        }
    }

    @Override
    public void close() {
        if (readers != null) {
            Parallel.stop(readers);
        }
    }
}
