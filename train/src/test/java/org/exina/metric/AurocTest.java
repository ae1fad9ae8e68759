package org.exina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AurocTest {
    /** scikit-learn 1.7: roc_auc_score([1, 1, 1, 0, 0, 0, 0], [0.9, 0.4, 0.4, 0.4, 0.1, 0.5, 0.35]) */
    @Test
    void isThatOfScikitLearn() {
        assertThat(Auroc.of(new double[] {0.9, 0.4, 0.4}, new double[] {0.4, 0.1, 0.5, 0.35}))
                .isCloseTo(0.75, within(1e-12));
    }

    @Test
    void isOneWhereAllPositivesAreAboveAndAHalfWhereAllAreEqual() {
        assertThat(Auroc.of(new double[] {2, 3}, new double[] {0, 1})).isEqualTo(1);
        assertThat(Auroc.of(new double[] {0}, new double[] {1, 2})).isEqualTo(0);
        assertThat(Auroc.of(new double[] {1, 1}, new double[] {1})).isEqualTo(0.5);
    }

    @Test
    void needsBoth() {
        assertThatThrownBy(() -> Auroc.of(new double[0], new double[] {1}))
                .hasMessage("expected at least 1 positive and 1 negative, got 0 and 1");
    }
}
