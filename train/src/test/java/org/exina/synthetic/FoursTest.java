package org.exina.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.exina.slides.Candidate;
import org.exina.slides.CandidatePrediction;
import org.exina.slides.Detection;
import org.exina.slides.DetectionSettings;
import org.exina.slides.GrainSegmenter;
import org.exina.slides.GrainSelector;
import org.exina.slides.SegmenterSettings;
import org.junit.jupiter.api.Test;

/** Grains that touch two by two, as they come out of an anther. */
class FoursTest {
    private static final FieldSettings FOURS =
            FieldSettings.DEFAULT.withClasses(4).withSize(1020, 720).withGrains(20);

    @Test
    void eachOfAFourIsFoundAlone() throws Exception {
        int found = 0;
        int grains = 0;
        int counted = 0;
        for (int number = 1; number <= 2; number++) {
            SyntheticFields.SyntheticField field = SyntheticFields.drawFours(FOURS, number);
            List<Candidate> candidates = new GrainSegmenter(SegmenterSettings.DEFAULT)
                    .find(field.planes().get(0));
            List<Detection> kept = new GrainSelector(List.of("a", "b"), DetectionSettings.DEFAULT)
                    .grains(
                            candidates,
                            Collections.nCopies(candidates.size(), new CandidatePrediction(List.of(0.97, 0.03), false)),
                            1020,
                            720);
            counted +=
                    (int) kept.stream().filter(each -> !each.grain().isDebris()).count();
            grains += field.grains().size();
            found += (int) field.grains().stream()
                    .filter(truth -> kept.stream()
                            .anyMatch(each -> each.grain().box().intersectionOverUnion(truth.box()) >= 0.5))
                    .count();
        }

        assertThat(grains).isEqualTo(40);
        assertThat(found).isGreaterThanOrEqualTo(36);
        assertThat(counted).isBetween(36, 44);
    }

    @Test
    void threeOfEachFourTouchAtLeast() {
        List<DrawnGrain> truth = FieldPlan.ofFours(FOURS, 1).truth();

        assertThat(truth).hasSize(20);
        assertThat(truth.stream().filter(DrawnGrain::touching)).hasSizeGreaterThanOrEqualTo(15);
    }
}
