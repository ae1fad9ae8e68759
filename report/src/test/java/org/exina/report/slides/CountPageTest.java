package org.exina.report.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.exina.image.PixelSource;
import org.exina.image.file.ImageRegions;
import org.exina.slides.CountedField;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountPageTest {
    @TempDir
    private Path temp;

    private Path page;
    private List<CountedField> fields;

    @BeforeEach
    void count() throws IOException {
        page = temp.resolve("count.html");
        fields = List.of(
                Drawn.field(temp, "a", List.of("It is <dark>."), "Alnus", "Betula & 'b'", "unknown", "debris"),
                Drawn.field(temp, "b", List.of(), "Alnus"));
    }

    private static PixelSource open(CountedField field) throws IOException {
        return FieldOpener.checked(ImageRegions.open(field.file()), field);
    }

    private CountPage page(List<CountedField> counted) throws IOException {
        return CountPage.of(
                Drawn.CLASSES,
                counted,
                new CountPage.Settings("Slide <7>", "pollen.onnx", OptionalDouble.of(0.5), PollenSum.DEFAULT));
    }

    private String write(List<CountedField> counted) throws IOException {
        page(counted).write(page, CountPageTest::open, Progress.NONE);
        return Files.readString(page).replace('\u00a0', ' ');
    }

    @Test
    void whatIsNotCountedIsTold() throws IOException {
        CountPage.Settings settings = new CountPage.Settings(
                "Slide 7", "pollen.onnx", OptionalDouble.empty(), PollenSum.DEFAULT, "1 file not used: 1 unreadable");
        CountPage.of(Drawn.CLASSES, fields, settings).write(page, CountPageTest::open, Progress.NONE);

        assertThat(Files.readString(page).replace('\u00a0', ' '))
                .contains("named by pollen.onnx. 1 file not used: 1 unreadable.");
    }

    @Test
    void hasCountsGrainsAndFields() throws IOException {
        String html = write(fields);

        assertThat(html)
                .contains("3</strong>", "297 more are needed for the minimum of 300", "4 grains found on 2 fields")
                .contains("id=\"by-field\"", "14.9 µm across, cut off by the border")
                .contains("It is &lt;dark&gt;.", "Slide &lt;7&gt;", "Betula &amp; &#39;b&#39;");
        assertThat(html.split("class=\"grain\"", -1)).hasSize(6);
        assertThat(html.split("<g class=\"box", -1)).hasSize(6);
    }

    @Test
    void theLeastSureComeFirst() throws IOException {
        String html = write(List.of(Drawn.field(temp, "c", List.of(), "Alnus", "Alnus", "Alnus")));

        assertThat(html.indexOf("85 %")).isPositive().isLessThan(html.indexOf("90 %"));
        assertThat(html.indexOf("90 %")).isLessThan(html.indexOf("95 %</span>"));
    }

    @Test
    void nothingIsLoadedAndOneScriptRuns() throws IOException {
        String html = write(fields);

        assertThat(html).containsPattern("default-src &#39;none&#39;; img-src data:; [^\"]*script-src &#39;sha256-");
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
    }

    @Test
    void aFieldWithoutGrainsSaysSo() throws IOException {
        assertThat(write(List.of(Drawn.field(temp, "empty", List.of()))))
                .contains("No grain was found. Those on the fields below can be marked by hand.")
                .doesNotContain("id=\"by-field\"");
    }

    @Test
    void theSameCountGivesTheSamePageAndAnotherOneAnotherKey() throws IOException {
        String html = write(fields);
        int key = html.indexOf("data-key=");

        assertThat(write(fields)).isEqualTo(html);
        assertThat(write(fields.subList(0, 1))).doesNotContain(html.substring(key, key + 27));
    }

    @Test
    void aImageOfAnotherSizeIsRefusedAndNothingWritten() throws IOException {
        CountedField was = fields.get(0);
        CountedField other = new CountedField(was.name(), was.file(), 299, 300, List.of(), List.of());

        assertThatThrownBy(() -> write(List.of(other)))
                .isInstanceOf(IOException.class)
                .hasMessage(was.file()
                        + ": expected the 299 x 300 pixels that were counted, found 300 x 300; count it again");
        assertThat(page).doesNotExist();
    }

    @Test
    void interruptedItWritesNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> write(fields))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted while the page was made; it was not written");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(page).doesNotExist();
    }

    @Test
    void progressIsTold() throws IOException {
        List<String> told = new ArrayList<>();
        page(fields)
                .write(page, CountPageTest::open, (phase, done, total) -> told.add(phase + " " + done + "/" + total));

        assertThat(told).containsExactly("making the page 1/2", "making the page 2/2");
    }

    @Test
    void aScaleMustBePositive() {
        assertThatThrownBy(() -> new CountPage.Settings("a", "b", OptionalDouble.of(0), PollenSum.DEFAULT))
                .hasMessage("micronsPerPixel must be greater than 0, got 0.0");
    }
}
