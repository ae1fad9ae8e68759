package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exina.features.CacheTests.present;
import static org.exina.features.CacheTests.space;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.exina.io.Npy;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that share a cache, and programs that are killed (kill -9) while they write to it. */
@Tag("slow")
class KilledProgramTest {
    private static final int BATCH = 7;
    private static final int SEGMENT_BYTES = 1 << 18; // new segments often: that is a moment to be killed in, too
    private static final FeatureSpace SPACE = space("scattering", 501);

    @TempDir
    Path folder;

    /** Appends batch after batch, and says after each how many rows must be there. */
    static final class Writer {
        private Writer() {}

        /** Arguments: folder, first row, one past the last, rows skipped after each batch, bytes a segment. */
        public static void main(String[] args) throws IOException {
            int end = Integer.parseInt(args[2]);
            try (FeatureCache cache = FeatureCache.open(Path.of(args[0]), Integer.parseInt(args[4]))) {
                FeatureTable table = cache.table(SPACE);
                for (int i = Integer.parseInt(args[1]); i < end; i += BATCH + Integer.parseInt(args[3])) {
                    CacheTests.append(table, i, Math.min(end, i + BATCH));
                    System.out.println(Math.min(end, i + BATCH));
                }
            }
        }
    }

    private Process start(int from, int end, int skip) throws IOException {
        return CacheTests.java("-Xmx64m", Writer.class, folder, from, end, skip, SEGMENT_BYTES)
                .start();
    }

    @Test
    void aKilledProgramLosesAtMostTheBatchInFlight() throws Exception {
        Random random = new Random(20240607);
        int kept = 0;
        for (int round = 0; round < 12; round++) {
            Process writer = start(kept, Integer.MAX_VALUE, 0);
            int told = kept;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                int batches = 1 + random.nextInt(60);
                for (int i = 0; i < batches; i++) {
                    told = Integer.parseInt(lines.readLine());
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(5000));
                writer.toHandle().destroyForcibly();
                for (String line = lines.readLine(); line != null && line.length() > 1; line = lines.readLine()) {
                    told = Math.max(told, Integer.parseInt(line));
                }
            }
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            kept = checkAfterKilling(told);
        }
        assertThat(kept).isGreaterThan(12 * BATCH);
    }

    /**
     * Counts the rows that a killed program left, and checks that each is whole.
     *
     * @return rows that are there: all up to the ones told of, perhaps the batch behind them, nothing else
     */
    private int checkAfterKilling(int told) throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder, SEGMENT_BYTES)) {
            FeatureTable table = cache.table(SPACE);
            List<Integer> present = present(table, told + 10 * BATCH);
            int rows = present.size();
            assertThat(present).isEqualTo(IntStream.range(0, rows).boxed().toList());
            assertThat(rows).isBetween(told, told + BATCH);
            assertThat(cache.verify(false, Progress.NONE).problems()).isEmpty();
            long inFiles = 0;
            Path space = folder.resolve(SPACE.folder());
            Path segment = space.resolve("0000.npy");
            for (int i = 1; segment.toFile().exists(); i++) {
                inFiles += Npy.read(segment).shape().get(0);
                segment = space.resolve(String.format(Locale.ROOT, "%04d.npy", i));
            }
            assertThat(inFiles).isEqualTo(rows);
            return rows;
        }
    }

    @Test
    void twoProgramsFillOneCache() throws Exception {
        int end = 3000;
        List<Process> writers = new ArrayList<>();
        writers.add(start(0, end, BATCH)); // every other batch,
        writers.add(start(BATCH, end, BATCH)); // the others,
        writers.add(start(end / 2, end, 0)); // and some of both
        for (Process writer : writers) {
            writer.getInputStream().readAllBytes();
            assertThat(writer.waitFor()).isZero();
        }
        try (FeatureCache cache = FeatureCache.open(folder)) {
            assertThat(present(cache.table(SPACE), end + 10)).hasSize(end);
            Verification found = cache.verify(false, Progress.NONE);
            assertThat(found.problems()).isEmpty();
            assertThat(found.rows()).isEqualTo(end);
        }
    }

    @Test
    void aKilledProgramDoesNotKeepAnotherWaiting() throws Exception {
        for (int round = 0; round < 3; round++) {
            Process killed = start(0, Integer.MAX_VALUE, 0);
            Process other = start(1_000_000, 1_000_000 + 40 * BATCH, 0);
            killed.getInputStream().readNBytes(20);
            killed.destroyForcibly().waitFor();
            other.getInputStream().readAllBytes();
            assertThat(other.waitFor()).isZero();
        }
        try (FeatureCache cache = FeatureCache.open(folder)) {
            assertThat(cache.table(SPACE).contains(CacheTests.key(1_000_000 + 40 * BATCH - 1)))
                    .isTrue();
            assertThat(cache.verify(false, Progress.NONE).problems()).isEmpty();
        }
    }
}
