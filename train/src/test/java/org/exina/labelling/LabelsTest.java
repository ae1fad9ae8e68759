package org.exina.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    @TempDir
    Path folder;

    private Labels labels;

    @BeforeEach
    void open() throws IOException {
        labels = opened("labels.jsonl");
    }

    private Labels opened(String name) throws IOException {
        return Labels.open(folder.resolve(name), Clock.fixed(Instant.parse("2026-03-01T10:00:00.5Z"), ZoneOffset.UTC));
    }

    private static List<LabelEvent.Image> images(String... names) {
        return Arrays.stream(names)
                .map(name -> new LabelEvent.Image("sha of " + name, name, "", 0.0))
                .toList();
    }

    private static void give(Labels labels, String label, String... names) throws IOException {
        labels.give(label, images(names), List.of(), "", "Ana");
    }

    private static Optional<String> label(Labels labels, String name) {
        return labels.of("sha of " + name).map(Labels.Label::label);
    }

    @Test
    void whoOpensTheJournalAgainGoesOnWithAllLabels() throws IOException {
        give(labels, " Betula ", "a", "b");
        labels.give("Alnus", images("c"), images("d"), "", "Ben");
        Labels again = opened("labels.jsonl");
        assertThat(again.of("sha of a")).contains(new Labels.Label("Betula", "Ana", "2026-03-01T10:00:00Z", ""));
        assertThat(again.of("sha of c")).contains(new Labels.Label("Alnus", "Ben", "2026-03-01T10:00:00Z", ""));
        assertThat(again.of("sha of d")).isEmpty();
        assertThat(again.known(List.of("sha of a", "sha of d")).labels()).containsExactly("Betula", "");
        assertThat(again.known(List.of("sha of a", "sha of d")).refused()).containsExactly(Set.of(), Set.of("Alnus"));
        assertThat(again.classes()).containsExactly("Alnus", "Betula");
        assertThat(again.steps()).isEqualTo(labels.steps());
    }

    @Test
    void aJournalCutAtAnyByteKeepsEveryWholeStepAndGoesOn() throws IOException {
        give(labels, "Betula", "a", "b");
        give(labels, "Corylus é", "c");
        labels.undo("Ana");
        give(labels, "Alnus", "d");
        byte[] all = Files.readAllBytes(folder.resolve("labels.jsonl"));
        for (int length = 0; length <= all.length; length++) {
            byte[] cut = Arrays.copyOf(all, length);
            Path file = Files.write(folder.resolve("cut.jsonl"), cut);
            Labels kept = opened("cut.jsonl");
            long whole = whole(cut, all);
            assertThat(label(kept, "a").isPresent()).as("cut at %d", length).isEqualTo(whole >= 1);
            assertThat(label(kept, "c").isPresent()).as("cut at %d", length).isEqualTo(whole == 2);
            assertThat(label(kept, "d").isPresent()).as("cut at %d", length).isEqualTo(whole == 4);
            if (length < 20 || length > all.length - 200) { // each waits for the disk
                give(kept, "Pinus", "e");
                Labels again = Labels.open(file);
                assertThat(again.steps()).as("cut at %d", length).isEqualTo(kept.steps());
                assertThat(label(again, "e")).as("cut at %d", length).contains("Pinus");
            }
        }
    }

    /** Lines that are there, with or without their ends. */
    private static long whole(byte[] cut, byte[] all) {
        long ended = Stream.iterate(0, i -> i < cut.length, i -> i + 1)
                .filter(i -> cut[i] == '\n')
                .count();
        return ended + (cut.length < all.length && all[cut.length] == '\n' ? 1 : 0);
    }

    @Test
    void undoBringsBackWhatAStepReplaced() throws IOException {
        give(labels, "Betula", "a", "b");
        give(labels, "Alnus", "b");
        assertThat(labels.undo("Ana").orElseThrow().label()).isEqualTo("Alnus");
        assertThat(label(labels, "b")).contains("Betula");
        assertThat(label(opened("labels.jsonl"), "b")).contains("Betula");
        labels.undo("Ana");
        assertThat(labels.classes()).isEmpty();
        assertThat(labels.undo("Ana")).isEmpty();
    }

    @Test
    void anImageThatIsThrownOutLosesThatLabelAlone() throws IOException {
        give(labels, "Betula", "a", "b");
        labels.give("Betula", images("c"), images("a"), "", "Ana");
        labels.give("Alnus", images("d"), images("b"), "", "Ana");
        assertThat(label(labels, "a")).isEmpty();
        assertThat(label(labels, "b")).contains("Betula");
    }

    @Test
    void labelsThatNoFolderCanHaveAreRefused() {
        assertThatThrownBy(() -> give(labels, " ", "a"))
                .isInstanceOf(ExinaException.class)
                .hasMessage("the label is blank; expected the name of a class");
        assertThatThrownBy(() -> give(labels, "Betula/Alnus", "a"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        "a class cannot be called \"Betula/Alnus\": its folder cannot be named so; choose another name");
        assertThat(labels.steps()).isEmpty();
    }

    @Test
    void aLabelThatLooksLikeAnotherIsRefused() throws IOException {
        give(labels, "Betula", "a");
        assertThatThrownBy(() -> give(labels, "betula", "b"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        "the label \"betula\" looks like \"Betula\", which was given before; take that one, or one that"
                                + " differs by more than capitals and blanks");
    }

    @Test
    void aFileThatIsNoJournalIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "my notes");
        assertThatThrownBy(() -> Labels.open(file))
                .hasMessage(file + ": is there already and is no list of what was done before work was stopped; choose"
                        + " another name, or remove it first");
    }

    @Test
    void twoPeopleAreComparedByWhatTheImagesHold() throws IOException {
        give(labels, "Betula", "a", "b", "c", "x");
        give(labels, "Alnus", "d", "e");
        Labels other = opened("other.jsonl");
        give(other, "Betula", "a", "b");
        give(other, "Alnus", "c", "d", "e", "y");
        Agreement found = labels.compare(other);
        assertThat(found.both()).isEqualTo(5);
        assertThat(found.onlyFirst()).isEqualTo(1);
        assertThat(found.onlySecond()).isEqualTo(1);
        assertThat(found.agreed().value()).isEqualTo(0.8);
        assertThat(found.kappa().orElseThrow().value()).isEqualTo((0.8 - 0.48) / 0.52);
        assertThat(found.pairs()).containsExactly(new Agreement.Pair("Betula", "Alnus", 1));
        assertThat(found.disagreements()).containsExactly(new Agreement.Disagreement("c", "Betula", "Alnus"));
    }

    @Test
    void thoseWhoLabelledDifferentImagesHaveNoKappa() throws IOException {
        give(labels, "Betula", "a");
        Agreement found = labels.compare(opened("other.jsonl"));
        assertThat(found.both()).isZero();
        assertThat(found.kappa()).isEmpty();
    }
}
