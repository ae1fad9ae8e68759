package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final int SIZE = 3; // pixels across
    private static final int COUNT = 17;
    private static final int[] ORDER =
            IntStream.range(0, COUNT).map(i -> (i * 5 + 2) % COUNT).toArray();
    private static final int[] LABELS = IntStream.range(0, COUNT).toArray();

    @BeforeAll
    static void load() throws IOException {
        Engine.require();
    }

    private static byte[] image(int sample, int pass) {
        byte[] pixels = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (sample * 31 + pass * 7 + i);
        }
        return pixels;
    }

    /** All that is handed over, in order: label, then numbers. */
    @SuppressWarnings("try") // the scope works by being open
    private static List<Float> handedOver(Samples samples, int threads) throws IOException {
        List<Float> all = new ArrayList<>();
        try (PointerScope scope = new PointerScope();
                Batches batches = new Batches(samples, new long[] {4, 3, SIZE, SIZE}, Device.PROCESSOR, threads)) {
            for (int pass = 0; pass < 2; pass++) {
                batches.forEach(ORDER, pass, (input, labels) -> {
                    float[] numbers = TorchNetwork.Array.floats(input);
                    for (int i = 0; i < labels.length; i++) {
                        all.add((float) labels[i]);
                        for (int j = 0; j < 3 * SIZE * SIZE; j++) {
                            all.add(numbers[i * 3 * SIZE * SIZE + j]);
                        }
                    }
                });
            }
        }
        return all;
    }

    @Test
    void readingAheadGivesTheSameBatches() throws IOException {
        List<Float> alone = handedOver(Samples.ofImages(BatchesTest::image, LABELS), 1);
        assertThat(alone).hasSize(2 * COUNT * (1 + 3 * SIZE * SIZE));
        assertThat(alone.get(0)).isEqualTo(2f);
        assertThat(handedOver(Samples.ofImages(BatchesTest::image, LABELS), 4)).isEqualTo(alone);
    }

    @Test
    void severalThreadsReadSharedSamples() throws IOException {
        CountDownLatch two = new CountDownLatch(2);
        Samples waiting = Samples.ofImages(
                (sample, pass) -> {
                    two.countDown();
                    try {
                        assertThat(two.await(30, TimeUnit.SECONDS))
                                .as("another thread reads")
                                .isTrue();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return image(sample, pass);
                },
                LABELS);
        assertThat(handedOver(waiting, 2)).isNotEmpty();
    }

    @Test
    void vectorsAreReadByTheCallingThread() throws IOException {
        assertThat(Samples.NONE.isShared()).isFalse();
        List<Float> all = new ArrayList<>();
        Samples vectors = Samples.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}, new int[] {0, 1, 2});
        try (PointerScope scope = new PointerScope();
                Batches batches = new Batches(vectors, new long[] {2, 2}, Device.PROCESSOR, 4)) {
            scope.extend();
            batches.forEach(new int[] {2, 0, 1}, 0, (input, labels) -> {
                for (float number : TorchNetwork.Array.floats(input)) {
                    all.add(number);
                }
            });
            scope.deallocate();
        }
        assertThat(all).containsExactly(5f, 6f, 1f, 2f, 3f, 4f);
    }

    @Test
    void aImageThatCannotBeReadEndsIt() {
        AtomicInteger read = new AtomicInteger();
        Samples broken = Samples.ofImages(
                (sample, pass) -> {
                    if (read.incrementAndGet() > 6) {
                        throw new IOException("image " + sample + " is damaged");
                    }
                    return image(sample, pass);
                },
                LABELS);
        assertThatThrownBy(() -> handedOver(broken, 3))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("image \\d+ is damaged");
    }
}
