package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestPredictionTest {
    @Test
    void classesAreRankedByProbability() {
        TestPrediction prediction = new TestPrediction("a.png", 0, 1, 2, 0, new double[] {0.2, 0.5, 0.3});

        assertThat(prediction.ranking()).containsExactly(1, 2, 0);
        assertThat(prediction.predicted()).isEqualTo(1);
        assertThat(prediction.confidence()).isEqualTo(0.5);
        assertThat(prediction.isCorrect()).isFalse();
    }

    @Test
    void ofEqualsTheLowerIndexComesFirst() {
        TestPrediction prediction = new TestPrediction("a.png", 0, 0, 0, 1, new double[] {0.2, 0.4, 0.4});

        assertThat(prediction.predicted()).isEqualTo(1);
        assertThat(prediction.isCorrect()).isTrue();
    }

    @Test
    void probabilitiesCannotBeChangedFromOutside() {
        double[] given = {0.9, 0.1};
        TestPrediction prediction = new TestPrediction("a.png", 0, 0, 0, 0, given);
        given[0] = 0;
        prediction.probabilities()[1] = 1;

        assertThat(prediction.probabilities()).containsExactly(0.9, 0.1);
    }

    @Test
    void aLabelOutOfRangeIsNamed() {
        assertThatThrownBy(() -> new TestPrediction("a.png", 0, 0, 0, 2, new double[] {0.5, 0.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a.png: class index must be in [0, 2), got 2");
    }
}
