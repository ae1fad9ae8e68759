package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static ImageSource blotches(String name, int seed) {
        return ImageSource.of(name, ImageFolder.blotches(seed));
    }

    @Test
    void samplesStandInTheOrderOfTheirNames() throws IOException {
        ImageSource first = blotches("1", 1);
        ImageSource second = blotches("2", 2);
        Dataset data = Dataset.of(
                "table",
                List.of(
                        Sample.of(second, "tilia"),
                        new Sample(first, " erica ", Optional.of("slide"), OptionalDouble.of(0.5))));

        assertThat(data.layout()).isEqualTo(Layout.SOURCES);
        assertThat(data.root()).hasToString("table");
        assertThat(data.relativePaths()).containsExactly("1", "2");
        assertThat(data.classes()).containsExactly("erica", "tilia");
        assertThat(data.samples().get(0).source()).isSameAs(first);
        assertThat(data.scales())
                .containsEntry(first, OptionalDouble.of(0.5))
                .containsEntry(second, OptionalDouble.empty());
        assertThat(data.skipped()).isEmpty();
    }

    @Test
    void theyAreInspectedAndGroupedAsFilesAre() throws IOException {
        byte[] png = ImageEncoder.png(ImageFolder.blotches(1));
        byte[] cutOff = Arrays.copyOf(png, png.length / 2);
        Dataset data = Dataset.of(
                "table",
                List.of(
                        Sample.of(ImageSource.of("a/s1_1", png), "a"),
                        Sample.of(ImageSource.of("a/s2_1", png), "a"),
                        Sample.of(blotches("b/s3_1", 3), "b"),
                        Sample.of(blotches("b/s3_2", 4), "b"),
                        Sample.of(ImageSource.of("b/s4_1", cutOff), "b"),
                        Sample.of(ImageSource.of("b/s5_1", "text".getBytes(StandardCharsets.UTF_8)), "b")));
        Inspection inspection = Inspection.of(data, Progress.NONE);

        assertThat(inspection.facts())
                .extracting(ImageFacts::isReadable)
                .containsExactly(true, true, true, true, false, false);
        assertThat(inspection.facts().get(4).problem().orElseThrow()).startsWith("is a PNG image that is cut off");
        Inspection readable = inspection.readable();
        assertThat(readable.dataset().skipped()).extracting(SkippedFile::path).containsExactly("b/s4_1", "b/s5_1");
        assertThat(Groups.of(readable, Optional.of(Pattern.compile("^(s\\d)"))).groupOf())
                .containsExactly(0, 0, 1, 1);
        Audit audit = Auditor.audit(inspection, Audit.Settings.DEFAULT);
        assertThat(audit.findings()).extracting(Audit.Finding::kind).contains(Audit.Kind.UNREADABLE);
    }

    @Test
    void oneLabelIsNotEnough() {
        assertThatThrownBy(() -> Dataset.of("table", List.of(Sample.of(blotches("1", 1), "erica"))))
                .isInstanceOf(DatasetException.class)
                .hasMessage("table: expected at least 2 labels, found 1 [erica] on 1 images");
    }

    @Test
    void twoSourcesOfOneNameAreRefused() {
        List<Sample> samples = List.of(Sample.of(blotches("1", 1), "erica"), Sample.of(blotches("1", 2), "tilia"));

        assertThatThrownBy(() -> Dataset.of("table", samples))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table: expected sources of different names, found two called 1");
    }

    @Test
    void whatIsKnownOfEachSampleIsAsked() throws IOException {
        Dataset data = Dataset.of("table", List.of(Sample.of(blotches("1", 1), "a"), Sample.of(blotches("2", 2), "b")));

        assertThat(Inspection.ofKnown(data, List.of("aa", "aa")).facts()).allMatch(ImageFacts::isReadable);
        assertThatThrownBy(() -> Inspection.ofKnown(data, List.of("aa")))
                .hasMessage("expected a hash for each of 2 samples, got 1");
    }
}
