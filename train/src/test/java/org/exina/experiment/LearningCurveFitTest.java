package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LearningCurveFitTest {
    private static final int IMAGES = 1000;
    private static final double[] SIZES = {2, 5, 10, 20, 40};

    /** Shares of right answers whose mean error is the curve's. */
    private static double[][] right(double rest, double height, double steepness) {
        return Arrays.stream(SIZES)
                .mapToObj(k -> {
                    double wrong = IMAGES * (rest + height * Math.pow(k, -steepness));
                    double[] share = new double[IMAGES];
                    for (int i = 0; i < IMAGES; i++) {
                        share[i] = 1 - Math.max(0, Math.min(1, wrong - i));
                    }
                    return share;
                })
                .toArray(double[][]::new);
    }

    @Test
    void goesOnAlongAPowerOfTheSize() {
        LearningCurveFit ahead =
                LearningCurveFit.of(SIZES, right(0.02, 0.4, 0.8), 1).orElseThrow();
        assertThat(ahead.perClass()).isEqualTo(80);
        assertThat(ahead.rest()).isCloseTo(0.02, within(1e-6));
        assertThat(ahead.steepness()).isCloseTo(0.8, within(1e-6));
        assertThat(ahead.accuracy()).isCloseTo(1 - 0.02 - 0.4 * Math.pow(80, -0.8), within(1e-6));
        assertThat(ahead.low()).isLessThan(ahead.accuracy());
        assertThat(ahead.high()).isGreaterThan(ahead.accuracy());
        assertThat(ahead.gain()).isPositive();
    }

    @Test
    void aCurveThatIsFlatStaysFlat() {
        LearningCurveFit ahead = LearningCurveFit.of(SIZES, right(0.1, 0, 1), 1).orElseThrow();
        assertThat(ahead.gain()).isCloseTo(0, within(1e-9));
        assertThat(ahead.gainHigh()).isLessThan(0.002);
    }

    @Test
    void whereNoImageIsWrongTheIntervalIsThatOfSoManyImages() {
        LearningCurveFit ahead = LearningCurveFit.of(
                        SIZES, new double[][] {ones(40), ones(40), ones(40), ones(40), ones(40)}, 1)
                .orElseThrow();

        assertThat(ahead.accuracy()).isEqualTo(1);
        assertThat(ahead.low()).isCloseTo(0.912, within(0.001)); // Wilson's of 40 of 40
        assertThat(ahead.high()).isEqualTo(1);
        assertThat(ahead.gainHigh()).isCloseTo(0.088, within(0.001));
    }

    private static double[] ones(int images) {
        double[] right = new double[images];
        Arrays.fill(right, 1);
        return right;
    }

    @Test
    void sameSeedGivesTheSameInterval() {
        assertThat(LearningCurveFit.of(SIZES, right(0.02, 0.4, 0.8), 5))
                .isEqualTo(LearningCurveFit.of(SIZES, right(0.02, 0.4, 0.8), 5));
    }

    @Test
    void twoSizesAreTooFew() {
        double[][] right = right(0.02, 0.4, 0.8);
        assertThat(LearningCurveFit.of(new double[] {2, 5}, new double[][] {right[0], right[1]}, 1))
                .isEmpty();
    }
}
