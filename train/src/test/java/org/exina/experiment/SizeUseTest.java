package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.model.ModelCard;
import org.junit.jupiter.api.Test;

class SizeUseTest {
    /** A training that tried sizes, and those of the classes where they were chosen. */
    private static RunRecord.HeadTrained head(ModelCard.ClassSize... sizes) {
        ModelCard.Selection selection = new ModelCard.Selection(
                List.of(new ModelCard.Selection.Chosen("net; lda", 1)),
                List.of(),
                List.of(new ModelCard.Selection.SizeTried(0, 0.5, 3)),
                List.of(sizes),
                List.of());
        return new RunRecord.HeadTrained(0, 0, Map.of(), Optional.of(selection));
    }

    @Test
    void isTheMeanOfTheTrainingsThatUsedIt() {
        SizeUse use = SizeUse.of(List.of(
                        head(new ModelCard.ClassSize(41, 5), new ModelCard.ClassSize(28, 4)),
                        head(new ModelCard.ClassSize(42, 5.2), new ModelCard.ClassSize(30, 4)),
                        head()))
                .orElseThrow();

        assertThat(use.used()).isEqualTo(2);
        assertThat(use.tried()).isEqualTo(3);
        assertThat(use.perClass().get(0).mean()).isCloseTo(41.5, within(1e-9));
        assertThat(use.perClass().get(0).deviation()).isCloseTo(5.1, within(1e-9));
        assertThat(use.perClass().get(1).text()).isEqualTo("29.0 \u00b1 4.0");
    }

    @Test
    void whereItWasNotTriedNothingIsSaid() {
        assertThat(SizeUse.of(List.of(new RunRecord.HeadTrained(0, 0, Map.of("shrinkage", "0.1")))))
                .isEmpty();
        assertThat(SizeUse.of(List.of(head())).orElseThrow()).isEqualTo(new SizeUse(0, 1, List.of()));
    }
}
