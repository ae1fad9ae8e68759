package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.features.CacheTests.append;
import static org.exina.features.CacheTests.present;
import static org.exina.features.CacheTests.space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.exina.io.Npy;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    private static final FeatureSpace NARROW = space("scattering", 3);
    private static final FeatureSpace WIDE = space("mobilenetv2", 5);

    @TempDir
    Path folder;

    private FeatureCache cache;
    private Path narrow;

    @BeforeEach
    void fill() throws IOException {
        cache = FeatureCache.open(folder);
        append(cache.table(NARROW), 0, 6);
        append(cache.table(WIDE), 0, 2);
        narrow = folder.resolve(NARROW.folder());
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void aSpaceIsNamedAfterAllThatDecidesItsNumbers() {
        assertThat(NARROW.folder()).isEqualTo(space("scattering", 3).folder()).matches("[0-9a-f]{16}");
        assertThat(NARROW.folder()).isNotEqualTo(space("scattering", 4).folder());
        assertThat(batch(16).folder()).isEqualTo(NARROW.folder());
        assertThat(batch(null).folder()).isEqualTo(NARROW.folder()); // of a description from before it was told
        assertThat(batch(8).folder()).isNotEqualTo(NARROW.folder());
        assertThat(narrow.resolve("space.json")).content().contains("\"backbone\" : \"scattering\"");
    }

    /** Written when the format was new, of rows 0 to 6. */
    @Test
    void whatAnEarlierProgramKeptIsRead() throws Exception {
        Path earlier = folder.resolve("earlier");
        CacheTests.copy(Path.of(FeatureCacheTest.class.getResource("kept").toURI()), earlier);
        try (FeatureCache kept = FeatureCache.open(earlier)) {
            assertThat(kept.spaces()).extracting(FeatureCache.SpaceUse::space).containsExactly(NARROW);
            assertThat(kept.verify(true, Progress.NONE)).isEqualTo(new Verification(1, 7, List.of()));
            assertThat(present(kept.table(NARROW), 9)).containsExactly(0, 1, 2, 3, 4, 5, 6);
            append(kept.table(NARROW), 7, 9);
            assertThat(present(kept.table(NARROW), 9)).hasSize(9);
        }
    }

    @Test
    void tellsWhatItKeeps() throws IOException {
        assertThat(cache.spaces()).hasSize(2).anySatisfy(use -> {
            assertThat(use.space()).isEqualTo(NARROW);
            assertThat(use.folder()).isEqualTo(narrow);
            assertThat(use.rows()).isEqualTo(6);
            assertThat(use.bytes())
                    .isEqualTo(
                            Npy.HEADER_BYTES + 6 * 12 + IndexFile.offset(6) + Files.size(narrow.resolve("space.json")));
        });
    }

    @Test
    void aCacheThatIsNotThereIsEmptyAndIsNotMadeByLooking() throws IOException {
        Path none = folder.resolve("none");
        try (FeatureCache empty = FeatureCache.open(none)) {
            assertThat(empty.spaces()).isEmpty();
            assertThat(empty.verify(true, Progress.NONE)).isEqualTo(new Verification(0, 0, List.of()));
            assertThat(empty.clear(Optional.empty())).isEqualTo(new FeatureCache.Cleared(0, 0));
        }
        assertThat(none).doesNotExist();
    }

    @Test
    void clearRemovesAllButWhatIsNotItsOwn() throws IOException {
        Files.writeString(narrow.resolve("notes.txt"), "mine");
        Files.writeString(narrow.resolve(".0001.npy.123-4.tmp"), "left by a killed program");
        Path left = Files.createDirectory(narrow.resolve(".exina-01234567-89ab-cdef-0123-456789abcdef.tmp"));
        Files.writeString(left.resolve("in-use"), "");
        Path photographs = Files.createDirectory(folder.resolve("photographs"));
        Files.writeString(photographs.resolve("0000.npy"), "mine");
        long bytes =
                cache.spaces().stream().mapToLong(FeatureCache.SpaceUse::bytes).sum();
        assertThat(cache.clear(Optional.empty())).isEqualTo(new FeatureCache.Cleared(2, bytes));
        assertThat(narrow).isDirectoryNotContaining(file -> !file.endsWith("notes.txt"));
        assertThat(folder.resolve(WIDE.folder())).doesNotExist();
        assertThat(photographs).isNotEmptyDirectory();
        assertThat(present(cache.table(NARROW), 6)).isEmpty();
        append(cache.table(NARROW), 0, 2);
        assertThat(present(cache.table(NARROW), 6)).containsExactly(0, 1);
    }

    @Test
    void clearMayBeOfOneBackboneOnly() throws IOException {
        assertThat(cache.clear(Optional.of("mobilenetv2")).spaces()).isEqualTo(1);
        assertThat(cache.spaces()).extracting(FeatureCache.SpaceUse::space).containsExactly(NARROW);
        assertThat(present(cache.table(NARROW), 6)).hasSize(6);
    }

    @Test
    void verifyFindsNothingWhereNothingIsWrong() throws IOException {
        assertThat(cache.verify(false, Progress.NONE)).isEqualTo(new Verification(2, 8, List.of()));
    }

    @Test
    void damagedRowsAreReportedAndAfterRepairComputedAgain() throws IOException {
        Path segment = narrow.resolve("0000.npy");
        flip(segment, Npy.HEADER_BYTES + 12 * 5);
        flip(segment, Npy.HEADER_BYTES + 12 * 2 + 7);
        assertProblem(segment, "2 rows are not what was written");
        assertThat(cache.verify(false, Progress.NONE).problems()).isEmpty();
        assertThat(present(cache.table(NARROW), 6)).containsExactly(0, 1, 3, 4);
        assertThat(append(cache.table(NARROW), 0, 7)).isEqualTo(3);
        assertThat(present(cache.table(NARROW), 7)).hasSize(7);
        try (FeatureCache again = FeatureCache.open(folder)) {
            assertThat(present(again.table(NARROW), 7)).hasSize(7);
            assertThat(again.verify(false, Progress.NONE).rows()).isEqualTo(9);
        }
    }

    @Test
    void rowsDroppedByAnotherProgramAreMissedHereToo() throws IOException {
        flip(narrow.resolve("0000.npy"), Npy.HEADER_BYTES);
        try (FeatureCache other = FeatureCache.open(folder)) {
            other.verify(true, Progress.NONE);
        }
        assertThat(cache.table(NARROW).contains(CacheTests.key(99))).isFalse(); // looks at the disk
        assertThat(present(cache.table(NARROW), 6)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aMissingSegmentIsReportedWithItsRows() throws IOException {
        Files.delete(narrow.resolve("0000.npy"));
        assertProblem(narrow.resolve("0000.npy"), "is missing, with 6 rows");
        append(cache.table(NARROW), 0, 6);
        assertThat(present(cache.table(NARROW), 6)).hasSize(6);
        assertThat(cache.verify(false, Progress.NONE).problems()).isEmpty();
    }

    @Test
    void damagedEntriesOfTheIndexAreTakenOut() throws IOException {
        flip(narrow.resolve("index.bin"), (int) IndexFile.offset(1));
        flip(narrow.resolve("index.bin"), (int) IndexFile.offset(4) + 40);
        assertProblem(narrow.resolve("index.bin"), "2 entries are not what was written; the first is number 1");
        assertThat(present(cache.table(NARROW), 6)).containsExactly(0, 2, 3, 5);
        append(cache.table(NARROW), 0, 6);
        assertThat(present(cache.table(NARROW), 6)).hasSize(6);
    }

    @Test
    void anIndexThatIsLostTakesItsSpaceWithIt() throws IOException {
        Files.delete(narrow.resolve("index.bin"));
        assertProblem(narrow, "its description or index is lost");
        assertThat(narrow).doesNotExist();
        append(cache.table(NARROW), 0, 6);
        assertThat(present(cache.table(NARROW), 6)).hasSize(6);
    }

    @Test
    void aLostDescriptionIsReportedByTellingAndRepaired() throws IOException {
        Files.writeString(narrow.resolve("space.json"), "{}");
        assertThatThrownBy(() -> cache.spaces())
                .isInstanceOf(FeatureException.class)
                .hasMessageContaining("space.json: is damaged: it does not describe features; repair");
        assertProblem(narrow, "its description or index is lost");
    }

    @Test
    void aFolderThatWasRenamedIsFound() throws IOException {
        Path renamed = narrow.resolveSibling("0123456789abcdef");
        Files.move(narrow, renamed);
        assertProblem(renamed, "its description or index is lost");
    }

    @Test
    void aNumpyHeaderIsWrittenAgain() throws IOException {
        flip(narrow.resolve("0000.npy"), 3);
        assertProblem(narrow.resolve("0000.npy"), "its NumPy header is not what was written");
        assertThat(Npy.read(narrow.resolve("0000.npy")).shape()).containsExactly(6L, 3L);
        assertThat(present(cache.table(NARROW), 6)).hasSize(6);
    }

    @Test
    void whatANewerProgramHasWrittenIsNeverRepaired() throws IOException {
        Path index = narrow.resolve("index.bin");
        byte[] bytes = Files.readAllBytes(index);
        bytes[8] = 9;
        Files.write(index, bytes);
        assertThat(cache.verify(true, Progress.NONE).problems())
                .containsExactly(new Verification.Problem(index, "is of a newer Exina", false));
        assertThat(index).hasBinaryContent(bytes);
    }

    @Test
    void aSpaceMadeByAProgramThatWasKilledAtOnceIsNoProblem() throws IOException {
        Files.delete(narrow.resolve("index.bin"));
        Files.delete(narrow.resolve("0000.npy"));
        assertThat(cache.verify(false, Progress.NONE).problems()).isEmpty();
        assertThat(cache.spaces()).hasSize(2);
        Files.delete(narrow.resolve("space.json"));
        assertThat(cache.verify(false, Progress.NONE).problems()).isEmpty();
        assertThat(cache.spaces()).hasSize(1);
        append(cache.table(NARROW), 0, 2);
        assertThat(present(cache.table(NARROW), 6)).hasSize(2);
    }

    /** The same problem without repair, twice, and with. */
    private void assertProblem(Path file, String what) throws IOException {
        for (boolean repair : new boolean[] {false, false, true}) {
            assertThat(cache.verify(repair, Progress.NONE).problems())
                    .containsExactly(new Verification.Problem(file, what, repair));
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static FeatureSpace batch(Integer batch) {
        FeatureSpace of = NARROW;
        return new FeatureSpace(
                of.backbone(),
                of.fingerprint(),
                of.tap(),
                of.pooling(),
                of.crop(),
                of.engine(),
                of.precision(),
                of.pixels(),
                of.length(),
                batch,
                "");
    }
}
