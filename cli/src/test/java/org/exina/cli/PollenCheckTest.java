package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check on POLEN23E (Gonçalves et al., PLOS ONE 11(6):e0157044, 2016): what is known to be wrong with it. */
@Tag("slow")
class PollenCheckTest {
    private static final Path DATA = Path.of(System.getProperty("exina.shared", "../../shared"), "data", "polen23e");

    @TempDir
    private Path temp;

    @BeforeEach
    void needsTheImages() {
        assumeTrue(Files.isDirectory(DATA), () -> "no images at " + DATA + " (-Dexina.shared=FOLDER)");
    }

    private static List<List<String>> paths(JsonNode check, String kind) {
        List<List<String>> all = new ArrayList<>();
        for (JsonNode finding : check.path("findings")) {
            if (finding.path("kind").asText().equals(kind)) {
                List<String> paths = new ArrayList<>();
                finding.path("paths").forEach(path -> paths.add(path.asText()));
                all.add(paths);
            }
        }
        return all;
    }

    @Test
    void findsTheDuplicateAndTheMisnamedFiles() throws IOException {
        JsonNode check = Ran.exina("check", DATA, "--json").json();
        assertThat(check.path("pictures").asInt()).isEqualTo(805);
        assertThat(check.path("classes").size()).isEqualTo(23);
        assertThat(paths(check, "EXACT_DUPLICATE"))
                .containsExactly(List.of("mimosa/mimosa_ditans (23).jpg", "mimosa/mimosa_ditans (25).jpg"));
        List<List<String>> misnamed = Files.readAllLines(DATA.resolve("TIFF_NAMED_JPG.txt")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> List.of(line.strip()))
                .toList();
        assertThat(misnamed).hasSize(57);
        assertThat(paths(check, "WRONG_EXTENSION")).containsExactlyInAnyOrderElementsOf(misnamed);
        assertThat(check.path("counts").path("UNREADABLE").asInt()).isZero();
        assertThat(check.path("counts").path("TWO_LABELS").asInt()).isZero();
    }

    @Test
    void findsAClassThatStandsUnderTwoNames() throws IOException {
        Path dirty = temp.resolve("dirty");
        for (String label : List.of("croton", "tridax")) {
            copy(DATA.resolve(label), dirty.resolve(label));
        }
        copy(DATA.resolve("tridax"), dirty.resolve("urochloa"));
        Path page = temp.resolve("check.html");
        JsonNode check = Ran.exina("check", dirty, "--json", "--html", page).json();

        Set<String> inConflict = new HashSet<>();
        for (List<String> set : paths(check, "TWO_LABELS")) {
            assertThat(set).anyMatch(path -> path.startsWith("tridax/")).anyMatch(path -> path.startsWith("urochloa/"));
            inConflict.addAll(set);
        }
        assertThat(check.path("counts").path("TWO_LABELS").asInt()).isEqualTo(35);
        assertThat(inConflict)
                .hasSize(70)
                .containsExactlyInAnyOrderElementsOf(Stream.of("tridax", "urochloa")
                        .flatMap(label -> names(dirty.resolve(label)).map(name -> label + "/" + name))
                        .toList());
        assertThat(page).content().contains("The same image under two labels");
        assertThat(Files.size(page)).isLessThan(3_000_000);
    }

    private static Stream<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return Stream.of(names).sorted(Comparator.naturalOrder());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : names(from).toList()) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }
}
