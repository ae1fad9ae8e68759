package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.exina.head.HeadSpec.LogisticRegression;
import org.exina.matrix.Lbfgs;
import org.junit.jupiter.api.Test;

class FixedLogisticTest extends HeadContract {
    @Override
    HeadSpec spec() {
        return new LogisticRegression(0.01, LogisticRegression.DEFAULT.maxIterations());
    }

    @Test
    void saysWhetherItConverged() throws IOException {
        Clouds clouds = Clouds.of(20, 30, 30);

        assertThat(train(clouds).report()).extracting("converged").isEqualTo(true);
        assertThat(HeadSpec.parse("logistic:l2=0.0001,iterations=3")
                        .train(clouds.set(), 1)
                        .report())
                .extracting("converged", "iterations")
                .containsExactly(false, 3);
    }

    @Test
    void theFeaturesThemselvesGiveWhatTheirAxesGive() {
        Clouds clouds = Clouds.of(12, 40, 40, 40);
        double[][] standardized = Standardizer.of(clouds.set()).apply(clouds.set());
        boolean[] used = new boolean[clouds.labels.length];
        Arrays.fill(used, true);

        double along = minimum(new LogisticLoss(PrincipalBasis.of(standardized), clouds.labels, 3, used, 0.01));
        double plain = minimum(new LogisticLoss(PrincipalBasis.none(standardized), clouds.labels, 3, used, 0.01));

        assertThat(plain).isCloseTo(along, within(1e-10));
    }

    private static double minimum(LogisticLoss loss) {
        return Lbfgs.minimize(loss, new double[loss.parameters()], 1e-13, 1000).value();
    }
}
