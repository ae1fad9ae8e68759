package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.slides.CountedField;
import org.exina.slides.FieldFile;
import org.exina.slides.Grain;
import org.exina.slides.annotation.Corrections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectedCountTest {
    private static final List<String> CLASSES = List.of("Alnus", "Betula");

    @TempDir
    private Path temp;

    private Corrections corrections(String... rows) throws IOException {
        Path file = temp.resolve("corrections.csv");
        Files.writeString(file, String.join(",", Corrections.HEADER) + "\n" + String.join("\n", rows) + "\n");
        return Corrections.read(file);
    }

    private static Grain grain(int x, int side, String label) {
        return new Grain(new Box(x, 10, side, side), label, 0.8, "Betula", 0.2, 100);
    }

    private static CountedField field(Grain... grains) {
        return new CountedField("a.jpg", Path.of("a.jpg"), 400, 300, Arrays.asList(grains), List.of());
    }

    private List<String> corrected(CountedField field, String... rows) throws IOException {
        return CorrectedCount.of(List.of(field), CLASSES, corrections(rows)).fields().get(0).grains().stream()
                .map(grain -> grain.box().x() + " " + grain.label() + (grain.byPerson() ? " by person" : ""))
                .toList();
    }

    @Test
    void aPersonsWordIsFinalAndTheRestStays() throws IOException {
        assertThat(corrected(
                        field(grain(10, 40, "Alnus"), grain(100, 40, "Betula"), grain(200, 40, "unknown")),
                        "a.jpg,10,10,40,40,Alnus,Tilia",
                        "a.jpg,100,10,40,40,Betula,debris",
                        "a.jpg,200,10,40,40,unknown,"))
                .containsExactly("10 Tilia by person", "100 debris by person", "200 unknown");
    }

    @Test
    void itHoldsForWhatAnotherModelFindsThere() throws IOException {
        assertThat(corrected(
                        field(grain(13, 38, "unknown"), grain(40, 10, "Betula"), grain(100, 40, "Alnus")),
                        "a.jpg,10,10,40,40,Alnus,Betula",
                        "a.jpg,200,50,40,40,Alnus,Alnus",
                        "a.jpg,300,50,40,40,Alnus,debris"))
                .as(
                        "a part of a grain goes with it, one that is not found again stays, debris that is not found is none")
                .containsExactly("13 Betula by person", "100 Alnus", "200 Alnus by person");
    }

    @Test
    void aFieldIsKnownByTheFolderThatStandsBeforeItsName() throws IOException {
        CountedField field = new CountedField(
                "1.png", temp.resolve("a/1.png"), 400, 300, List.of(grain(10, 40, "Alnus")), List.of());
        CorrectedCount count = CorrectedCount.of(
                List.of(field),
                CLASSES,
                corrections("a/1.png,10,10,40,40,Alnus,Tilia", "b/1.png,10,10,40,40,Alnus,Tilia"));

        assertThat(count.byPerson()).isEqualTo(1);
        assertThat(count.notCounted()).containsExactly("b/1.png");
    }

    @Test
    void markedGrainsAreCounted() throws IOException {
        CorrectedCount count = CorrectedCount.of(
                List.of(field(grain(10, 40, "Alnus"))), CLASSES, corrections("a.jpg,200,50,40,40,,betula"));

        assertThat(count.byPerson()).isEqualTo(1);
        assertThat(count.fields().get(0).grains().get(1))
                .isEqualTo(new Grain(new Box(200, 50, 40, 40), "Betula", 1, "", 0, 1257, "", true));
    }

    @Test
    void namesOfAPersonStandBehindTheClasses() throws IOException {
        Corrections corrections = corrections(
                "a.jpg,10,10,40,40,Alnus,Tilia",
                "a.jpg,100,10,40,40,Betula,alnus",
                "a.jpg,200,10,40,40,Betula,debris",
                "a.jpg,250,10,40,40,Betula,Picea",
                "a.jpg,300,10,40,40,Betula,");

        assertThat(CorrectedCount.classes(CLASSES, corrections)).containsExactly("Alnus", "Betula", "Picea", "Tilia");
    }

    @Test
    void fieldsThatWereNotCountedAreNamed() throws IOException {
        Corrections corrections = corrections("a.jpg,10,10,40,40,Alnus,Tilia", "b.jpg,10,10,40,40,Alnus,Tilia");

        assertThat(CorrectedCount.of(List.of(field(grain(10, 40, "Alnus"))), CLASSES, corrections)
                        .notCounted())
                .containsExactly("b.jpg");
    }

    @Test
    void correctionsOfOtherFieldsAreRefused() throws IOException {
        Corrections corrections = corrections("b.jpg,10,10,40,40,Alnus,Tilia");

        assertThatThrownBy(() -> CorrectedCount.of(List.of(field()), CLASSES, corrections))
                .isInstanceOf(DatasetException.class)
                .hasMessage(corrections.file()
                        + ": corrects [b.jpg], and none of these is among the 1 fields counted (a.jpg); expected"
                        + " corrections of these fields, named as the count names them");
        FieldFile file = new FieldFile("a.jpg", Path.of("a.jpg"), List.of(Path.of("a.jpg")), false);
        assertThatThrownBy(() -> CorrectedCount.requireSome(List.of(file), corrections))
                .hasMessageContaining("corrects [b.jpg], and none of these is among the 1 fields counted (a.jpg)");
    }

    @Test
    void boxesOutsideTheFieldAreRefused() throws IOException {
        Corrections corrections = corrections("a.jpg,500,10,40,40,Alnus,Tilia");

        assertThatThrownBy(() -> CorrectedCount.of(List.of(field()), CLASSES, corrections))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(corrections.file() + ": line 2: ")
                .hasMessageEndingWith(
                        " lies outside a.jpg, which has 400 x 300 pixels; expected the corrections of this image");
    }
}
