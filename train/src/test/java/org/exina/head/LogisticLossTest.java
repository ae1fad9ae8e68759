package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticLossTest {
    private static final double[][] X = {{1, 0.5}, {-1, 0.25}, {0.5, -1}, {-0.5, 0.25}, {0, 0}};
    private static final int[] LABELS = {0, 0, 1, 1, 2};
    private static final boolean[] USED = {true, false, true, false, false};

    private static LogisticLoss loss() {
        return new LogisticLoss(PrincipalBasis.none(X), LABELS, 3, USED, 0.1);
    }

    private static double[] parameters(LogisticLoss loss) {
        double[] x = new double[loss.parameters()];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.sin(i + 1);
        }
        return x;
    }

    private static double logLoss(double[] x, int sample) {
        double[] p = new double[3];
        for (int k = 0; k < 3; k++) {
            p[k] = x[3 * k] * X[sample][0] + x[3 * k + 1] * X[sample][1] + x[3 * k + 2];
        }
        return -Math.log(Softmax.of(p)[LABELS[sample]]);
    }

    /** Sample 4 is the only one of its class, and it does not count: nothing could predict it. */
    @Test
    void othersOfAClassThatNoneHasAreNoLoss() {
        LogisticLoss loss = loss();
        double[] x = parameters(loss);

        assertThat(loss.lossOfOthers(x)).isCloseTo(logLoss(x, 1) + logLoss(x, 3), within(1e-12));
    }

    @Test
    void gradientIsThatOfDifferences() {
        LogisticLoss loss = loss();
        double[] x = parameters(loss);
        double[] gradient = new double[x.length];
        double[] ignored = new double[x.length];
        loss.value(x, gradient);
        for (int i = 0; i < x.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (loss.value(up, ignored) - loss.value(down, ignored)) / 2e-5;

            assertThat(gradient[i]).isCloseTo(slope, within(1e-8));
        }
    }
}
