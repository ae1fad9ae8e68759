package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exina.image.Box;
import org.junit.jupiter.api.Test;

class GrainSelectorTest {
    private static final List<String> BOXED = List.of("alder", "birch", Grain.DEBRIS);

    private static Candidate candidate(int x, int side, double solidity) {
        return new Candidate(new Box(x, 10, side, side), (long) side * side / 2, solidity, 50);
    }

    private static CandidatePrediction answer(boolean unknown, Double... probabilities) {
        return new CandidatePrediction(List.of(probabilities), unknown);
    }

    private static List<Grain> grains(List<String> classes, List<Candidate> found, List<CandidatePrediction> answers) {
        return new GrainSelector(classes, DetectionSettings.DEFAULT)
                .grains(found, answers, 400, 400).stream().map(Detection::grain).toList();
    }

    @Test
    void theLikeliestTypeIsNamedAndTheNextOne() {
        Grain grain = grains(BOXED, List.of(candidate(10, 40, 1)), List.of(answer(false, 0.2, 0.7, 0.1)))
                .get(0);

        assertThat(grain.label()).isEqualTo("birch");
        assertThat(grain.probability()).isEqualTo(0.7);
        assertThat(grain.second()).isEqualTo("alder");
    }

    @Test
    void whatLooksLikeNoGrainIsDebris() {
        Grain grain = grains(BOXED, List.of(candidate(10, 40, 1)), List.of(answer(false, 0.1, 0.2, 0.7)))
                .get(0);

        assertThat(grain.isDebris()).isTrue();
        assertThat(grain.probability()).isEqualTo(0.7);
        assertThat(grain.second()).isEqualTo("birch");
    }

    @Test
    void anUnknownGrainNamesTheLikeliestAsSecond() {
        Grain grain = grains(BOXED, List.of(candidate(10, 40, 1)), List.of(answer(true, 0.2, 0.7, 0.1)))
                .get(0);

        assertThat(grain.isUnknown()).isTrue();
        assertThat(grain.second()).isEqualTo("birch");
    }

    @Test
    void ofAClumpAndItsPartsThePartsAreKeptWhenTheyLookMoreLikeGrains() {
        List<Candidate> found = List.of(candidate(10, 90, 0.85), candidate(10, 44, 0.98), candidate(56, 44, 0.98));

        List<Grain> grains = grains(
                BOXED,
                found,
                List.of(answer(false, 0.2, 0.2, 0.6), answer(false, 0.9, 0.05, 0.05), answer(false, 0.05, 0.9, 0.05)));

        assertThat(grains).extracting(Grain::label).containsExactlyInAnyOrder("alder", "birch");
    }

    @Test
    void withoutBoxesTheConvexAreGrainsAndTheRaggedDebris() {
        List<Candidate> found = List.of(candidate(10, 40, 0.97), candidate(200, 40, 0.5));

        List<Grain> grains =
                grains(List.of("alder", "birch"), found, List.of(answer(false, 0.9, 0.1), answer(false, 0.9, 0.1)));

        assertThat(grains).extracting(Grain::label).containsExactlyInAnyOrder("alder", Grain.DEBRIS);
    }

    @Test
    void boxesGrowAsPeopleDrawThemAndStayInTheField() {
        assertThat(GrainSelector.grown(new Box(10, 10, 40, 20), 0.2, 100, 100)).isEqualTo(new Box(6, 8, 48, 24));
        assertThat(GrainSelector.grown(new Box(0, 10, 40, 20), 0.2, 100, 100)).isEqualTo(new Box(0, 8, 44, 24));
    }
}
