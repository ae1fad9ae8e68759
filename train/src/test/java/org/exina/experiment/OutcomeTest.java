package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void classesAreRankedByProbability() {
        Outcome outcome = new Outcome("a.png", 0, 1, 2, 0, new double[] {0.2, 0.5, 0.3});

        assertThat(outcome.ranking()).containsExactly(1, 2, 0);
        assertThat(outcome.predicted()).isEqualTo(1);
        assertThat(outcome.confidence()).isEqualTo(0.5);
        assertThat(outcome.isCorrect()).isFalse();
    }

    @Test
    void ofEqualsTheLowerIndexComesFirst() {
        Outcome outcome = new Outcome("a.png", 0, 0, 0, 1, new double[] {0.2, 0.4, 0.4});

        assertThat(outcome.predicted()).isEqualTo(1);
        assertThat(outcome.isCorrect()).isTrue();
    }

    @Test
    void probabilitiesCannotBeChangedFromOutside() {
        double[] given = {0.9, 0.1};
        Outcome outcome = new Outcome("a.png", 0, 0, 0, 0, given);
        given[0] = 0;
        outcome.probabilities()[1] = 1;

        assertThat(outcome.probabilities()).containsExactly(0.9, 0.1);
    }

    @Test
    void aLabelOutOfRangeIsNamed() {
        assertThatThrownBy(() -> new Outcome("a.png", 0, 0, 0, 2, new double[] {0.5, 0.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a.png: class index must be in [0, 2), got 2");
    }
}
