package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TemperatureTest {
    /** Labels drawn from the probabilities of the scores, which were then multiplied. */
    private static Temperature drawn(double factor, int n, long seed) {
        Random random = new Random(seed);
        Temperature temperature = new Temperature();
        for (int i = 0; i < n; i++) {
            double[] scores = {2 * random.nextGaussian(), 2 * random.nextGaussian(), 2 * random.nextGaussian()};
            double[] p = Softmax.of(scores);
            double u = random.nextDouble();
            int label = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            temperature.add(new double[] {factor * scores[0], factor * scores[1], factor * scores[2]}, label);
        }
        return temperature;
    }

    @Test
    void scoresThatWereMultipliedAreDivided() {
        assertThat(drawn(1, 20_000, 1).best()).isCloseTo(1, within(0.05));
        assertThat(drawn(8, 20_000, 2).best()).isCloseTo(8, within(0.4));
        assertThat(drawn(0.1, 20_000, 3).best()).isCloseTo(0.1, within(0.005));
    }

    @Test
    void withoutASingleErrorThereIsNoCertainty() {
        Temperature temperature = new Temperature();
        for (int i = 0; i < 20; i++) {
            temperature.add(new double[] {3, 0, -1}, 0);
        }
        double[] probabilities = Softmax.of(new double[] {3 / temperature.best(), 0, -1 / temperature.best()});

        assertThat(probabilities[0]).isBetween(0.95, 0.99); // half an error in 21 is 0.976
    }

    @Test
    void nothingSeenChangesNothing() {
        assertThat(new Temperature().best()).isEqualTo(1);
    }
}
