package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecodingTest {
    @TempDir
    Path folder;

    static Stream<ImageZoo.Expected> everyKind() throws IOException {
        return ImageZoo.open().expected().stream();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void pixelsAreThoseOfPillow(ImageZoo.Expected expected) throws IOException {
        ImageZoo zoo = ImageZoo.open();
        RgbImage image = ImageFile.decode(zoo.content(expected.name()), Path.of(expected.name()));
        assertThat(image.width()).isEqualTo(expected.width());
        assertThat(image.height()).isEqualTo(expected.height());
        assertThat(largestDifference(image.pixels(), zoo.content(expected.name() + ".rgb")))
                .isLessThanOrEqualTo(expected.tolerance());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void probeTellsFormatAndUprightSizeWhateverTheName(ImageZoo.Expected expected) throws IOException {
        Path file = Files.write(folder.resolve("misnamed.txt"), ImageZoo.open().content(expected.name()));
        ImageFormat format = ImageFormat.ofFileName(expected.name()).orElseThrow();
        assertThat(ImageFile.probe(file)).isEqualTo(new ImageHeader(format, expected.width(), expected.height()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void isAnErrorWhenCutOffAnywhere(ImageZoo.Expected expected) throws IOException {
        byte[] whole = ImageZoo.open().content(expected.name());
        for (int length : List.of(1, 10, 30, whole.length / 3, whole.length * 9 / 10, whole.length - 5)) {
            boolean behindFirstFrame =
                    List.of("pages.tif", "frames.gif", "lossless-frames.webp").contains(expected.name())
                            && length > whole.length / 3;
            if (!behindFirstFrame) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThat(ImageFileTest.messageOf(() -> ImageFile.decode(part, Path.of("cut"))))
                        .as(length + " of " + whole.length + " bytes")
                        .startsWith("cut: is ");
            }
        }
    }

    @Test
    void severalThreadsDecodeAtOnce() throws Exception {
        ImageZoo zoo = ImageZoo.open();
        List<Callable<Integer>> tasks = zoo.expected().stream()
                .<Callable<Integer>>map(expected -> () -> largestDifference(
                                ImageFile.decode(zoo.content(expected.name()), Path.of("x"))
                                        .pixels(),
                                zoo.content(expected.name() + ".rgb"))
                        - expected.tolerance())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 3; round++) {
                for (Future<Integer> excess : threads.invokeAll(tasks)) {
                    assertThat(excess.get()).isNotPositive();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static int largestDifference(byte[] a, byte[] b) {
        assertThat(a).hasSameSizeAs(b);
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
        }
        return largest;
    }
}
