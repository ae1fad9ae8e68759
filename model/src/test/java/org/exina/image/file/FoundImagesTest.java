package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.image.RgbImage;
import org.exina.image.file.SkippedFile.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundImagesTest {
    private static final byte[] IMAGE = ImageEncoder.png(RgbImage.of(2, 2, new byte[12]));

    @TempDir
    private Path root;

    private Path file(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private Path image(String path) throws IOException {
        return file(path, IMAGE);
    }

    @Test
    void contentTellsWhateverTheName() throws IOException {
        Path plain = image("scan");
        Path wrong = image("b/grain.txt");
        Path broken = file("b/page.jpg", "<html>".getBytes(StandardCharsets.ISO_8859_1));
        file("b/notes.txt", "at 400x".getBytes(StandardCharsets.ISO_8859_1));
        file("b/photo.heic", "\0\0\0\030ftypheic".getBytes(StandardCharsets.ISO_8859_1));
        file("b/raw.nef", new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
        FoundImages found = FoundImages.in(root);

        assertThat(found.images()).containsExactly(wrong, plain);
        assertThat(found.unreadable()).containsExactly(broken);
        assertThat(found.expected()).containsExactly(wrong, broken, plain);
        assertThat(found.skipped())
                .extracting(SkippedFile::path, SkippedFile::kind)
                .containsExactlyInAnyOrder(
                        tuple("b/page.jpg", Kind.UNREADABLE),
                        tuple("b/notes.txt", Kind.NOT_A_PICTURE),
                        tuple("b/photo.heic", Kind.OTHER_FORMAT),
                        tuple("b/raw.nef", Kind.OTHER_FORMAT));
        assertThat(found.others()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@eaDir",
                ".Trash-1000",
                "__MACOSX",
                ".ipynb_checkpoints",
                "$RECYCLE.BIN",
                "System Volume Information",
                "#recycle",
                "@Recycle",
                ".thumbnails",
                "lost+found"
            })
    void foldersOfSystemsAreNotLookedInto(String folder) throws IOException {
        Path grain = image("a/1.png");
        image(folder + "/1.png");
        image("a/" + folder + "/1.png/thumb.jpg");

        assertThat(FoundImages.in(root).images()).containsExactly(grain);
        assertThat(SkippedFile.summary(FoundImages.in(root).skipped()))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("2 folders not used: 2 hidden or of the system ("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"._1.png", ".hidden.png", "Thumbs.db", "desktop.ini", ".DS_Store"})
    void filesOfSystemsAreNotWorthTelling(String name) throws IOException {
        Path grain = image("a/1.png");
        image("a/" + name);
        FoundImages found = FoundImages.in(root);

        assertThat(found.images()).containsExactly(grain);
        assertThat(found.skipped()).extracting(SkippedFile::kind).containsExactly(Kind.IGNORED);
        assertThat(SkippedFile.summary(found.skipped())).isEmpty();
    }

    @Test
    void aFolderThatIsNamedIsSearchedThoughItIsHidden() throws IOException {
        Path grain = image(".mine/1.png");

        assertThat(FoundImages.in(root.resolve(".mine")).images()).containsExactly(grain);
    }

    @Test
    void filesNamedAreTakenAsTheyAreAndFoldersOfSystemsAreNot() throws IOException {
        Path text = file("notes.txt", "x".getBytes(StandardCharsets.ISO_8859_1));
        Path grain = image("a/1.png");
        image("@eaDir/1.png");
        FoundImages found = FoundImages.of(List.of(text, root.resolve("a"), root.resolve("@eaDir")));

        assertThat(found.images()).containsExactly(text, grain);
    }

    @Test
    void onlyTheFolderItselfWhereThatIsAskedFor() throws IOException {
        Path grain = image("1.png");
        image("a/2.png");

        assertThat(FoundImages.directlyIn(root).images()).containsExactly(grain);
    }

    @Test
    void summaryCountsEachKind() {
        assertThat(SkippedFile.summary(List.of(
                        new SkippedFile("a/half.jpg", Kind.UNREADABLE, "is cut off"),
                        new SkippedFile("a/zero.jpg", Kind.UNREADABLE, "is empty"),
                        new SkippedFile("a/scan.czi", Kind.OTHER_FORMAT, "is a CZI"),
                        new SkippedFile("a/p.heic", Kind.OTHER_FORMAT, "is a HEIC"),
                        new SkippedFile("b", Kind.FOLDER, "holds no image"),
                        new SkippedFile("Thumbs.db", Kind.IGNORED, "is left by a system"))))
                .contains("4 files and 1 folder not used: 2 unreadable, 2 of a kind that is not read (.czi, .heic), 1"
                        + " without an image (b)");
        assertThat(SkippedFile.summary(List.of(new SkippedFile("c/1.png", Kind.FEW, "is of c with 1 image"))))
                .contains("1 file not used: 1 of a class with too few images (c with 1 image)");
        assertThat(SkippedFile.summary(List.of())).isEmpty();
    }
}
