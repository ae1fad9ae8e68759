package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.exina.image.Box;
import org.exina.slides.Candidate;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;
import org.junit.jupiter.api.Test;

class LabellingTest {
    private static final Box DRAWN = new Box(100, 100, 100, 10);

    private static BoxedField field(List<LabelledBox> grains, List<LabelledBox> apart) {
        return new BoxedField("a.png", Path.of("a.png"), 400, 400, "a", grains, apart);
    }

    private static Candidate candidate(Box box) {
        return new Candidate(box, box.area(), 1, 40);
    }

    /** What a candidate is that covers so many hundredths of a box. */
    private static Piece covering(int hundredths) {
        Candidate candidate = candidate(new Box(100, 100, hundredths, 10));
        return Labelling.of(3, field(List.of(new LabelledBox(DRAWN, "tilia")), List.of()), List.of(candidate))
                .get(0);
    }

    @Test
    void halfABoxIsOfItsClassLittleIsDebrisAndWhatLiesBetweenIsNotLearned() {
        assertThat(covering(50)).extracting(Piece::label, Piece::trains).containsExactly("tilia", true);
        assertThat(covering(49)).extracting(Piece::label, Piece::trains).containsExactly("debris", false);
        assertThat(covering(40)).extracting(Piece::label, Piece::trains).containsExactly("debris", false);
        assertThat(covering(39)).extracting(Piece::label, Piece::trains).containsExactly("debris", true);
        assertThat(covering(50)).extracting(Piece::field, Piece::found).containsExactly(3, true);
    }

    @Test
    void theBoxThatIsCoveredBestGivesTheClass() {
        BoxedField field = field(
                List.of(
                        new LabelledBox(new Box(0, 0, 30, 30), "alnus"),
                        new LabelledBox(new Box(5, 0, 30, 30), "tilia")),
                List.of());

        assertThat(Labelling.of(0, field, List.of(candidate(new Box(4, 0, 30, 30)))))
                .extracting(Piece::label)
                .containsExactly("tilia");
    }

    @Test
    void whatLiesOnAnUnknownGrainIsNotLearnedButWhatLiesOnDrawnDebrisIs() {
        BoxedField field = field(
                List.of(),
                List.of(
                        new LabelledBox(new Box(0, 0, 30, 30), LabelledBox.UNKNOWN),
                        new LabelledBox(new Box(100, 0, 30, 30), LabelledBox.DEBRIS)));

        List<Piece> pieces =
                Labelling.of(0, field, List.of(candidate(new Box(2, 2, 30, 30)), candidate(new Box(102, 2, 30, 30))));

        assertThat(pieces).extracting(Piece::label).containsOnly("debris");
        assertThat(pieces).extracting(Piece::trains).containsExactly(false, true);
    }

    @Test
    void aBoxThatNothingCoversIsAPieceToLearnFromOnly() {
        BoxedField field = field(List.of(new LabelledBox(new Box(10, 20, 40, 20), "tilia")), List.of());

        List<Piece> pieces = Labelling.of(0, field, List.of(candidate(new Box(200, 200, 30, 30))));

        assertThat(pieces).hasSize(2);
        Piece missed = pieces.get(1);
        assertThat(missed).extracting(Piece::label, Piece::found, Piece::trains).containsExactly("tilia", false, true);
        assertThat(missed.candidate().box()).isEqualTo(new Box(10, 20, 40, 20));
        assertThat(missed.candidate().areaPx()).isEqualTo(Math.round(Math.PI / 4 * 40 * 20));
    }

    @Test
    void aFieldWithoutBoxesIsDebrisAll() {
        assertThat(Labelling.of(0, field(List.of(), List.of()), List.of(candidate(DRAWN), candidate(DRAWN))))
                .hasSize(2)
                .allSatisfy(piece -> assertThat(piece)
                        .extracting(Piece::label, Piece::trains)
                        .containsExactly("debris", true));
    }
}
