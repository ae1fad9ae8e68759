package org.exina.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.dataset.Dataset;
import org.exina.dataset.Sample;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageSource;
import org.exina.labelling.Sheet;
import org.exina.synthetic.SampleFolder;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingTest {
    @TempDir
    private Path folder;

    private final Map<String, String> truth = new HashMap<>(); // by name
    private Exina exina;
    private Path images;
    private Path journal;

    @BeforeEach
    void draw() throws IOException {
        exina = Exina.open(folder.resolve("home"), Progress.NONE, note -> {});
        exina.samples().grains(folder.resolve("classes"), new SampleFolder.Settings(3, 10, 1));
        images = Files.createDirectories(folder.resolve("images"));
        journal = folder.resolve("labels.jsonl");
        for (Sample sample : Dataset.open(folder.resolve("classes")).samples()) {
            String name = String.format(Locale.ROOT, "%02d.png", truth.size());
            Files.copy(sample.source().file().orElseThrow(), images.resolve(name));
            truth.put(name, sample.label());
        }
    }

    @AfterEach
    void close() {
        exina.close();
    }

    private Labelling open() throws IOException {
        return exina.label(images, journal, Recipe.DEFAULT);
    }

    /** Names a sheet by what most of it are and throws the others out. */
    private void look(Labelling work, Sheet sheet) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        sheet.images().forEach(i -> counts.merge(truth(work, i), 1, Integer::sum));
        String name =
                Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
        work.name(
                sheet,
                name,
                sheet.images().stream()
                        .filter(i -> !truth(work, i).equals(name))
                        .toList(),
                "Ana");
    }

    private String truth(Labelling work, int image) {
        return truth.get(work.images().get(image).name());
    }

    private void finish(Labelling work) throws IOException {
        for (Optional<Sheet> sheet = work.next(); sheet.isPresent(); sheet = work.next()) {
            look(work, sheet.get());
        }
    }

    @Test
    void aFolderWithoutLabelsBecomesADataSet() throws IOException {
        Labelling work = open();
        work.aimAt(1);
        finish(work);
        assertThat(work.state()).isEqualTo(new Labelling.State(30, 30, 1));
        work.writeManifest(folder.resolve("labels.csv"), false);
        Dataset written = Dataset.open(folder.resolve("labels.csv"));
        assertThat(written.size()).isEqualTo(30);
        assertThat(written.samples())
                .allSatisfy(sample -> assertThat(sample.label())
                        .isEqualTo(truth.get(sample.source()
                                .file()
                                .orElseThrow()
                                .getFileName()
                                .toString())));
        work.writeManifest(folder.resolve("labels.csv"), false); // its own table may be replaced
        work.writeFolder(folder.resolve("sorted"), false);
        Dataset copied = Dataset.open(folder.resolve("sorted"));
        assertThat(copied.classes()).isEqualTo(written.classes());
        assertThat(copied.size()).isEqualTo(30);
        assertThat(images).isDirectoryContaining(file -> file.endsWith("00.png"));
    }

    @Test
    void whoOpensTheJournalAgainIsShownTheSameSheet() throws IOException {
        Labelling work = open();
        look(work, work.next().orElseThrow());
        look(work, work.next().orElseThrow());
        Labelling again = open();
        assertThat(again.state()).isEqualTo(work.state());
        assertThat(again.next()).isEqualTo(work.next());
        again.undo("Ana");
        assertThat(open().labels().steps()).hasSize(1);
    }

    @Test
    void imagesThatShowTheSameAreShownOnceAndLabelledTogether() throws IOException {
        Files.copy(images.resolve("00.png"), images.resolve("00 copy.png"));
        truth.put("00 copy.png", truth.get("00.png"));
        Labelling work = open();
        work.aimAt(1);
        assertThat(work.alike(0)).containsExactly(0, 1);
        List<Integer> shown = new ArrayList<>();
        for (Optional<Sheet> sheet = work.next(); sheet.isPresent(); sheet = work.next()) {
            shown.addAll(sheet.get().images());
            look(work, sheet.get());
        }
        assertThat(shown).contains(0).doesNotContain(1);
        assertThat(work.labelled(false)).hasSize(31);
    }

    @Test
    void guessesAreWrittenAsSuchWhereTheyAreWanted() throws IOException {
        Labelling work = open();
        while (work.labels().classes().size() < 2) {
            look(work, work.next().orElseThrow());
        }
        assertThat(work.labelled(false)).hasSize(work.state().labelled());
        assertThat(work.labelled(true)).hasSize(30);
        work.writeManifest(folder.resolve("labels.csv"), true);
        assertThat(folder.resolve("labels.csv"))
                .content()
                .contains("taken for it with ")
                .contains("Ana, 20");
    }

    @Test
    void aGroupIsNamedByOneOfItsImagesAtLeast() throws IOException {
        Labelling work = open();
        Sheet sheet = work.next().orElseThrow();
        assertThatThrownBy(() -> work.name(sheet, "Betula", sheet.images(), "Ana"))
                .hasMessage("expected an image of the label in a group, got all thrown out");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Labelling work = open();
        work.name(0, "Betula", "");
        Path mine = Files.writeString(folder.resolve("mine.csv"), "path,label\nimages/00.png,Betula\n");
        assertThatThrownBy(() -> work.writeManifest(mine, false))
                .hasMessage(
                        mine + ": is there already and is no table of labels of Exina's; choose another name, or remove"
                                + " it first");
        assertThatThrownBy(() -> work.writeFolder(images, false))
                .hasMessageEndingWith("expected a new folder or an empty one, nothing is overwritten");
    }

    @Test
    void uploadsAreLabelledAndWrittenInsideTheFolderWhateverTheyAreCalled() throws IOException {
        List<ImageSource> uploads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] pixels = new byte[3 * 40 * 40];
            for (int j = 0; j < pixels.length; j++) {
                pixels[j] = (byte) (j * (i + 3) % 251);
            }
            uploads.add(ImageSource.of("../../" + "<b>" + i + "\\..\\x", RgbImage.of(40, 40, pixels)));
        }
        Labelling work = exina.label("uploads", uploads, journal, Recipe.DEFAULT);
        for (int i = 0; i < 4; i++) {
            work.name(i, i % 2 == 0 ? "even" : "odd", "");
        }
        work.writeFolder(folder.resolve("out"), false);
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.resolve("out").relativize(file).toString()))
                    .containsExactlyInAnyOrder("even/b_0/x.png", "even/b_2/x.png", "odd/b_1/x.png", "odd/b_3/x.png");
        }
        assertThatThrownBy(() -> work.writeManifest(folder.resolve("labels.csv"), false))
                .hasMessageEndingWith("is no file that a table can name; write the images into a folder instead");
    }

    @Test
    void whatCannotBeLabelledIsTold() throws IOException {
        Path few = Files.createDirectories(folder.resolve("few"));
        Files.copy(images.resolve("00.png"), few.resolve("a.png"));
        Files.writeString(few.resolve("b.png"), "no image");
        assertThatThrownBy(() -> exina.label(few, journal, Recipe.DEFAULT))
                .hasMessageStartingWith(
                        few + ": expected at least 3 different images that can be read, found 1; b.png ");
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> exina.label(none, journal, Recipe.DEFAULT))
                .hasMessage(none + ": is no folder; expected one with images");
    }

    @Test
    void anUnreadableImageIsLeftOutAndListed() throws IOException {
        Files.writeString(images.resolve("broken.png"), "no image");
        Labelling work = open();
        assertThat(work.images()).hasSize(30);
        assertThat(work.skipped()).anySatisfy(file -> assertThat(file.path()).isEqualTo("broken.png"));
    }
}
