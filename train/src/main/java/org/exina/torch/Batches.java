package org.exina.torch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Samples brought to libtorch batch by batch, in one piece of native memory that is used again and again. */
final class Batches {
    private final Samples samples;
    private final int capacity;
    private final int numbers;
    private final long[] shape;
    private final FloatPointer memory;
    private final FloatBuffer buffer;

    /** @param shape of one batch; how many samples it says is how many there is room for */
    Batches(Samples samples, long[] shape) {
        this.samples = samples;
        this.shape = shape.clone();
        this.capacity = Math.toIntExact(shape[0]);
        long count = 1;
        for (int i = 1; i < shape.length; i++) {
            count *= shape[i];
        }
        this.numbers = Math.toIntExact(count);
        this.memory = new FloatPointer(count * capacity);
        this.buffer = memory.asBuffer();
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
        for (int from = 0; from < order.length; from += capacity) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while a network was trained");
            }
            int count = Math.min(capacity, order.length - from);
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                read(order[from + i], pass, i);
                labels[i] = samples.label(order[from + i]);
            }
            long[] own = shape.clone();
            own[0] = count;
            Native.scoped(() -> {
                step.take(Engine.placed(torch.from_blob(memory, own)), labels);
                return count;
            });
        }
    }

    private void read(int sample, int pass, int place) throws IOException {
        buffer.limit((place + 1) * numbers).position(place * numbers);
        samples.read(sample, pass, buffer);
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException(
                    "sample " + sample + ": expected " + numbers + " numbers, got " + (numbers - buffer.remaining()));
        }
    }
}
