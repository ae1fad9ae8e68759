package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.image.file.SkippedFile;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real images: POLEN23E (Gonçalves et al., PLOS ONE 11(6):e0157044, 2016), and fields with many grains. */
@Tag("slow")
class PollenTest {
    private static final Path DATA = Path.of(System.getProperty("exina.shared", "../../shared"), "data");

    @TempDir
    private Path temp;

    private static Path data(String name) {
        Path folder = DATA.resolve(name);
        assumeTrue(Files.isDirectory(folder), "needs " + folder.toAbsolutePath());
        return folder;
    }

    private static List<Audit.Finding> of(Audit audit, Audit.Kind kind) {
        return audit.findings().stream().filter(f -> f.kind() == kind).toList();
    }

    @Test
    void polen23eIsListedWhole() throws IOException {
        Dataset data = Dataset.open(data("polen23e"));

        assertThat(data.size()).isEqualTo(805);
        assertThat(data.classes()).hasSize(23).startsWith("anadenanthera").endsWith("urochloa");
        for (int c = 0; c < 23; c++) {
            int label = c;
            assertThat(Arrays.stream(data.labels()).filter(l -> l == label)).hasSize(35);
        }
        assertThat(data.skipped())
                .extracting(SkippedFile::path, SkippedFile::kind)
                .containsExactly(
                        tuple("SOURCE.txt", SkippedFile.Kind.NOT_A_PICTURE),
                        tuple("TIFF_NAMED_JPG.txt", SkippedFile.Kind.NOT_A_PICTURE));
    }

    @Test
    void whatIsWrongWithPolen23eIsFound() throws IOException {
        Inspection inspection = Inspection.of(Dataset.open(data("polen23e")), Progress.NONE);
        Audit audit = Auditor.audit(inspection, Audit.Settings.DEFAULT);
        List<String> tiff = Files.readAllLines(DATA.resolve("polen23e/TIFF_NAMED_JPG.txt"));

        assertThat(of(audit, Audit.Kind.UNREADABLE)).isEmpty();
        assertThat(of(audit, Audit.Kind.EXACT_DUPLICATE))
                .containsExactly(new Audit.Finding(
                        Audit.Kind.EXACT_DUPLICATE,
                        List.of("mimosa/mimosa_ditans (23).jpg", "mimosa/mimosa_ditans (25).jpg"),
                        "the same file twice"));
        assertThat(of(audit, Audit.Kind.WRONG_EXTENSION)).hasSize(57).allSatisfy(finding -> {
            assertThat(finding.detail()).isEqualTo("is TIFF, but the name says JPEG");
            assertThat(tiff).anyMatch(line -> line.contains(finding.paths().get(0)));
        });
        assertThat(of(audit, Audit.Kind.TWO_LABELS))
                .as("different types are never one grain")
                .isEmpty();
        assertThat(inspection.nearDuplicates()).as("grains photographed twice").hasSize(55);
        assertThat(audit.groups()).isEqualTo(805 - 1 - 55);
    }

    @Test
    void aClassCopiedUnderAnotherNameIsFound() throws IOException {
        Path tridax = data("polen23e").resolve("tridax");
        for (String name : List.of("tridax", "urochloa")) {
            Path folder = Files.createDirectory(temp.resolve(name));
            try (Stream<Path> images = Files.list(tridax)) {
                for (Path image : images.toList()) {
                    Files.copy(
                            image, folder.resolve(image.getFileName().toString().replace("tridax", name)));
                }
            }
        }
        Audit audit = Auditor.audit(Dataset.open(temp), Audit.Settings.DEFAULT, Progress.NONE);

        assertThat(of(audit, Audit.Kind.TWO_LABELS).stream()
                        .filter(finding ->
                                finding.detail().equals("the same file twice, under the labels tridax, urochloa")))
                .hasSize(35);
        assertThat(audit.groups()).isLessThanOrEqualTo(35);
    }

    @Test
    void foldsOfPolen23eKeepGrainsTogether() throws IOException {
        Dataset data = Dataset.open(data("polen23e"));
        Inspection inspection = Inspection.of(data, Progress.NONE);
        int[] groups = Groups.of(inspection, Optional.empty()).groupOf();
        Folds folds = Folds.stratified(data, Groups.of(inspection, Optional.empty()), 10, 1);

        FoldsTest.assertNoneTorn(
                groups, IntStream.range(0, 805).map(folds::foldOf).toArray());
        for (int fold = 0; fold < 10; fold++) {
            assertThat(folds.test(fold).length).isBetween(78, 83);
            assertThat(Arrays.stream(folds.test(fold))
                            .map(i -> data.labels()[i])
                            .distinct())
                    .hasSize(23);
        }
    }

    /** Some fields are crops of one field: their names agree up to {@code _jpg.rf.}. */
    @Test
    void cropsOfOneFieldStayTogether() throws IOException {
        Path slides = data("slides");
        Map<String, String> first = new HashMap<>(); // a class that stands in each field
        for (String line :
                Files.readAllLines(slides.resolve("boxes.csv")).stream().skip(1).toList()) {
            first.putIfAbsent(line.substring(0, line.indexOf(',')), line.substring(line.lastIndexOf(',') + 1));
        }
        StringBuilder manifest = new StringBuilder("path,label\n");
        Set<String> sources = new HashSet<>();
        Pattern source = Pattern.compile("^(.+?)_jpg\\.rf\\.");
        List<Path> images;
        try (Stream<Path> all = Files.walk(slides)) {
            images = all.filter(file -> first.containsKey(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        for (Path image : images) {
            String name = image.getFileName().toString();
            manifest.append('"')
                    .append(image.toAbsolutePath())
                    .append("\",")
                    .append(first.get(name))
                    .append('\n');
            sources.add(name.replaceFirst("_jpg\\.rf\\..*", ""));
        }
        Dataset data = Dataset.open(Files.writeString(temp.resolve("slides.csv"), manifest));
        Groups groups = Groups.of(Inspection.ofGrouped(data, Progress.NONE), Optional.of(source));

        assertThat(data.size()).isEqualTo(images.size()).isGreaterThan(900);
        assertThat(groups.count()).isEqualTo(sources.size()).isLessThan(data.size());
    }
}
