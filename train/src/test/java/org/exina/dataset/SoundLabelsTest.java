package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.exina.image.file.SkippedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundLabelsTest {
    private static final String HEIC = "\0\0\0\030ftypheic\0\0\0\0";

    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() {
        folder = new ImageFolder(root);
    }

    private Dataset open(int level, int minImages) throws IOException {
        return Dataset.open(root, new DatasetReading(level, minImages, false, 0, false));
    }

    @Test
    void aClassThatLosesAllItsImagesIsRefused() throws IOException {
        folder.images("a/1.png", "b/1.png");
        folder.text("Betula/IMG_1.HEIC", HEIC);
        folder.text("Betula/IMG_2.HEIC", HEIC);
        Dataset data = folder.open();

        assertThatThrownBy(data::requireSound)
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": the class Betula loses 2 of 2 images (Betula/IMG_1.HEIC is no image that Exina"
                        + " reads: it is a HEIC image (as iPhones make them); expected JPEG, PNG, TIFF, BMP, GIF or"
                        + " WebP); mend these files, save them in a format that is read, or move those that are not"
                        + " wanted out of the data");
    }

    @Test
    void aClassThatLosesHalfIsRefusedAndOneThatLosesLessIsNot() throws IOException {
        folder.images("a/1.png", "a/2.png", "b/1.png", "b/2.png");
        folder.text("a/3.jpg", "no image");
        folder.open().requireSound();
        folder.text("a/4.jpg", "no image");

        assertThatThrownBy(folder.open()::requireSound)
                .hasMessageContaining("the class a loses 2 of 4 images (a/3.jpg ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/1.czi", "a/notes.txt", "papers/read me.txt"})
    void whatIsMissedByNobodyIsNoLoss(String path) throws IOException {
        folder.images("a/1.png", "b/1.png");
        folder.text(path, "something else");

        assertThat(folder.open().requireSound().classes()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"betula, \"betula\"", "'Betula\u00a0', \"Betula<U+00A0>\"", "'Bet\u200bula', \"Bet<U+200B>ula\""})
    void labelsThatLookAlikeAreRefused(String twin, String visible) throws IOException {
        folder.images("Betula/1.png", "Betula/2.png", twin + "/1.png", "tilia/1.png");
        Dataset data = folder.open();

        assertThat(data.classes()).hasSize(3);
        assertThatThrownBy(data::requireSound)
                .hasMessageStartingWith(root + ": labels that look alike: \"Betula\" (2 images), ")
                .hasMessageContaining(visible + " (1 image)")
                .hasMessageEndingWith(
                        "; give the images of one class one label, and other classes labels that differ by"
                                + " more than capitals and blanks");
        assertThat(LabelTwins.of(twin, List.of("Betula", "tilia"))).contains("Betula");
    }

    @Test
    void aClassWithTheNameOfWhatNoModelKnowsIsRefused() throws IOException {
        folder.images("Betula/1.png", "Unknown/1.png");
        Dataset data = folder.open();

        assertThatThrownBy(data::requireSound)
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        root + ": a class is called \"Unknown\", which is what a model answers to an image that is of"
                                + " none of its classes; rename it, such as \"other\", or leave it out");
    }

    @Test
    void foldersThatAreOneClassAreTold() throws IOException {
        String composed = "Ast\u00e9";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        folder.images(composed + "/1.png", decomposed + "/1.png", "tilia/1.png", "tilia /2.png");
        Dataset data = folder.open().requireSound();

        assertThat(data.classes()).containsExactly(composed, "tilia");
        assertThat(data.joined()).containsOnlyKeys(composed, "tilia");
        assertThat(data.joined().get("tilia")).containsExactly("tilia", "tilia ");
        assertThat(data.joined().get(composed))
                .extracting(LabelTwins::visible)
                .containsExactly("\"Aste<U+0301>\"", "\"" + composed + "\"");
    }

    @Test
    void theLevelOfTheClassesIsChosen() throws IOException {
        folder.images("Betulaceae/Alnus/glutinosa/1.png", "Betulaceae/Betula/pendula/1.png", "Fagaceae/2.png")
                .images("Fagaceae/Fagus/sylvatica/1.png");

        assertThat(open(1, 1).classes()).containsExactly("Betulaceae", "Fagaceae");
        assertThat(open(1, 1).deeper())
                .containsExactly(List.of("Alnus", "Betula", "Fagus"), List.of("glutinosa", "pendula", "sylvatica"));
        assertThat(open(2, 1).classes()).containsExactly("Alnus", "Betula", "Fagus");
        assertThat(open(2, 1).skipped())
                .containsExactly(
                        new SkippedFile("Fagaceae/2.png", SkippedFile.Kind.NO_LABEL, "lies in no folder of level 2"));
        assertThat(open(3, 1).classes()).containsExactly("glutinosa", "pendula", "sylvatica");
        assertThatThrownBy(() -> open(4, 1))
                .hasMessage(root + ": expected the classes in folders of level 4, found none with images; level 1 is"
                        + " the outermost");
    }

    @Test
    void foldersOfOneNameAreOneClassAndTold() throws IOException {
        folder.images("train/a/1.png", "test/a/2.png", "train/b/1.png");

        assertThat(open(2, 1).classes()).containsExactly("a", "b");
        assertThat(open(2, 1).joined().get("a")).containsExactly("test/a", "train/a");
    }

    @Test
    void classesWithFewImagesAreLeftOutAndTold() throws IOException {
        folder.images("a/1.png", "a/2.png", "b/1.png", "b/2.png", "c/1.png");
        Dataset data = open(1, 2);

        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(data.skipped())
                .containsExactly(new SkippedFile("c/1.png", SkippedFile.Kind.FEW, "is of c with 1 image"));
        assertThatThrownBy(() -> open(1, 3))
                .hasMessage(root + ": expected at least 2 classes with at least 3 images, found 0; the largest are"
                        + " \"a\" (2 images), \"b\" (2 images), \"c\" (1 image)");
    }
}
