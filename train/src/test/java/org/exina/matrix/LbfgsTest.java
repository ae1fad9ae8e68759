package org.exina.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    private static final double TOLERANCE = 1e-20;

    /** A function without an idea of its inverse Hessian, which counts how often it is asked. */
    private abstract static class Plain implements Lbfgs.Objective {
        int asked;

        abstract double at(double[] x, double[] gradient);

        @Override
        public final double value(double[] x, double[] gradient) {
            asked++;
            return at(x, gradient);
        }

        @Override
        public void precondition(double[] vector) {}
    }

    /** H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960. */
    private static final class Rosenbrock extends Plain {
        @Override
        double at(double[] x, double[] gradient) {
            double value = 0;
            Arrays.fill(gradient, 0);
            for (int i = 0; i + 1 < x.length; i++) {
                double bend = x[i + 1] - x[i] * x[i];
                double rest = 1 - x[i];
                value += 100 * bend * bend + rest * rest;
                gradient[i] += -400 * x[i] * bend - 2 * rest;
                gradient[i + 1] += 200 * bend;
            }
            return value;
        }
    }

    /** Half the sum of weighted squares around 1, 2, 3, ... */
    private static class Bowl extends Plain {
        final double[] weights;

        Bowl(double... weights) {
            this.weights = weights;
        }

        @Override
        double at(double[] x, double[] gradient) {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                double off = x[i] - (i + 1);
                gradient[i] = weights[i] * off;
                value += 0.5 * weights[i] * off * off;
            }
            return value;
        }
    }

    @Test
    void findsTheEndOfRosenbrocksValley() {
        Rosenbrock valley = new Rosenbrock();

        Lbfgs found = Lbfgs.minimize(valley, new double[] {-1.2, 1}, TOLERANCE, 200);

        assertThat(found.x()).containsExactly(new double[] {1, 1}, within(1e-8));
        assertThat(found.value()).isLessThan(1e-16);
        assertThat(found.iterations()).isLessThan(60);
        assertThat(valley.asked).isLessThan(100);
    }

    @Test
    void findsItInManyDimensions() {
        double[] start = new double[40];
        Arrays.setAll(start, i -> i % 2 == 0 ? -1.2 : 1);
        double[] ones = new double[40];
        Arrays.fill(ones, 1);

        assertThat(Lbfgs.minimize(new Rosenbrock(), start, TOLERANCE, 1000).x()).containsExactly(ones, within(1e-6));
    }

    @Test
    void findsTheBottomOfAStretchedBowl() {
        Lbfgs found = Lbfgs.minimize(new Bowl(1e-3, 1, 1e3), new double[3], TOLERANCE, 200);

        assertThat(found.x()).containsExactly(new double[] {1, 2, 3}, within(1e-6));
    }

    @Test
    void anExactInverseHessianNeedsOneStep() {
        Bowl bowl = new Bowl(1e-3, 1, 1e3) {
            @Override
            public void precondition(double[] vector) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] /= weights[i];
                }
            }
        };

        Lbfgs found = Lbfgs.minimize(bowl, new double[3], TOLERANCE, 200);

        assertThat(found.iterations()).isEqualTo(1);
        assertThat(found.x()).containsExactly(new double[] {1, 2, 3}, within(1e-12));
    }

    @Test
    void beginningAtTheMinimumTakesNoStep() {
        Lbfgs found = Lbfgs.minimize(new Bowl(1, 2), new double[] {1, 2}, TOLERANCE, 200);

        assertThat(found.iterations()).isZero();
        assertThat(found.value()).isZero();
        assertThat(found.converged()).isTrue();
    }

    @Test
    void theStartIsNotChanged() {
        double[] start = {-1.2, 1};

        Lbfgs.minimize(new Rosenbrock(), start, TOLERANCE, 200);

        assertThat(start).containsExactly(-1.2, 1);
    }

    @Test
    void stopsAfterTheIterationsAllowedAndSaysSo() {
        Lbfgs found = Lbfgs.minimize(new Rosenbrock(), new double[] {-1.2, 1}, TOLERANCE, 5);

        assertThat(found.iterations()).isEqualTo(5);
        assertThat(found.converged()).isFalse();
        assertThat(found.excess()).isGreaterThan(TOLERANCE);
    }

    @Test
    void stopsWhereRoundingHidesAllProgress() {
        Plain rounded = new Plain() { // a value of 1e6 leaves no room for the last digits of the square
                    @Override
                    double at(double[] x, double[] gradient) {
                        gradient[0] = 2 * (x[0] - 3);
                        return 1e6 + (x[0] - 3) * (x[0] - 3);
                    }
                };

        Lbfgs found = Lbfgs.minimize(rounded, new double[] {3 + 1e-7}, 0, 10_000);

        assertThat(found.iterations()).isLessThan(10);
        assertThat(found.converged()).isTrue();
        assertThat(found.x()[0]).isCloseTo(3, within(1e-6));
    }

    @Test
    void everyStepLowersTheValue() {
        double before = Double.POSITIVE_INFINITY;
        for (int iterations = 1; iterations < 30; iterations++) {
            double value = Lbfgs.minimize(new Rosenbrock(), new double[] {-1.2, 1}, TOLERANCE, iterations)
                    .value();

            assertThat(value).isLessThan(before);
            before = value;
        }
    }

    @Test
    void stepsBackFromWhereTheFunctionIsNotDefined() {
        Plain barrier = new Plain() { // least at 0.01; the first step leads below 0
                    @Override
                    double at(double[] x, double[] gradient) {
                        gradient[0] = 100 - 1 / x[0];
                        return 100 * x[0] - Math.log(x[0]);
                    }
                };

        Lbfgs found = Lbfgs.minimize(barrier, new double[] {1}, TOLERANCE, 100);

        assertThat(found.x()[0]).isCloseTo(0.01, within(1e-9));
    }
}
