package org.exina.torch;

/** How a network is trained, whatever the network and the data. */
public record TrainingConfig(Optimizer optimizer, Schedule schedule, EpochSettings passes, Loss loss) {
    public static final TrainingConfig DEFAULT =
            new TrainingConfig(Optimizer.RmsProp.DEFAULT, Schedule.CONSTANT, EpochSettings.DEFAULT, Loss.DEFAULT);

    /**
     * How often and in which order the samples are seen.
     *
     * @param epochs at most so many, at least 1
     * @param batch samples a step, at least 1; the last batch of an epoch takes what is left
     * @param shuffle whether each epoch has an order of its own
     * @param samples of an epoch, the first in its order; 0 for all
     * @param patience epochs without a lower validation loss after which training ends; the weights of the best epoch are
     *     then taken. 0 for never: the weights of the last epoch are taken
     */
    public record EpochSettings(int epochs, int batch, boolean shuffle, int samples, int patience) {
        public static final EpochSettings DEFAULT = new EpochSettings(20, 16, true, 0, 0);

        public EpochSettings {
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
            }
            if (batch < 1) {
                throw new IllegalArgumentException("batch must be at least 1, got " + batch);
            }
            if (samples < 0 || patience < 0) {
                throw new IllegalArgumentException(
                        "samples and patience must be 0 or more, got " + samples + " and " + patience);
            }
        }
    }

    /**
     * What is made small: the mean cross-entropy, and what is added to it.
     *
     * @param l2 times the sum of all squared kernel weights is added (Keras's {@code L2} of every layer): 0 or more
     * @param labelSmoothing share of the label's certainty that all classes are given alike, in [0, 1)
     * @param balanced whether samples of rare classes count more: n / (classes * samples of the class), as scikit-learn
     */
    public record Loss(double l2, double labelSmoothing, boolean balanced) {
        public static final Loss DEFAULT = new Loss(0, 0, false);

        public Loss {
            if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("l2 must be 0 or more, got " + l2);
            }
            if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
                throw new IllegalArgumentException("smoothing must be in [0, 1), got " + labelSmoothing);
            }
        }
    }

    public TrainingConfig withOptimizer(Optimizer other) {
        return new TrainingConfig(other, schedule, passes, loss);
    }

    public TrainingConfig withSchedule(Schedule other) {
        return new TrainingConfig(optimizer, other, passes, loss);
    }

    public TrainingConfig withPasses(EpochSettings other) {
        return new TrainingConfig(optimizer, schedule, other, loss);
    }
}
