package org.exina.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exina.features.CacheTests.append;
import static org.exina.features.CacheTests.present;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.io.Npy;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches of programs that named segments in the digits of the system's language. */
class OtherDigitsTest {
    private static final FeatureSpace SPACE = CacheTests.space("scattering", 3);
    private static final int FOUR_ROWS = 4 * 3 * Float.BYTES;
    private static final String ARABIC = "ar-EG";

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Work {
        void with(FeatureTable table) throws IOException;
    }

    private Path space() {
        return folder.resolve(SPACE.folder());
    }

    private Path segment(String language, int number) {
        return space().resolve(String.format(Locale.forLanguageTag(language), "%04d.npy", number));
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(space())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".npy"))
                    .sorted()
                    .toList();
        }
    }

    /** What a program did that found and named segments by the digits of this language only. */
    private void before(String language, int segmentBytes, Work work) throws IOException {
        Path aside = Files.createDirectories(folder.resolve("aside"));
        for (String name : Files.exists(space()) ? segments() : List.<String>of()) {
            Files.move(space().resolve(name), aside.resolve(name));
        }
        for (int i = 0; i < 10; i++) {
            move(aside.resolve(segment(language, i).getFileName()), segment("en", i));
        }
        try (FeatureCache cache = FeatureCache.open(folder, segmentBytes)) {
            work.with(cache.table(SPACE));
        } finally {
            for (int i = 0; i < 10; i++) {
                move(segment("en", i), segment(language, i));
            }
            try (Stream<Path> others = Files.list(aside)) {
                for (Path other : others.toList()) {
                    Files.move(other, space().resolve(other.getFileName()));
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    /** These rows are there and no others, in segments that have their names, and all is as it was written. */
    private void assertRows(int... rows) throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder, FOUR_ROWS)) {
            assertThat(present(cache.table(SPACE), 40))
                    .containsExactly(IntStream.of(rows).boxed().toArray(Integer[]::new));
            assertThat(segments()).allMatch(name -> name.matches("[0-9]{4}\\.npy"));
            assertThat(cache.verify(false, Progress.NONE)).isEqualTo(new Verification(1, rows.length, List.of()));
        }
    }

    private static int[] upTo(int end) {
        return IntStream.range(0, end).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {ARABIC, "fa-IR", "ar-u-nu-arabext", "th-TH-u-nu-thai", "hi-IN-u-nu-deva", "bn-BD", "my-MM"})
    void segmentsInTheDigitsOfAnyLanguageAreFoundAndRenamed(String language) throws IOException {
        before(language, FOUR_ROWS, table -> append(table, 0, 10));
        assertThat(segments()).hasSize(3).noneMatch(name -> name.matches("[0-9]+\\.npy"));

        assertRows(upTo(10));
        assertThat(segments()).containsExactly("0000.npy", "0001.npy", "0002.npy");
        assertThat(Npy.read(segment("en", 2)).shape()).containsExactly(2L, 3L);
        try (FeatureCache cache = FeatureCache.open(folder, FOUR_ROWS)) {
            assertThat(append(cache.table(SPACE), 0, 14)).isEqualTo(4);
        }
        assertRows(upTo(14));
        assertThat(segments()).hasSize(4);
    }

    @Test
    void aFolderMayHaveSegmentsOfSeveralLanguages() throws IOException {
        before("en", FOUR_ROWS, table -> append(table, 0, 14));
        Files.move(segment("en", 0), segment("fa-IR", 0));
        Files.move(segment("en", 1), segment(ARABIC, 1));
        Files.move(segment("en", 3), segment("th-TH-u-nu-thai", 3));

        assertRows(upTo(14));
    }

    @Test
    void ofTwoFilesOfOneSegmentTheRowsThatTheIndexTellsOfAreKept() throws IOException {
        before(ARABIC, 1 << 20, table -> append(table, 0, 6));
        before(
                "en",
                1 << 20,
                table -> { // finds none of them
                    assertThat(present(table, 40)).isEmpty();
                    append(table, 10, 13);
                });
        assertThat(segments()).containsExactlyInAnyOrder("0000.npy", "\u0660\u0660\u0660\u0660.npy");

        assertRows(10, 11, 12);
    }

    @Test
    void rowsOfOneSegmentComeTogetherFromAllItsFiles() throws IOException {
        before("en", 1 << 20, table -> append(table, 20, 23));
        Files.copy(segment("en", 0), segment(ARABIC, 0));
        before(ARABIC, 1 << 20, table -> append(table, 23, 26));
        Files.copy(segment(ARABIC, 0), segment("fa-IR", 0));
        before("fa-IR", 1 << 20, table -> append(table, 26, 28));
        blot(segment(ARABIC, 0), 0, 1, 2);
        blot(segment("fa-IR", 0), 0, 3, 5);

        assertRows(20, 21, 22, 23, 24, 25, 26, 27);
        assertThat(Npy.read(segment("en", 0)).shape()).containsExactly(8L, 3L);
    }

    /** Makes these rows others than the index tells of. */
    private static void blot(Path segment, int... rows) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        for (int row : rows) {
            bytes[Npy.HEADER_BYTES + 12 * row + 5] ^= 1;
        }
        Files.write(segment, bytes);
    }

    @Test
    void aFileThatHoldsNothingOfUseDoesNoHarm() throws IOException {
        before("en", 1 << 20, table -> append(table, 0, 5));
        byte[] right = Files.readAllBytes(segment("en", 0));
        Files.writeString(segment(ARABIC, 0), "cut short");
        Files.writeString(segment("fa-IR", 7), "of a segment that there is not");

        assertRows(upTo(5));
        assertThat(segment("en", 0)).hasBinaryContent(right);
        assertThat(segment(ARABIC, 0)).doesNotExist();
    }

    @Test
    void aChangeOfLanguageStoppedAProgramAndStopsNoneAnyMore() throws IOException {
        before(ARABIC, FOUR_ROWS, table -> append(table, 0, 10));
        assertThatThrownBy(() -> before("en", FOUR_ROWS, table -> {})).hasMessageContaining("0001.npy: is damaged");

        assertRows(upTo(8)); // the last segment's rows are in no index any more
    }

    @Test
    void verifyRenamesAndFindsNothingWrong() throws IOException {
        before(ARABIC, FOUR_ROWS, table -> append(table, 0, 10));
        try (FeatureCache cache = FeatureCache.open(folder)) {
            assertThat(cache.verify(false, Progress.NONE)).isEqualTo(new Verification(1, 10, List.of()));
        }
        assertThat(segments()).containsExactly("0000.npy", "0001.npy", "0002.npy");
    }

    @Test
    void verifyRenamesNothingBeforeADamagedIndexIsRepaired() throws IOException {
        before(ARABIC, FOUR_ROWS, table -> append(table, 0, 10));
        Path index = space().resolve("index.bin");
        byte[] bytes = Files.readAllBytes(index);
        bytes[(int) IndexFile.offset(1)] ^= 1;
        Files.write(index, bytes);
        Files.copy(segment(ARABIC, 1), segment("en", 1));
        blot(segment("en", 1), 2); // what is known of the index, up to the damage, does not tell
        try (FeatureCache cache = FeatureCache.open(folder)) {
            assertThat(cache.verify(false, Progress.NONE).problems()).isNotEmpty();
            assertThat(segments()).hasSize(4);
            assertThat(cache.verify(true, Progress.NONE).problems())
                    .containsExactly(new Verification.Problem(
                            index, "1 entries are not what was written; the first is number 1", true));
        }
        assertRows(0, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aLostIndexIsALossAlsoThere() throws IOException {
        before(ARABIC, FOUR_ROWS, table -> append(table, 0, 10));
        Files.delete(space().resolve("index.bin"));
        try (FeatureCache cache = FeatureCache.open(folder)) {
            assertThat(cache.verify(true, Progress.NONE).problems())
                    .containsExactly(new Verification.Problem(space(), "its description or index is lost", true));
        }
        assertThat(space()).doesNotExist();
    }

    @Test
    void infoCountsTheirBytesAndRenamesNothing() throws IOException {
        before("en", FOUR_ROWS, table -> append(table, 0, 10));
        try (FeatureCache cache = FeatureCache.open(folder)) {
            List<FeatureCache.SpaceUse> use = cache.spaces();
            for (int i = 0; i < 3; i++) {
                Files.move(segment("en", i), segment(ARABIC, i));
            }
            assertThat(cache.spaces()).isEqualTo(use);
        }
        assertThat(segments()).noneMatch(name -> name.matches("[0-9]+\\.npy"));
    }

    @Test
    void clearDeletesThem() throws IOException {
        before(ARABIC, FOUR_ROWS, table -> append(table, 0, 10));
        Files.writeString(space().resolve(".\u0660\u0660\u0660\u0661.npy.123-4.tmp"), "left by a killed program");
        try (FeatureCache cache = FeatureCache.open(folder)) {
            long bytes = cache.spaces().get(0).bytes();
            assertThat(cache.clear(Optional.empty())).isEqualTo(new FeatureCache.Cleared(1, bytes));
        }
        assertThat(space()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {ARABIC, "fa-IR", "th-TH-u-nu-thai", "tr-TR"})
    void noLanguageGivesOtherNames(String language) throws IOException {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try (FeatureCache cache = FeatureCache.open(folder, FOUR_ROWS)) {
            append(cache.table(SPACE), 0, 10);
        } finally {
            Locale.setDefault(usual);
        }
        assertThat(segments()).containsExactly("0000.npy", "0001.npy", "0002.npy");
        assertRows(upTo(10));
    }

    /** Opens a cache and says which rows are there. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws IOException {
            try (FeatureCache cache = FeatureCache.open(Path.of(args[0]))) {
                System.out.print(present(cache.table(SPACE), 40));
            }
        }
    }

    @Test
    void theyAreFoundWhereTheSystemTakesNamesForAscii() throws Exception {
        before(ARABIC, FOUR_ROWS, table -> append(table, 0, 10));
        ProcessBuilder reader = CacheTests.java("-Xmx64m", Reader.class, folder);
        reader.environment().put("LC_ALL", "C");
        Process running = reader.start();
        assertThat(new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
        assertThat(running.waitFor()).isZero();
        assertRows(upTo(10));
    }
}
