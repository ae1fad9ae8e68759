package org.exina.slides.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On real fields, which are not part of the project. */
@Tag("slow")
class SlidesTest {
    private static final Path SLIDES = Path.of(System.getProperty("exina.shared", "../../shared"), "data", "slides");

    @Test
    void everyFieldAndBoxIsReadButThoseOfTwoPixels() throws IOException {
        assumeTrue(Files.isDirectory(SLIDES), "needs " + SLIDES.toAbsolutePath());

        BoxedFields slides = BoxedFields.open(SLIDES);

        assertThat(slides.form()).isEqualTo(BoxFormat.CSV);
        assertThat(slides.fields()).hasSize(981);
        assertThat(slides.classes()).hasSize(20).startsWith("alder").endsWith("willow");
        assertThat(slides.groups()).isEqualTo(730);
        assertThat(slides.leftOut()).hasSize(2).allSatisfy(each -> {
            assertThat(each.where()).startsWith("boxes.csv, line ");
            assertThat(each.reason()).endsWith("; expected at least 4 x 4 pixels");
        });
        assertThat(slides.grains()).isEqualTo(3196 - 2);
        assertThat(slides.clipped()).isZero();
        assertThat(slides.fields().stream()
                        .filter(field -> field.grains().stream()
                                        .map(LabelledBox::label)
                                        .distinct()
                                        .count()
                                == 2))
                .hasSize(21);
    }
}
