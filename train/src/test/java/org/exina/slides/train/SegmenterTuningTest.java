package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.slides.SegmenterSettings;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmenterTuningTest {
    @TempDir
    private Path temp;

    private SegmenterSettings fit(int loosePx, int radius) throws IOException {
        DiscFields folder = new DiscFields(temp, loosePx);
        for (int i = 0; i < 4; i++) {
            folder.field(
                    "field" + i,
                    200,
                    "slide",
                    new DiscFields.Disc(50, 50 + i, radius, DiscFields.RED),
                    new DiscFields.Disc(130, 60, radius, DiscFields.BLUE));
        }
        return new SegmenterTuning().of(folder.open().fields(), Progress.NONE);
    }

    @Test
    void tightBoxesAreNotGrown() throws IOException {
        assertThat(fit(0, 20).growth()).isCloseTo(0, within(0.03));
    }

    @Test
    void looseBoxesGrowByAsMuch() throws IOException {
        // 3 px on both sides of 40, some of which a more sensitive detector takes into the outline
        assertThat(fit(3, 20).growth()).isBetween(0.08, 6 / 40.0);
    }

    @Test
    void whatIsHalfAsWideAsTheSmallestBoxIsLookedFor() throws IOException {
        assertThat(fit(0, 7).minDiameterPx()).isEqualTo(7);
        assertThat(new SegmenterTuning()
                        .of(DiscFields.ofGroups(temp.resolve("large"), 2).fields(), Progress.NONE)
                        .minDiameterPx())
                .isEqualTo(10); // at most
        assertThat(fit(0, 3).minDiameterPx()).isEqualTo(4); // at least
    }

    @Test
    void theUsualDetectorStaysWhereNoOtherIsBetter() throws IOException {
        SegmenterSettings fitted = fit(0, 20);

        assertThat(fitted.sensitivity()).isEqualTo(1);
        assertThat(fitted.tolerances()).isEqualTo(SegmenterSettings.DEFAULT.tolerances());
    }

    @Test
    void fieldsWithoutGrainsAreNoHindrance() throws IOException {
        DiscFields folder = new DiscFields(temp, 0);
        folder.field("bare", 200, "slide");
        folder.field("full", 200, "slide", new DiscFields.Disc(60, 60, 18, DiscFields.RED));

        assertThat(new SegmenterTuning()
                        .of(folder.open().fields(), Progress.NONE)
                        .growth())
                .isCloseTo(0, within(0.03));
    }

    @Test
    void boxesWhoseXAndYAreExchangedAreRefused() throws IOException {
        DiscFields folder = new DiscFields(temp, 0);
        for (int i = 0; i < 8; i++) {
            folder.field(
                    "field" + i,
                    200,
                    "slide",
                    new DiscFields.Disc(30, 120 - i, 18, DiscFields.RED),
                    new DiscFields.Disc(75 + i, 25, 18, DiscFields.BLUE));
        }
        List<BoxedField> right = folder.open().fields();
        SegmenterTuning.Fitted fitted = new SegmenterTuning().fit(right, Progress.NONE);
        assertThat(fitted.boxes()).isEqualTo(16);
        assertThat(fitted.met()).isEqualTo(16);

        List<BoxedField> exchanged = right.stream()
                .map(field -> new BoxedField(
                        field.name(),
                        field.file(),
                        field.width(),
                        field.height(),
                        field.group(),
                        field.grains().stream()
                                .map(SegmenterTuningTest::exchanged)
                                .toList(),
                        List.of()))
                .toList();
        assertThatThrownBy(() -> new SegmenterTuning().of(exchanged, Progress.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageEndingWith(
                        ": 0 of 16 boxes of the fields lie about something that stands out, and 16 when x and y are"
                                + " exchanged; expected x across from the left edge and y down from the upper one: exchange"
                                + " them where the boxes were written");
    }

    private static LabelledBox exchanged(LabelledBox grain) {
        Box box = grain.box();
        return new LabelledBox(new Box(box.y(), box.x(), box.height(), box.width()), grain.label());
    }
}
