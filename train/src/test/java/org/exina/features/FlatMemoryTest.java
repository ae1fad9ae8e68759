package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.zip.CRC32C;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.file.ImageSource;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100,000 images need no more memory than 10,000 do. */
@Tag("slow")
class FlatMemoryTest {
    @TempDir
    Path folder;

    /** Draws tiny images and extracts their features, in a heap of 64 MB. */
    static final class Program {
        private static final int FEATURES = 1000; // 100,000 rows are 400 MB

        private Program() {}

        /** Arguments: folder, number of images. Prints rows computed, a sum over all features, peak memory in kB. */
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            int count = Integer.parseInt(args[1]);
            for (int i = 0; i < count; i++) {
                Path file = image(folder, i);
                if (i % 1000 == 0) {
                    Files.createDirectories(file.getParent());
                }
                if (Files.notExists(file)) {
                    Files.write(file, bitmap(i));
                }
            }
            List<ImageSource> images = new AbstractList<>() {
                @Override
                public ImageSource get(int i) {
                    return ImageSource.of(image(folder, i));
                }

                @Override
                public int size() {
                    return count;
                }
            };
            FakeBackbone backbone = new FakeBackbone("fake", 8, 8, FEATURES / 4, FEATURES / 2, FEATURES / 4);
            FeaturePlan plan = new FeaturePlan(List.of(backbone), Crop.STRETCH, DihedralView.first(1), 256);
            try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
                ExtractionResult extraction = new FeatureExtractor(cache).extract(images, plan, Progress.NONE);
                try (FeatureMatrix features = extraction.features()) {
                    System.out.println(extraction.computed() + " " + checksum(features) + " " + peakKilobytes());
                }
            }
        }

        private static Path image(Path folder, int i) {
            return folder.resolve(Integer.toString(i / 1000)).resolve(i + ".bmp");
        }

        /** 8 x 8 pixels, the number in the first ones. */
        private static byte[] bitmap(int number) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes("BM".getBytes(StandardCharsets.US_ASCII));
            for (int value : new int[] {54 + 192, 0, 54, 40, 8, 8, 1 | (24 << 16), 0, 192, 2835, 2835, 0, 0, number}) {
                for (int shift = 0; shift < 32; shift += 8) {
                    out.write(value >> shift);
                }
            }
            out.writeBytes(new byte[188]);
            return out.toByteArray();
        }

        private static long checksum(FeatureMatrix features) {
            CRC32C checksum = new CRC32C();
            float[] row = new float[features.columns()];
            for (int i = 0; i < features.rows(); i++) {
                features.row(i, row);
                for (float value : row) {
                    checksum.update(Float.floatToIntBits(value) >> 16);
                }
            }
            return checksum.getValue();
        }

        /** Resident memory at its highest, mapped files too, where the system tells it; else 0. */
        private static long peakKilobytes() throws IOException {
            Path status = Path.of("/proc/self/status");
            if (Files.notExists(status)) {
                return 0;
            }
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    private record Outcome(long computed, long checksum, long peakKilobytes) {}

    private Outcome run(int images) throws Exception {
        Process program =
                CacheTests.java("-Xmx64m", Program.class, folder, images).start();
        String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(program.waitFor()).isZero();
        String[] words = out.split(" ", 3);
        return new Outcome(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    @Test
    void tenTimesTheImagesFitInTheSameMemory() throws Exception {
        Outcome few = run(10_000);
        Outcome many = run(100_000);
        Outcome again = run(100_000);
        assertThat(few.computed()).isEqualTo(10_000);
        assertThat(many.computed()).isEqualTo(90_000);
        assertThat(again.computed()).isZero();
        assertThat(again.checksum()).isEqualTo(many.checksum());
        assertThat(many.peakKilobytes()).isLessThan(few.peakKilobytes() + 40_000);
        assertThat(again.peakKilobytes()).isLessThan(few.peakKilobytes() + 40_000);
    }
}
