package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.exina.features.FeatureCache;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFormat;
import org.exina.image.file.ImageHeader;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.io.Sha256;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() {
        folder = new ImageFolder(root);
    }

    private static byte[] cutOff(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    @Test
    void aSoundImageHasAHashAndAHeader() throws IOException {
        Path image = folder.images("a/1.png", "b/1.png").root().resolve("a/1.png");
        ImageFacts facts = Inspection.of(folder.open(), Progress.NONE).facts().get(0);

        assertThat(facts.isReadable()).isTrue();
        assertThat(facts.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(image)));
        assertThat(facts.header().map(ImageHeader::format)).contains(ImageFormat.PNG);
        assertThat(facts.header().map(ImageHeader::width)).contains(60);
        assertThat(facts.header().map(ImageHeader::height)).contains(50);
        assertThat(facts.header().orElseThrow().format()).isEqualTo(ImageFormat.PNG);
    }

    @Test
    void damagedImagesAreFacts() throws IOException {
        folder.images("a/1.png", "b/1.png");
        byte[] png = ImageEncoder.png(ImageFolder.blotches(5));
        folder.file("a/cut.png", cutOff(png));
        folder.file("a/header only.png", Arrays.copyOf(png, 20));
        folder.file("b/bomb.png", ImageFolder.bomb(60_000, 60_000));
        Inspection inspection = Inspection.of(folder.open(), Progress.NONE);

        assertThat(inspection.dataset().relativePaths())
                .containsExactly("a/1.png", "a/cut.png", "a/header only.png", "b/1.png", "b/bomb.png");
        assertThat(inspection.facts().stream().map(facts -> facts.problem().orElse("")))
                .containsExactly(
                        "",
                        "is a PNG image that is cut off: its pixels end too early, after " + png.length / 2
                                + " bytes; copy it again from where it came from",
                        "is a PNG image that is cut off: its header is not complete, after 20 bytes; copy it again"
                                + " from where it came from",
                        "",
                        "declares 60000 x 60000 pixels (3600 megapixels), more than the limit of 400 megapixels; make"
                                + " it smaller or cut it into parts");
    }

    @Test
    void withKnownGroupsNothingIsComparedAndFilesAreReadAllTheSame() throws IOException {
        folder.file("a/1.png", ImageEncoder.png(ImageFolder.blotches(1)));
        folder.file("b/2.jpg", ImageEncoder.jpeg(ImageFolder.blotches(1), 0.9f));

        Inspection compared = Inspection.of(folder.open(), Progress.NONE);
        Inspection grouped = Inspection.ofGrouped(folder.open(), Progress.NONE);

        assertThat(compared.nearDuplicates()).hasSize(1);
        assertThat(grouped.nearDuplicates()).isEmpty();
        assertThat(grouped.facts()).isEqualTo(compared.facts());
    }

    @Test
    void theReadableOnesCanBeUsedAlone() throws IOException {
        folder.images("a/2.png", "b/1.png");
        folder.file("a/1.png", cutOff(ImageEncoder.png(ImageFolder.blotches(5))));
        folder.file("b/2.jpg", ImageEncoder.jpeg(ImageFolder.blotches(1), 0.8f));
        Inspection all = Inspection.of(folder.open(), Progress.NONE);
        Inspection readable = all.readable();

        assertThat(readable.dataset().relativePaths()).containsExactly("a/2.png", "b/1.png", "b/2.jpg");
        assertThat(readable.dataset().skipped())
                .extracting(SkippedFile::path, SkippedFile::kind)
                .containsExactly(tuple("a/1.png", SkippedFile.Kind.UNREADABLE));
        assertThat(readable.facts()).hasSize(3).allMatch(ImageFacts::isReadable);
        assertThat(readable.nearDuplicates())
                .extracting(NearDuplicate::a, NearDuplicate::b)
                .containsExactly(tuple(1, 2));
        assertThat(readable.readable()).isSameAs(readable);
    }

    @Test
    void tooFewReadableOnesAreRefused() throws IOException {
        folder.images("a/1.png");
        folder.file("b/1.png", ImageFolder.bomb(30_000, 30_000));
        Inspection inspection = Inspection.of(folder.open(), Progress.NONE);

        assertThatThrownBy(inspection::readable)
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": expected readable images of at least 2 classes, found 1 of [a]; 1 image cannot"
                        + " be read")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.CHECK_DATA, root.toString())));
        folder.file("b/2.png", ImageFolder.bomb(30_001, 30_000));
        Inspection more = Inspection.of(folder.open(), Progress.NONE);

        assertThatThrownBy(more::readable).hasMessageEndingWith("; 2 images cannot be read");
    }

    @Test
    void progressIsToldByPhase() throws IOException {
        folder.images("a/1.png", "a/2.png", "b/1.png");
        folder.file("b/2.jpg", ImageEncoder.jpeg(ImageFolder.blotches(2), 0.8f));
        Set<String> told = new ConcurrentSkipListSet<>();
        Inspection.of(folder.open(), (phase, done, total) -> told.add(phase + " " + done + "/" + total));

        assertThat(told)
                .contains("reading images 4/4", "comparing images 4/4")
                .allMatch(text -> text.matches("(reading images|comparing images|comparing details) \\d+/\\d+"));
    }

    private void assertStopped(String phaseToStopIn, String message) throws IOException {
        Dataset data = folder.open();
        Thread reader = Thread.currentThread();
        try {
            assertThatThrownBy(() -> Inspection.of(data, (phase, done, total) -> {
                        if (phase.equals(phaseToStopIn)) {
                            reader.interrupt();
                        }
                    }))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage(message);
        } finally {
            assertThat(Thread.interrupted()).as("the caller can tell").isTrue();
        }
    }

    @Test
    void readingCanBeStopped() throws IOException {
        for (int i = 0; i < 60; i++) {
            folder.image((i % 2 == 0 ? "a/" : "b/") + i + ".png");
        }
        assertStopped("reading images", "interrupted while images were read");
    }

    @Test
    void comparingCanBeStopped() throws IOException {
        folder.images("a/1.png", "b/1.png", "a/2.png");
        folder.file("b/2.jpg", ImageEncoder.jpeg(ImageFolder.blotches(1), 0.8f));
        assertStopped("comparing images", "interrupted while images were compared");
    }

    @Test
    void whatWasSeenOnceIsNeitherDecodedNorComparedAgain(@TempDir Path home) throws IOException {
        folder.images("a/1.png", "b/1.png", "a/2.png");
        folder.file("b/2.jpg", ImageEncoder.jpeg(ImageFolder.blotches(1), 0.8f));
        folder.file("b/3.jpg", "no image".getBytes(StandardCharsets.US_ASCII));
        Inspection alone = Inspection.of(folder.open(), Progress.NONE);
        Inspection first = kept(folder.open(), home, Progress.NONE);
        Set<String> told = new ConcurrentSkipListSet<>();
        Inspection second = kept(folder.open(), home, (phase, done, total) -> told.add(phase));

        assertThat(told).containsExactly("reading images");
        for (Inspection each : List.of(first, second)) {
            assertThat(each.facts()).isEqualTo(alone.facts());
            assertThat(each.nearDuplicates()).isEqualTo(alone.nearDuplicates()).hasSize(1);
        }

        folder.file("b/4.jpg", ImageEncoder.jpeg(ImageFolder.blotches(1), 0.6f));
        Dataset more = folder.open();
        assertThat(kept(more, home, Progress.NONE).nearDuplicates())
                .isEqualTo(Inspection.of(more, Progress.NONE).nearDuplicates())
                .hasSize(2);
    }

    @Test
    void whereNothingCanBeKeptItIsToldOnceAndTheResultIsTheSame(@TempDir Path home) throws IOException {
        folder.images("a/1.png", "b/1.png", "a/2.png", "b/2.png");
        Path noFolder = Files.writeString(home.resolve("features"), "a file");
        List<String> notes = new ArrayList<>();
        try (FeatureCache cache = FeatureCache.open(noFolder)) {
            Inspection inspection = Inspection.of(folder.open(), cache, notes::add, Progress.NONE);

            assertThat(inspection.facts())
                    .isEqualTo(Inspection.of(folder.open(), Progress.NONE).facts());
        }
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("what is learned of the images cannot be kept for the next time: ")
                .contains(noFolder.toString());
    }

    @Test
    void anImageThatHasChangedSinceIsNotTakenForTheInspectedOne() throws IOException {
        folder.images("a/1.png", "b/1.png");
        Inspection inspection = Inspection.of(folder.open(), Progress.NONE);
        ImageSource first = inspection.sources().get(0);

        assertThat(first.pixels().pixels())
                .isEqualTo(folder.open().samples().get(0).source().pixels().pixels());
        assertThat(first.read().sha256()).isEqualTo(inspection.facts().get(0).sha256());
        folder.image("a/1.png");
        assertThatThrownBy(first::pixels)
                .isInstanceOf(ImageException.class)
                .hasMessage(folder.root().resolve("a/1.png") + ": has changed since it was inspected");
    }

    private static Inspection kept(Dataset data, Path home, Progress progress) throws IOException {
        try (FeatureCache cache = FeatureCache.open(home.resolve("features"))) {
            return Inspection.of(data, cache, note -> {}, progress);
        }
    }

    @Test
    void thumbnailsLeaveNoFileBehind() throws IOException {
        Path folderOfFiles = Path.of(System.getProperty("java.io.tmpdir"));
        folder.images("a/1.png", "b/1.png");
        Set<String> before = thumbnailFiles(folderOfFiles);
        Inspection.of(folder.open(), Progress.NONE);

        assertThat(before).containsAll(thumbnailFiles(folderOfFiles));
    }

    private static Set<String> thumbnailFiles(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (var files = Files.newDirectoryStream(folder, "exina-*.thumbnails")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    @Test
    void factsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new ImageFacts("", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sound image has a hash");
    }
}
