package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.features.CacheTests.append;
import static org.exina.features.CacheTests.key;
import static org.exina.features.CacheTests.present;
import static org.exina.features.CacheTests.row;
import static org.exina.features.CacheTests.space;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.exina.io.ExinaException;
import org.exina.io.Npy;
import org.exina.io.Remedy;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableTest {
    private static final FeatureSpace SPACE = space("scattering", 3);

    @TempDir
    Path folder;

    private FeatureCache cache;
    private FeatureTable table;
    private Path index;
    private Path segment;

    @BeforeEach
    void open() throws IOException {
        cache = FeatureCache.open(folder);
        table = cache.table(SPACE);
        index = folder.resolve(SPACE.folder()).resolve("index.bin");
        segment = folder.resolve(SPACE.folder()).resolve("0000.npy");
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private FeatureTable reopened() throws IOException {
        cache.close();
        cache = FeatureCache.open(folder);
        table = cache.table(SPACE);
        return table;
    }

    @Test
    void rowsComeBackAsTheyWereAppended() throws IOException {
        assertThat(append(table, 0, 5)).isEqualTo(5);
        assertThat(present(table, 10)).containsExactly(0, 1, 2, 3, 4);
        assertThat(present(reopened(), 10)).containsExactly(0, 1, 2, 3, 4);
        assertThat(table.rows()).isEqualTo(5);
    }

    @Test
    void readLeavesTheRestOfTheArrayAlone() throws IOException {
        append(table, 0, 1);
        float[] dest = {9, 9, 9, 9, 9};
        assertThat(table.read(key(0), dest, 1)).isTrue();
        assertThat(dest).containsExactly(9, 0, 1 / 1024f, 2 / 1024f, 9);
        assertThat(table.read(key(1), dest, 0)).isFalse();
        assertThat(dest[0]).isEqualTo(9);
    }

    @Test
    void rowsMayStandInsideLongerOnes() throws IOException {
        table.append(List.of(key(0)), List.of(new float[] {7, 0, 1 / 1024f, 2 / 1024f, 7}), 1);
        assertThat(present(table, 1)).containsExactly(0);
    }

    @Test
    void duplicatesAreLeftAsTheyWere() throws IOException {
        append(table, 0, 3);
        assertThat(append(table, 1, 5)).isEqualTo(2);
        assertThat(table.append(List.of(key(9), key(9)), List.of(row(9, 3), row(8, 3)), 0))
                .isEqualTo(1);
        assertThat(present(table, 10)).containsExactly(0, 1, 2, 3, 4, 9);
        assertThat(table.rows()).isEqualTo(6);
    }

    @Test
    void manyRowsAreFoundAfterReopening() throws IOException {
        for (int from = 0; from < 140_000; from += 35_000) {
            append(table, from, from + 35_000);
        }
        assertThat(reopened().rows()).isEqualTo(140_000);
        assertThat(present(table, 140_100)).hasSize(140_000);
        append(table, 140_000, 140_001);
        assertThat(present(table, 140_100)).hasSize(140_001);
    }

    @Test
    void rowsOfManyWindowsAreReadInAnyOrder() throws IOException {
        FeatureSpace wide = space("wide", 75_000); // six rows a window
        FeatureTable rows = cache.table(wide);
        for (int i = 0; i < 40; i += 5) {
            append(rows, i, i + 5);
            assertThat(present(rows, 1)).containsExactly(0);
        }
        float[] row = new float[75_000];
        for (int i : new int[] {39, 0, 20, 6, 30, 12, 39, 0, 5}) {
            assertThat(rows.read(key(i), row, 0)).isTrue();
            assertThat(row).isEqualTo(row(i, 75_000));
        }
    }

    @Test
    void fullSegmentsAreFollowedByNewOnes() throws IOException {
        try (FeatureCache small = FeatureCache.open(folder.resolve("small"), 4 * 3 * Float.BYTES)) {
            append(small.table(SPACE), 0, 3);
            append(small.table(SPACE), 3, 10);
            append(small.table(SPACE), 10, 13);
        }
        Path space = folder.resolve("small").resolve(SPACE.folder());
        assertThat(Npy.read(space.resolve("0000.npy")).shape()).containsExactly(4L, 3L);
        assertThat(Npy.read(space.resolve("0003.npy")).shape()).containsExactly(1L, 3L);
        assertThat(Npy.read(space.resolve("0003.npy")).floats()).containsExactly(row(12, 3));
        try (FeatureCache again = FeatureCache.open(folder.resolve("small"))) {
            append(again.table(SPACE), 13, 20);
            assertThat(present(again.table(SPACE), 30)).hasSize(20);
        }
    }

    @Test
    void theLiveSegmentIsAWholeNumpyFileAfterEachBatch() throws IOException {
        for (int i = 0; i < 3; i++) {
            append(table, i, i + 1);
            assertThat(Npy.read(segment).shape()).containsExactly(i + 1L, 3L);
            assertThat(Files.size(segment)).isEqualTo(Npy.HEADER_BYTES + 12L * (i + 1));
        }
    }

    @Test
    void rowsOfAnotherProgramAreSeenOnAMiss() throws IOException {
        try (FeatureCache other = FeatureCache.open(folder)) {
            append(other.table(SPACE), 0, 2);
            assertThat(table.contains(key(1))).isTrue();
            append(table, 1, 4);
            assertThat(present(other.table(SPACE), 5)).containsExactly(0, 1, 2, 3);
            append(other.table(SPACE), 4, 5);
            append(table, 5, 6);
            assertThat(present(table, 9)).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Test
    void aCacheClearedByAnotherProgramIsFilledAnew() throws IOException {
        append(table, 0, 4);
        assertThat(present(table, 4)).hasSize(4);
        try (FeatureCache other = FeatureCache.open(folder)) {
            other.clear(Optional.empty());
            assertThat(table.contains(key(7))).isFalse();
            assertThat(table.contains(key(1))).isFalse();
            append(table, 2, 4);
            append(other.table(SPACE), 0, 1);
        }
        assertThat(present(table, 4)).containsExactly(0, 2, 3);
        assertThat(present(reopened(), 4)).containsExactly(0, 2, 3);
    }

    @Test
    void aCacheClearedAndFilledToTheSameSizeIsNoticedOnAppending() throws IOException {
        append(table, 0, 4);
        assertThat(present(table, 4)).hasSize(4);
        try (FeatureCache other = FeatureCache.open(folder)) {
            other.clear(Optional.empty());
            append(other.table(SPACE), 4, 8);
        }
        append(table, 8, 9);
        assertThat(present(table, 9)).containsExactly(4, 5, 6, 7, 8);
    }

    @Test
    void threadsAppendSideBySide() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FeatureCache other = FeatureCache.open(folder)) {
            List<Future<Integer>> done = IntStream.range(0, 40)
                    .mapToObj(i ->
                            threads.submit(() -> append(i % 2 == 0 ? table : other.table(SPACE), 10 * i, 10 * i + 15)))
                    .toList();
            int added = 0;
            for (Future<Integer> each : done) {
                added += each.get();
            }
            assertThat(added).isEqualTo(405);
            assertThat(present(table, 500)).hasSize(405);
            assertThat(other.table(SPACE).contains(key(404))).isTrue();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aChangedRowIsAnErrorThatNamesTheWayOut() throws IOException {
        append(table, 0, 3);
        flip(segment, Npy.HEADER_BYTES + 12 + 5);
        assertThatThrownBy(() -> present(table, 3))
                .isInstanceOf(FeatureException.class)
                .hasMessage(segment + ": is damaged: row 1 is not what was written;"
                        + " repair the cache, what is lost is then computed again")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.REPAIR_CACHE, segment.toString())));
    }

    @Test
    void aMissingSegmentIsAnErrorThatNamesIt() throws IOException {
        append(table, 0, 3);
        Files.delete(segment);
        assertThatThrownBy(() -> present(table, 3))
                .hasMessageStartingWith(segment + ": is damaged: the file is missing");
        append(table, 3, 4); // into a new one
        float[] row = new float[3];
        assertThat(table.read(key(3), row, 0)).isTrue();
        assertThat(row).isEqualTo(row(3, 3));
    }

    @Test
    void aMissingLastSegmentIsComputedAgainAfterReopening() throws IOException {
        append(table, 0, 3);
        Files.delete(segment);
        assertThat(present(reopened(), 3)).isEmpty();
        append(table, 0, 3);
        assertThat(present(reopened(), 3)).hasSize(3);
    }

    @Test
    void foreignDamagedAndNewerIndexesAreThreeErrors() throws IOException {
        append(table, 0, 3);
        byte[] good = Files.readAllBytes(index);

        Files.writeString(index, "my own notes, and nothing that Exina ever wrote");
        assertThatThrownBy(this::reopened).hasMessage(index + ": is no Exina feature index; move it away");

        byte[] newer = good.clone();
        newer[8] = 2;
        Files.write(index, newer);
        assertThatThrownBy(this::reopened)
                .hasMessage(index + ": feature index version 2 is newer than 1, the newest that this program reads;"
                        + " update Exina or delete the file");

        byte[] damaged = good.clone();
        damaged[20]++;
        Files.write(index, damaged);
        assertThatThrownBy(this::reopened)
                .hasMessageStartingWith(index + ": is damaged: its header is not whole; repair");

        try (FeatureCache other = FeatureCache.open(folder.resolve("other"))) {
            append(other.table(space("other", 3)), 0, 1);
        }
        Files.copy(
                folder.resolve("other").resolve(space("other", 3).folder()).resolve("index.bin"),
                index,
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::reopened)
                .hasMessageStartingWith(index + ": is damaged: it belongs to another space than FeatureSpace[");
    }

    @Test
    void aChangedEntryInTheMiddleOfTheIndexIsAnErrorThatNamesIt() throws IOException {
        append(table, 0, 3);
        flip(index, IndexFile.HEADER_BYTES + IndexFile.RECORD_BYTES + 3);
        assertThatThrownBy(this::reopened)
                .hasMessageStartingWith(index + ": is damaged: record 1 is not what was written; repair");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (FeatureCache none = FeatureCache.open(file)) {
            assertThatThrownBy(() -> none.table(SPACE)).hasMessageContaining(file.toString());
        }
    }

    @Test
    void everyCutOfTheTailLosesAtMostTheLastBatch() throws IOException {
        append(table, 0, 4);
        long safeIndex = Files.size(index);
        long safeSegment = Files.size(segment);
        append(table, 4, 7);
        cache.close();
        Path copy = folder.resolve("copy");
        for (long cut = safeIndex; cut <= Files.size(index); cut++) {
            assertSurvives(copy, cut, Files.size(segment));
        }
        for (long cut = safeSegment; cut <= Files.size(segment); cut++) {
            assertSurvives(copy, Files.size(index), cut);
        }
    }

    private void assertSurvives(Path copy, long indexBytes, long segmentBytes) throws IOException {
        CacheTests.copy(folder.resolve(SPACE.folder()), copy.resolve(SPACE.folder()));
        Path cutIndex = copy.resolve(SPACE.folder()).resolve("index.bin");
        Path cutSegment = copy.resolve(SPACE.folder()).resolve("0000.npy");
        cut(cutIndex, indexBytes);
        cut(cutSegment, segmentBytes);
        long rows = Math.min(
                (indexBytes - IndexFile.HEADER_BYTES) / IndexFile.RECORD_BYTES, (segmentBytes - Npy.HEADER_BYTES) / 12);
        try (FeatureCache again = FeatureCache.open(copy)) {
            assertThat(present(again.table(SPACE), 10)).hasSize((int) rows);
            assertThat(Npy.read(cutSegment).shape()).containsExactly(rows, 3L);
            assertThat(Files.size(cutSegment)).isEqualTo(Npy.HEADER_BYTES + 12 * rows);
            assertThat(Files.size(cutIndex)).isEqualTo(IndexFile.offset((int) rows));
            assertThat(again.verify(false, Progress.NONE).problems()).isEmpty();
            append(again.table(SPACE), 0, 9);
            assertThat(present(again.table(SPACE), 10)).hasSize(9);
            assertThat(again.verify(false, Progress.NONE).problems()).isEmpty();
        }
    }

    @Test
    void rubbishAtTheEndOfTheIndexIsCutByARunningProgramToo() throws IOException {
        append(table, 0, 4);
        try (FeatureCache other = FeatureCache.open(folder)) {
            assertThat(other.table(SPACE).rows()).isEqualTo(4);
            Files.write(index, new byte[100], StandardOpenOption.APPEND);
            Files.write(segment, new byte[100], StandardOpenOption.APPEND);
            assertThat(table.contains(key(5))).isFalse();
            append(other.table(SPACE), 4, 6);
        }
        assertThat(present(table, 10)).hasSize(6);
        assertThat(present(reopened(), 10)).hasSize(6);
    }

    @Test
    void anInterruptedThreadLosesNothingThatWasAppended() throws IOException {
        append(table, 0, 4);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> append(table, 4, 8)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(present(table, 8)).contains(0, 1, 2, 3);
        append(table, 4, 8);
        assertThat(present(reopened(), 8)).hasSize(8);
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }
}
