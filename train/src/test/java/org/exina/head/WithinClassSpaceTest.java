package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WithinClassSpaceTest {
    private static final int EACH = 4000;

    /** Two classes that vary ten times as much along one axis as along the other, and differ along both. */
    private static double[][] samples() {
        Random random = new Random(1);
        double[][] samples = new double[2 * EACH][];
        for (int i = 0; i < samples.length; i++) {
            double shift = i < EACH ? 0 : 6;
            samples[i] = new double[] {10 * random.nextGaussian() + shift, random.nextGaussian() + shift};
        }
        return samples;
    }

    private static double[][] shares(double own) {
        double[][] shares = new double[2 * EACH][2];
        for (int i = 0; i < shares.length; i++) {
            shares[i][i / EACH] = own;
        }
        return shares;
    }

    @Test
    void classesVaryAlikeInAllDirections() {
        WithinClassSpace space = WithinClassSpace.of(samples(), shares(1));
        double[] variances = new double[2];
        for (int i = 0; i < 2 * EACH; i++) {
            for (int axis = 0; axis < 2; axis++) {
                variances[axis] += Math.pow(space.points()[i][axis] - space.means()[i / EACH][axis], 2) / (2 * EACH);
            }
        }
        assertThat(variances[0]).isCloseTo(1, within(0.05));
        assertThat(variances[1]).isCloseTo(1, within(0.05));
    }

    @Test
    void samplesThatAreOfNoClassCountForNothingAndHalvesForHalf() {
        double[][] samples = samples();
        double[][] halves = shares(0.5);
        samples[7] = new double[] {1e3, 1e3};
        halves[7] = new double[2];
        samples[8] = new double[] {50, 50};
        WithinClassSpace once = WithinClassSpace.of(samples, halves);
        halves[8] = new double[] {1, 0};
        WithinClassSpace twice = WithinClassSpace.of(samples, halves);
        assertThat(Math.abs(once.means()[0][1])).isLessThan(Math.abs(twice.means()[0][1]));
        assertThat(once.points()[7][0]).isGreaterThan(50);
    }

    @Test
    void samplesThatDoNotVaryStayFinite() {
        WithinClassSpace space =
                WithinClassSpace.of(new double[6][3], new double[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 0}, {0, 0}});
        assertThat(space.points()[0]).containsOnly(0);
        assertThat(space.means()[1]).containsOnly(0);
    }
}
