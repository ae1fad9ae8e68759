package org.exina.torch;

/**
 * How weights follow their gradients: the formulas of Keras 3 (keras/src/optimizers), which are not PyTorch's. Epsilon
 * stands under the root in RMSprop and Adagrad and beside it in Adam.
 */
public sealed interface Optimizer {
    double learningRate();

    /**
     * Gradient descent, with momentum or without.
     *
     * @param momentum in [0, 1), 0 for none
     * @param nesterov whether it looks ahead; needs momentum
     */
    record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
        public static final Sgd DEFAULT = new Sgd(0.01, 0, false);

        public Sgd {
            positive("lr", learningRate);
            share("momentum", momentum);
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException("nesterov needs a momentum above 0, such as 0.9");
            }
        }
    }

    /**
     * Gradients over the root of the running mean of their squares (T. Tieleman, G. Hinton, 2012).
     *
     * @param rho how much of the mean square is kept, in [0, 1)
     * @param momentum in [0, 1), 0 for none
     */
    record RmsProp(double learningRate, double rho, double momentum, double epsilon) implements Optimizer {
        public static final RmsProp DEFAULT = new RmsProp(0.001, 0.9, 0, 1e-7);

        public RmsProp {
            positive("lr", learningRate);
            share("rho", rho);
            share("momentum", momentum);
            positive("epsilon", epsilon);
        }
    }

    /**
     * The default learning rate is 0.01, that of Keras when the 2017 study was made; Keras 3's own is 0.001, with which
     * 20 epochs learn little.
     *
     * @param accumulator what the sum of squares begins with, 0 or more
     */
    record Adagrad(double learningRate, double accumulator, double epsilon) implements Optimizer {
        public static final Adagrad DEFAULT = new Adagrad(0.01, 0.1, 1e-7);

        public Adagrad {
            positive("lr", learningRate);
            positive("epsilon", epsilon);
            if (!(accumulator >= 0 && accumulator < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("accumulator must be 0 or more, got " + accumulator);
            }
        }
    }

    /**
     * Kingma and Ba, 2015; with a weight decay above 0 it is AdamW (Loshchilov and Hutter, 2019).
     *
     * @param beta1 how much of the mean is kept, in [0, 1)
     * @param beta2 of the mean square, in [0, 1)
     * @param weightDecay share of every weight, times the learning rate, taken off at each step: 0 or more
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements Optimizer {
        public static final Adam DEFAULT = new Adam(0.001, 0.9, 0.999, 1e-7, 0);

        /** Keras's AdamW. */
        public static final Adam WITH_DECAY = new Adam(0.001, 0.9, 0.999, 1e-7, 0.004);

        public Adam {
            positive("lr", learningRate);
            share("beta1", beta1);
            share("beta2", beta2);
            positive("epsilon", epsilon);
            if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("decay must be 0 or more, got " + weightDecay);
            }
        }

        public Adam withLearningRate(double rate) {
            return new Adam(rate, beta1, beta2, epsilon, weightDecay);
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0, got " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
        }
    }
}
