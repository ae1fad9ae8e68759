package org.exina.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Wording.percent(0.9590062)).isEqualTo("95.9\u00a0%");
        assertThat(Wording.percent(0.5, 1)).isEqualTo("50.0 to 100.0\u00a0%");
        assertThat(Wording.images(1)).isEqualTo("1\u00a0image");
        assertThat(Wording.images(12345)).isEqualTo("12,345\u00a0images");
        assertThat(Wording.seconds(12.34)).isEqualTo("12.3\u00a0s");
        assertThat(Wording.seconds(600)).isEqualTo("10.0\u00a0min");
    }

    @Test
    void threeDigitsThatMeanSomething() {
        assertThat(Wording.significant(0)).isEqualTo("0");
        assertThat(Wording.significant(0.019720321)).isEqualTo("0.0197");
        assertThat(Wording.significant(19.867)).isEqualTo("19.9");
        assertThat(Wording.significant(-1234.5)).isEqualTo("-1235");
        assertThat(Wording.significant(0.00000123)).isEqualTo("1.23e-06");
    }
}
