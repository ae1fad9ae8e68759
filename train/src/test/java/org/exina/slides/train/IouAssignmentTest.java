package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.exina.image.Box;
import org.exina.slides.Candidate;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;
import org.junit.jupiter.api.Test;

class IouAssignmentTest {
    private static final Box DRAWN = new Box(100, 100, 100, 10);

    private static BoxedField field(List<LabelledBox> grains, List<LabelledBox> apart) {
        return new BoxedField("a.png", Path.of("a.png"), 400, 400, "a", grains, apart);
    }

    private static Candidate candidate(Box box) {
        return new Candidate(box, box.area(), 1, 40);
    }

    /** What a candidate is that covers so many hundredths of a box. */
    private static TrainingCrop covering(int hundredths) {
        Candidate candidate = candidate(new Box(100, 100, hundredths, 10));
        return IouAssignment.of(3, field(List.of(new LabelledBox(DRAWN, "tilia")), List.of()), List.of(candidate))
                .get(0);
    }

    @Test
    void halfABoxIsOfItsClassLittleIsDebrisAndWhatLiesBetweenIsNotLearned() {
        assertThat(covering(50))
                .extracting(TrainingCrop::label, TrainingCrop::trains)
                .containsExactly("tilia", true);
        assertThat(covering(49))
                .extracting(TrainingCrop::label, TrainingCrop::trains)
                .containsExactly("debris", false);
        assertThat(covering(40))
                .extracting(TrainingCrop::label, TrainingCrop::trains)
                .containsExactly("debris", false);
        assertThat(covering(39))
                .extracting(TrainingCrop::label, TrainingCrop::trains)
                .containsExactly("debris", true);
        assertThat(covering(50))
                .extracting(TrainingCrop::field, TrainingCrop::found)
                .containsExactly(3, true);
    }

    @Test
    void theBoxThatIsCoveredBestGivesTheClass() {
        BoxedField field = field(
                List.of(
                        new LabelledBox(new Box(0, 0, 30, 30), "alnus"),
                        new LabelledBox(new Box(5, 0, 30, 30), "tilia")),
                List.of());

        assertThat(IouAssignment.of(0, field, List.of(candidate(new Box(4, 0, 30, 30)))))
                .extracting(TrainingCrop::label)
                .containsExactly("tilia");
    }

    @Test
    void whatLiesOnAnUnknownGrainIsNotLearnedButWhatLiesOnDrawnDebrisIs() {
        BoxedField field = field(
                List.of(),
                List.of(
                        new LabelledBox(new Box(0, 0, 30, 30), LabelledBox.UNKNOWN),
                        new LabelledBox(new Box(100, 0, 30, 30), LabelledBox.DEBRIS)));

        List<TrainingCrop> pieces = IouAssignment.of(
                0, field, List.of(candidate(new Box(2, 2, 30, 30)), candidate(new Box(102, 2, 30, 30))));

        assertThat(pieces).extracting(TrainingCrop::label).containsOnly("debris");
        assertThat(pieces).extracting(TrainingCrop::trains).containsExactly(false, true);
    }

    @Test
    void aBoxThatNothingCoversIsAPieceToLearnFromOnly() {
        BoxedField field = field(List.of(new LabelledBox(new Box(10, 20, 40, 20), "tilia")), List.of());

        List<TrainingCrop> pieces = IouAssignment.of(0, field, List.of(candidate(new Box(200, 200, 30, 30))));

        assertThat(pieces).hasSize(2);
        TrainingCrop missed = pieces.get(1);
        assertThat(missed)
                .extracting(TrainingCrop::label, TrainingCrop::found, TrainingCrop::trains)
                .containsExactly("tilia", false, true);
        assertThat(missed.candidate().box()).isEqualTo(new Box(10, 20, 40, 20));
        assertThat(missed.candidate().areaPx()).isEqualTo(Math.round(Math.PI / 4 * 40 * 20));
    }

    @Test
    void aFieldWithoutBoxesIsDebrisAll() {
        assertThat(IouAssignment.of(0, field(List.of(), List.of()), List.of(candidate(DRAWN), candidate(DRAWN))))
                .hasSize(2)
                .allSatisfy(piece -> assertThat(piece)
                        .extracting(TrainingCrop::label, TrainingCrop::trains)
                        .containsExactly("debris", true));
    }
}
