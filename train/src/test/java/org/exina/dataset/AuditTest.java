package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.exina.dataset.Audit.Finding;
import org.exina.dataset.Audit.Kind;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final Audit.Settings NO_FEW = new Audit.Settings(32, 50_000_000, 0);

    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = new ImageFolder(root).images("a/1.png", "b/1.png");
    }

    private Audit audit(Audit.Settings settings) throws IOException {
        return Auditor.audit(folder.open(), settings, Progress.NONE);
    }

    private List<Finding> findings() throws IOException {
        return audit(NO_FEW).findings();
    }

    @Test
    void aCleanFolderHasNoFindings() throws IOException {
        folder.text("a/.hidden", "x");
        Audit audit = audit(NO_FEW);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.root()).isEqualTo(root.toString());
        assertThat(audit.layout()).isEqualTo(Layout.FOLDER_PER_CLASS);
        assertThat(audit.pictures()).isEqualTo(2);
        assertThat(audit.classes()).containsExactly(new Audit.ClassSize("a", 1), new Audit.ClassSize("b", 1));
        assertThat(audit.groups()).isEqualTo(2);
        assertThat(audit.ignored()).isEqualTo(1);
        assertThat(audit.counts())
                .containsOnlyKeys(Kind.values())
                .allSatisfy((kind, n) -> assertThat(n).isZero());
    }

    private static byte[] grey(int value) {
        byte[] pixels = new byte[80 * 80 * 3];
        Arrays.fill(pixels, (byte) value);
        return ImageEncoder.png(RgbImage.of(80, 80, pixels));
    }

    @Test
    void imagesThatShowNothingAreNamed() throws IOException {
        folder.file("a/black.png", grey(0));
        folder.file("a/dark.png", grey(16));
        folder.file("b/white.png", grey(255));

        assertThat(findings())
                .filteredOn(finding -> finding.kind() == Kind.EMPTY)
                .containsExactly(
                        new Finding(Kind.EMPTY, List.of("a/black.png"), "is black all over"),
                        new Finding(Kind.EMPTY, List.of("a/dark.png"), "is of one colour all over"),
                        new Finding(Kind.EMPTY, List.of("b/white.png"), "is white all over"));
    }

    @Test
    void aImageOfTwelveBitsInSixteenIsAlmostBlack() {
        byte[] grey = new byte[Thumbnail.PIXELS];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i % 16);
        }

        assertThat(Thumbnail.emptiness(grey)).contains("almost black: hardly a part of it is lighter than 15 of 255");
        grey[0] = (byte) 200;
        assertThat(Thumbnail.emptiness(grey)).as("one speck").isPresent();
        assertThat(Thumbnail.emptiness(Thumbnail.of(ImageFolder.blotches(1)))).isEmpty();
    }

    @Test
    void unreadableOnesAreListedWithTheirReason() throws IOException {
        folder.file("a/bomb.png", ImageFolder.bomb(60_000, 60_000));
        folder.file("b/empty.jpg", new byte[0]);

        assertThat(findings())
                .containsExactly(
                        new Finding(
                                Kind.UNREADABLE,
                                List.of("a/bomb.png"),
                                "declares 60000 x 60000 pixels (3600 megapixels), more than the limit of 400 megapixels;"
                                        + " make it smaller or cut it into parts"),
                        new Finding(
                                Kind.UNREADABLE,
                                List.of("b/empty.jpg"),
                                "is empty (0 bytes); expected an image: JPEG, PNG, TIFF, BMP, GIF or WebP"),
                        new Finding(Kind.ENORMOUS, List.of("a/bomb.png"), "60000 x 60000 pixels (3600 megapixels)"));
    }

    @Test
    void theSameFileUnderOneLabelIsADuplicate() throws IOException {
        Files.copy(root.resolve("a/1.png"), root.resolve("a/2.png"));
        assertThat(findings())
                .containsExactly(
                        new Finding(Kind.EXACT_DUPLICATE, List.of("a/1.png", "a/2.png"), "the same file twice"));

        Files.copy(root.resolve("a/1.png"), root.resolve("a/3.png"));
        assertThat(findings())
                .containsExactly(new Finding(
                        Kind.EXACT_DUPLICATE, List.of("a/1.png", "a/2.png", "a/3.png"), "the same file 3 times"));
    }

    @Test
    void theSameFileUnderTwoLabelsIsAConflict() throws IOException {
        Files.copy(root.resolve("a/1.png"), root.resolve("b/2.png"));

        assertThat(findings())
                .containsExactly(new Finding(
                        Kind.TWO_LABELS, List.of("a/1.png", "b/2.png"), "the same file twice, under the labels a, b"));
    }

    @Test
    void nearDuplicatesAreTold() throws IOException {
        folder.file("a/2.jpg", ImageEncoder.jpeg(ImageFolder.blotches(0), 0.9f));
        Finding copy = findings().get(0);

        assertThat(copy.kind()).isEqualTo(Kind.NEAR_DUPLICATE);
        assertThat(copy.paths()).containsExactly("a/1.png", "a/2.jpg");
        assertThat(copy.detail()).matches("one image or one object twice \\(similarity (0\\.9\\d|1\\.00)\\)");
    }

    @Test
    void turnedNearDuplicatesUnderTwoLabelsAreAConflict() throws IOException {
        folder.file("b/2.png", ImageEncoder.png(DihedralView.MIRROR.apply(ImageFolder.blotches(0))));
        Finding turned = findings().get(0);

        assertThat(findings()).hasSize(1);
        assertThat(turned.kind()).isEqualTo(Kind.TWO_LABELS);
        assertThat(turned.paths()).containsExactly("a/1.png", "b/2.png");
        assertThat(turned.detail())
                .isEqualTo(
                        "one image or one object twice, turned or mirrored (similarity 1.00), under the labels a, b");
    }

    @Test
    void contentThatIsNotWhatTheNameSaysIsTold() throws IOException {
        folder.file("a/2.jpg", ImageEncoder.png(ImageFolder.blotches(8)));
        folder.file("a/3", ImageEncoder.jpeg(ImageFolder.blotches(9), 0.9f));
        folder.file("b/4.JPEG", ImageEncoder.jpeg(ImageFolder.blotches(10), 0.9f));

        assertThat(findings())
                .containsExactly(
                        new Finding(Kind.WRONG_EXTENSION, List.of("a/2.jpg"), "is PNG, but the name says JPEG"),
                        new Finding(Kind.WRONG_EXTENSION, List.of("a/3"), "is JPEG, but the name does not say so"));
    }

    @Test
    void tinyAndEnormousImagesAreTold() throws IOException {
        RgbImage flat = ImageFolder.blotches(8).part(0, 0, 60, 31);
        folder.file("a/flat.png", ImageEncoder.png(flat));
        folder.file("b/enough.png", ImageEncoder.png(ImageFolder.blotches(9).part(0, 0, 60, 32)));

        assertThat(findings()).containsExactly(new Finding(Kind.TINY, List.of("a/flat.png"), "60 x 31 pixels"));
        assertThat(audit(new Audit.Settings(0, 2_999, 0)).findings())
                .as("more than 2999 pixels")
                .hasSize(2)
                .extracting(Finding::kind, Finding::detail)
                .containsOnly(tuple(Kind.ENORMOUS, "60 x 50 pixels (0 megapixels)"));
    }

    @Test
    void classesOfFewImagesAreTold() throws IOException {
        folder.images("b/2.png");

        assertThat(audit(Audit.Settings.DEFAULT).findings())
                .containsExactly(
                        new Finding(Kind.FEW_PICTURES, List.of(), "a has 1 image"),
                        new Finding(Kind.FEW_PICTURES, List.of(), "b has 2 images"));
    }

    @Test
    void whatWasSkippedIsTold() throws IOException {
        folder.images("loose.png");
        folder.text("b/notes.txt", "x");
        folder.folder("c");
        Audit audit = audit(NO_FEW);

        assertThat(audit.findings())
                .containsExactly(
                        new Finding(
                                Kind.NO_LABEL, List.of("loose.png"), "lies beside the class folders, in none of them"),
                        new Finding(
                                Kind.NOT_A_PICTURE,
                                List.of("b/notes.txt"),
                                "is no image that Exina reads: it is text that begins with \"x\"; expected JPEG, PNG,"
                                        + " TIFF, BMP, GIF or WebP"),
                        new Finding(Kind.FOLDER, List.of("c"), "holds no image"));
        assertThat(audit.counts()).containsEntry(Kind.NO_LABEL, 1).containsEntry(Kind.FOLDER, 1);
    }

    @Test
    void kindsHaveTitles() {
        assertThat(Kind.values())
                .extracting(Kind::title)
                .containsExactly(
                        "unreadable images",
                        "images of a kind that is not read",
                        "names that cannot be read",
                        "listed images that are not there",
                        "labels that look alike",
                        "the same image under two labels",
                        "black, white or empty images",
                        "images that are not read as they stand",
                        "exact duplicates",
                        "near duplicates",
                        "content that is not what the name says",
                        "tiny images",
                        "enormous images",
                        "classes with few images",
                        "images of classes that were left out",
                        "labels with a meaning of their own",
                        "classes of several folders",
                        "folders inside those of the classes",
                        "images without a label",
                        "files that are no images",
                        "folders without images and links in circles");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Audit.Settings(-1, 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected tinySide and fewPictures of at least 0 and enormousPixels of at least 1, got -1,"
                        + " -1, 0");
    }
}
