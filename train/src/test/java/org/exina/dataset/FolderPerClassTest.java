package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.ImageIO;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPerClassTest {
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

    @Test
    void aFolderIsAClass() throws IOException {
        Dataset data = folder.images("tilia/b.png", "erica/2.jpg", "tilia/a.png", "erica/10.jpg")
                .open();

        assertThat(data.layout()).isEqualTo(Layout.FOLDER_PER_CLASS);
        assertThat(data.layout().title()).isEqualTo("a folder for each class");
        assertThat(data.root()).isEqualTo(root);
        assertThat(data.classes()).containsExactly("erica", "tilia");
        assertThat(data.relativePaths()).containsExactly("erica/10.jpg", "erica/2.jpg", "tilia/a.png", "tilia/b.png");
        assertThat(data.labels()).containsExactly(0, 0, 1, 1);
        assertThat(data.size()).isEqualTo(4);
        assertThat(data.skipped()).isEmpty();
        assertThat(data.samples().get(0))
                .isEqualTo(Sample.of(ImageSource.of("erica/10.jpg", root.resolve("erica/10.jpg")), "erica"));
    }

    @Test
    void theLargestValueOfAllImagesTellsHowManyBitsTheyUse() throws IOException {
        folder.file("erica/1.png", deep(900));
        folder.file("tilia/1.png", deep(4000));
        folder.image("tilia/2.png");
        Dataset data = folder.open();

        assertThat(data.sampleBits()).isEqualTo(12);
        assertThat(data.samples().get(0).source().pixels().pixels()[0] & 0xFF).isEqualTo(56); // 900 of 4095
        assertThat(data.withSampleBits(14).samples().get(0).source().pixels().pixels()[0] & 0xFF)
                .isEqualTo(14);
        assertThat(data.withSampleBits(14).sampleBits()).isEqualTo(14);
        folder.file("tilia/3.png", deep(50_000));
        assertThat(folder.open().sampleBits()).isEqualTo(16);
    }

    private static byte[] deep(int value) throws IOException {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY);
        Arrays.fill(((DataBufferUShort) image.getRaster().getDataBuffer()).getData(), (short) value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Test
    void whatLiesDeeperBelongsToTheClass() throws IOException {
        Dataset data = folder.images("erica/slide 1/a.png", "erica/slide 2/day/a.png", "tilia/a.png")
                .open();

        assertThat(data.relativePaths())
                .containsExactly("erica/slide 1/a.png", "erica/slide 2/day/a.png", "tilia/a.png");
        assertThat(data.labels()).containsExactly(0, 0, 1);
    }

    @Test
    void aRelativePathIsMadeAbsolute() throws IOException {
        folder.images("a/1.png", "b/1.png");
        Path relative = Path.of("").toAbsolutePath().relativize(root);

        assertThat(Dataset.open(relative).root()).isEqualTo(root);
    }

    @Test
    void labelsMayBeOfAnyScriptAndHoldBlanks() throws IOException {
        Dataset data = folder.images("Quercus robur L/1 (2).png", "Ольха/1.png", "ハンノキ/1.png", "𐌰/1.png", "｡/1.png")
                .open();

        assertThat(data.classes())
                .as("by code points: U+10330 after U+FF61")
                .containsExactly("Quercus robur L", "Ольха", "ハンノキ", "｡", "𐌰");
    }

    @Test
    void composedAndDecomposedNamesAreOneLabel() throws IOException {
        String composed = "Érable";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        folder.images(composed + "/1.png", decomposed + "/2.png", "tilia/1.png");
        Dataset data = folder.open();

        assertThat(data.classes()).containsExactly("tilia", composed);
        assertThat(data.relativePaths()).contains(composed + "/1.png", composed + "/2.png");
        assertThat(data.samples())
                .allMatch(sample -> Files.exists(sample.source().file().orElseThrow()));
    }

    @Test
    void contentDecidesWhatIsAPicture() throws IOException {
        folder.images("a/1.png", "b/1.png");
        folder.file("b/really a picture.dat", ImageEncoder.png(ImageFolder.blotches(7)));
        folder.text("a/notes.txt", "measured at 400x");
        folder.text("a/broken.jpg", "not an image at all");
        folder.file("b/empty.png", new byte[0]);
        folder.file("b/empty", new byte[0]);
        Dataset data = folder.open();

        assertThat(data.relativePaths()).containsExactly("a/1.png", "b/1.png", "b/really a picture.dat");
        assertThat(data.skipped())
                .extracting(SkippedFile::path, SkippedFile::kind, SkippedFile::reason)
                .containsExactly(
                        tuple(
                                "a/broken.jpg",
                                SkippedFile.Kind.UNREADABLE,
                                "is no image that Exina reads: it is text that begins with \"not an image at\";"
                                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP"),
                        tuple(
                                "a/notes.txt",
                                SkippedFile.Kind.NOT_A_PICTURE,
                                "is no image that Exina reads: it is text that begins with \"measured at 400x\";"
                                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP"),
                        tuple(
                                "b/empty",
                                SkippedFile.Kind.NOT_A_PICTURE,
                                "is empty (0 bytes); expected an image: JPEG, PNG, TIFF, BMP, GIF or WebP"),
                        tuple(
                                "b/empty.png",
                                SkippedFile.Kind.UNREADABLE,
                                "is empty (0 bytes); expected an image: JPEG, PNG, TIFF, BMP, GIF or WebP"));
    }

    @Test
    void imagesBesideTheFoldersHaveNoLabel() throws IOException {
        Dataset data = folder.images("a/1.png", "b/1.png", "map.png").open();

        assertThat(data.skipped())
                .containsExactly(new SkippedFile(
                        "map.png", SkippedFile.Kind.NO_LABEL, "lies beside the class folders, in none of them"));
    }

    @Test
    void aFolderNamedByBlanksIsNoLabel() throws IOException {
        Dataset data = folder.images("a/1.png", "b/1.png", " /1.png").open();

        assertThat(data.skipped())
                .contains(
                        new SkippedFile(" /1.png", SkippedFile.Kind.NO_LABEL, "lies in a folder whose name is blank"));
    }

    @Test
    void hiddenFilesAndThoseOfSystemsAreIgnored() throws IOException {
        folder.images("a/1.png", "b/1.png", "a/._1.png", ".cache/a/1.png", "__MACOSX/a/1.png");
        folder.text("a/Thumbs.db", "");
        folder.text("b/.DS_Store", "");
        Dataset data = folder.open();

        assertThat(data.relativePaths()).containsExactly("a/1.png", "b/1.png");
        assertThat(data.skipped())
                .extracting(SkippedFile::path, SkippedFile::kind, SkippedFile::reason)
                .containsExactly(
                        tuple(
                                ".cache",
                                SkippedFile.Kind.IGNORED_FOLDER,
                                "is a hidden folder or one that a system left"),
                        tuple(
                                "__MACOSX",
                                SkippedFile.Kind.IGNORED_FOLDER,
                                "is a hidden folder or one that a system left"),
                        tuple("a/._1.png", SkippedFile.Kind.IGNORED, "is hidden or left by a system"),
                        tuple("a/Thumbs.db", SkippedFile.Kind.IGNORED, "is hidden or left by a system"),
                        tuple("b/.DS_Store", SkippedFile.Kind.IGNORED, "is hidden or left by a system"));
    }

    @Test
    void foldersWithoutImagesAreTold() throws IOException {
        folder.images("a/1.png", "b/1.png");
        folder.folder("empty");
        folder.text("papers/read me.txt", "hello");

        assertThat(folder.open().skipped())
                .contains(
                        new SkippedFile("empty", SkippedFile.Kind.FOLDER, "holds no image"),
                        new SkippedFile("papers", SkippedFile.Kind.FOLDER, "holds no image"));
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        folder.images("a/1.png", "b/1.png");
        Files.createSymbolicLink(root.resolve("b/round"), root);
        Files.createSymbolicLink(root.resolve("b/gone.png"), root.resolve("nothing"));
        Path elsewhere = Files.createDirectory(root.resolve(".elsewhere"));
        Files.copy(root.resolve("a/1.png"), elsewhere.resolve("2.png"));
        Files.createSymbolicLink(root.resolve("c"), elsewhere);
        Dataset data = folder.open();

        assertThat(data.relativePaths()).containsExactly("a/1.png", "b/1.png", "c/2.png");
        assertThat(data.skipped())
                .contains(
                        new SkippedFile(
                                "b/round",
                                SkippedFile.Kind.FOLDER,
                                "is a link back to a folder that it lies in; it was not followed"),
                        new SkippedFile("b/gone.png", SkippedFile.Kind.UNREADABLE, "is a link to nothing"));
    }

    @Test
    void whatMayNotBeReadIsTold() throws IOException {
        folder.images("a/1.png", "b/1.png");
        Path secret = folder.image("b/secret.png");
        Files.setPosixFilePermissions(secret, Set.<PosixFilePermission>of());
        Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");

        assertThat(folder.open().skipped())
                .containsExactly(new SkippedFile(
                        "b/secret.png", SkippedFile.Kind.UNREADABLE, "cannot be read: permission denied"));
    }

    @Test
    void aFolderThatMayNotBeReadEndsIt() throws IOException {
        folder.images("a/1.png", "b/1.png", "c/1.png");
        Path secret = root.resolve("c");
        Files.setPosixFilePermissions(secret, Set.<PosixFilePermission>of());
        try {
            Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");
            assertThatThrownBy(() -> Dataset.open(root))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(secret + ": cannot be read: permission denied; let it be read or move it away");
        } finally {
            Files.setPosixFilePermissions(secret, Set.of(PosixFilePermission.values()));
        }
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        folder.images("a/1.png", "b/1.png");
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("b/pipe.png").toString()).start();
        Assumptions.assumeTrue(mkfifo.waitFor() == 0, "this system has no mkfifo");

        assertThat(folder.open().skipped())
                .containsExactly(new SkippedFile("b/pipe.png", SkippedFile.Kind.NOT_A_PICTURE, "is no ordinary file"));
    }

    @Test
    void oneClassIsNotEnough() throws IOException {
        folder.images("a/1.png", "a/2.png");
        assertRefused("expected at least 2 class folders, found 1 [a]");
    }

    @Test
    void oneClassBesideLooseImages() throws IOException {
        folder.images("a/1.png", "x.png");
        assertRefused("expected at least 2 class folders, found 1 [a] and 1 image beside it");
    }

    @Test
    void classesOneFolderDeeperAreNamed() throws IOException {
        folder.images("data/a/1.png", "data/b/1.png", "data/c/1.png");
        assertRefused("expected at least 2 class folders, found 1 [data]; if the classes are the folders in it"
                + " [a, b, c], give " + root.resolve("data"));
    }

    @Test
    void manyClassesOneFolderDeeperAreShortened() throws IOException {
        folder.images("d/a/1.png", "d/b/1.png", "d/c/1.png", "d/e/1.png", "d/f/1.png", "d/g/1.png", "d/h/1.png");
        assertRefused("expected at least 2 class folders, found 1 [d]; if the classes are the folders in it"
                + " [a, b, c, e, f, and 2 more], give " + root.resolve("d"));
    }

    @Test
    void partsOfASplitAreNoClasses() throws IOException {
        folder.images("train/a/1.png", "Test/a/1.png");
        assertRefused("expected a folder for each class, found parts of a split [Test, train]; give one of them, or put"
                + " the folders of a class together");
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertRefused("holds no image; expected a folder for each class, or images with the label in the name"
                + " (croton_12.jpg)");
    }

    @Test
    void aFolderOfOtherThingsIsRefused() throws IOException {
        folder.text("a/x.txt", "x");
        folder.text("a/y.txt", "y");
        assertRefused("holds no image among 2 files (a/x.txt is no image that Exina reads: it is text that begins"
                + " with \"x\"; expected JPEG, PNG, TIFF, BMP, GIF or WebP); expected a folder for each class, or"
                + " images with the label in the name (croton_12.jpg)");
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = root.resolve("missing");
        assertThatThrownBy(() -> Dataset.open(missing))
                .isInstanceOf(DatasetException.class)
                .hasMessage(missing + ": does not exist; expected a folder of images or a CSV manifest");
    }

    @Test
    void aLinkToNothingIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("missing"));
        assertThatThrownBy(() -> Dataset.open(link))
                .isInstanceOf(DatasetException.class)
                .hasMessage(link + ": is a link to nothing; expected a folder of images or a CSV manifest");
    }

    @Test
    void anArchiveIsToBeUnpacked() throws IOException {
        Path archive = folder.text("pollen.ZIP", "PK");
        assertThatThrownBy(() -> Dataset.open(archive))
                .isInstanceOf(DatasetException.class)
                .hasMessage(archive + ": is an archive; unpack it first, and give the folder that was in it");
    }

    @Test
    void aImageIsNoDataSet() throws IOException {
        Path image = folder.image("a.png");
        assertThatThrownBy(() -> Dataset.open(image))
                .isInstanceOf(DatasetException.class)
                .hasMessage(image + ": is a file; expected a folder of images or a CSV manifest (.csv)");
    }
}
