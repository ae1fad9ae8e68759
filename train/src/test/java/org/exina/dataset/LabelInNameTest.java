package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.image.file.SkippedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelInNameTest {
    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() {
        folder = new ImageFolder(root);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Dataset.open(root))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "croton_12.jpg, croton",
        "senegalia (3).jpg, senegalia",
        "Quercus robur L. 7.png, Quercus robur L",
        "mimosa_ditans (23).jpg, mimosa_ditans",
        "a1b2-003.tif, a1b2",
        "croton.jpg, croton",
        "croton_1_2.jpg, croton",
        "type2_003.jpg, type2",
        "type 2 (3).jpg, type",
        "croton #4.jpg, croton",
        "croton[5].jpg, croton",
        "Ольха٣.png, Ольха",
        "12.jpg, ''",
        "(3).jpg, ''",
        "croton 8, croton",
    })
    void theNameWithoutItsNumberIsTheLabel(String fileName, String label) {
        assertThat(PathNames.labelOfFile(fileName)).isEqualTo(label);
    }

    @Test
    void aFolderOfImagesIsReadByName() throws IOException {
        Dataset data = folder.images("croton_1.jpg", "croton_2.jpg", "senegalia (3).jpg", "12.jpg")
                .open();

        assertThat(data.layout()).isEqualTo(Layout.LABEL_IN_NAME);
        assertThat(data.layout().title()).isEqualTo("the label in the file name");
        assertThat(data.classes()).containsExactly("croton", "senegalia");
        assertThat(data.relativePaths()).containsExactly("croton_1.jpg", "croton_2.jpg", "senegalia (3).jpg");
        assertThat(data.skipped())
                .containsExactly(new SkippedFile(
                        "12.jpg",
                        SkippedFile.Kind.NO_LABEL,
                        "has no label in its name; expected one as in croton_12.jpg"));
    }

    @Test
    void aFolderWithoutImagesBesideThemIsTold() throws IOException {
        folder.text("notes/a.txt", "x");
        Dataset data = folder.images("a_1.jpg", "a_2.jpg", "b_1.jpg").open();

        assertThat(data.skipped()).contains(new SkippedFile("notes", SkippedFile.Kind.FOLDER, "holds no image"));
    }

    @Test
    void aDifferentNameInEachIsNoLabel() throws IOException {
        folder.images("one.jpg", "two.jpg", "three.jpg");
        assertRefused("expected the labels of at least 2 classes in the file names, as in croton_12.jpg, found a"
                + " different one in each, 3 [one, three, two]; or put the images of each class in a folder of its"
                + " own");
    }

    @Test
    void oneLabelIsNotEnough() throws IOException {
        folder.images("IMG_1.jpg", "IMG_2.jpg");
        assertRefused("expected the labels of at least 2 classes in the file names, as in croton_12.jpg, found 1 [IMG];"
                + " or put the images of each class in a folder of its own");
    }

    @Test
    void numbersAloneAreNoLabels() throws IOException {
        folder.images("1.jpg", "2.jpg");
        assertRefused("expected the labels of at least 2 classes in the file names, as in croton_12.jpg, found 0 [];"
                + " or put the images of each class in a folder of its own");
    }
}
