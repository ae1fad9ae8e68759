package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.exina.image.Box;
import org.junit.jupiter.api.Test;

class CountedFieldTest {
    private static Grain grain(int x, int y, String label) {
        return new Grain(new Box(x, y, 20, 20), label, 0.9, "other", 0.1, 314);
    }

    private static CountedField field(Grain... grains) {
        return new CountedField("f1", Path.of("f1.jpg"), 100, 80, List.of(grains), List.of());
    }

    @Test
    void grainsStandFromTheTopAndFromTheLeft() {
        assertThat(field(grain(50, 9, "a"), grain(10, 40, "a"), grain(5, 9, "b"))
                        .grains())
                .extracting(g -> g.box().x())
                .containsExactly(5, 50, 10);
    }

    @Test
    void countsByLabelUnknownAndDebrisApart() {
        CountedField field = field(grain(0, 0, "a"), grain(30, 0, Grain.DEBRIS), grain(60, 0, Grain.UNKNOWN));

        assertThat(field.count("a")).isEqualTo(1);
        assertThat(field.count(Grain.DEBRIS)).isEqualTo(1);
        assertThat(field.count(Grain.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void boxesOutsideTheFieldAreRefused() {
        assertThatThrownBy(() -> field(grain(90, 0, "a"))).hasMessageContaining("is not within 100 x 80 pixels");
    }

    @Test
    void theDiameterIsThatOfACircleOfTheSameArea() {
        assertThat(grain(0, 0, "a").diameterPx()).isCloseTo(20, within(0.01));
    }

    @Test
    void grainsAtTheBorderAreCutOff() {
        assertThat(grain(80, 30, "a").isCutOff(100, 80)).isTrue();
        assertThat(grain(30, 30, "a").isCutOff(100, 80)).isFalse();
    }
}
