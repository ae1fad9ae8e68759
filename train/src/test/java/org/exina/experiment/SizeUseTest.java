package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeUseTest {
    private static RunRecord.HeadTrained head(Map<String, String> settings) {
        return new RunRecord.HeadTrained(0, 0, settings);
    }

    @Test
    void isTheMeanOfTheTrainingsThatUsedIt() {
        SizeUse use = SizeUse.of(List.of(
                        head(Map.of("sizeWeight", "0.5", "sizes", "41.00\t5.00\n28.00\t4.00")),
                        head(Map.of("sizeWeight", "1.0", "sizes", "42.00\t5.20\n30.00\t4.00")),
                        head(Map.of("sizeWeight", "0.0"))))
                .orElseThrow();

        assertThat(use.used()).isEqualTo(2);
        assertThat(use.tried()).isEqualTo(3);
        assertThat(use.perClass().get(0).mean()).isCloseTo(41.5, within(1e-9));
        assertThat(use.perClass().get(0).deviation()).isCloseTo(5.1, within(1e-9));
        assertThat(use.perClass().get(1).text()).isEqualTo("29.0 \u00b1 4.0");
    }

    @Test
    void whereItWasNotTriedNothingIsSaid() {
        assertThat(SizeUse.of(List.of(head(Map.of("shrinkage", "0.1"))))).isEmpty();
        assertThat(SizeUse.of(List.of(head(Map.of("sizeWeight", "0.0")))).orElseThrow())
                .isEqualTo(new SizeUse(0, 1, List.of()));
    }
}
