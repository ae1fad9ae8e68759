package org.exina.torch;

/** What becomes of the learning rate in the course of a training: a factor, 1 at the beginning. */
public sealed interface Schedule {
    Schedule CONSTANT = new Constant();

    /**
     * What the learning rate is multiplied by.
     *
     * @param epochs how many have passed, with fractions
     * @param total how many there are
     */
    double factor(double epochs, int total);

    record Constant() implements Schedule {
        @Override
        public double factor(double epochs, int total) {
            return 1;
        }
    }

    /** Down to 0 along half a wave (Keras's {@code CosineDecay} over all steps). */
    record Cosine() implements Schedule {
        @Override
        public double factor(double epochs, int total) {
            return 0.5 * (1 + Math.cos(Math.PI * epochs / total));
        }
    }

    /**
     * Times {@code decay} every {@code every} epochs: little by little, or in steps (Keras's {@code ExponentialDecay},
     * with {@code staircase}).
     *
     * @param decay in (0, 1]
     * @param every at least 1
     */
    record Decay(double decay, int every, boolean steps) implements Schedule {
        public Decay {
            if (!(decay > 0 && decay <= 1)) {
                throw new IllegalArgumentException("decay must be in (0, 1], got " + decay);
            }
            if (every < 1) {
                throw new IllegalArgumentException("every must be at least 1 epoch, got " + every);
            }
        }

        @Override
        public double factor(double epochs, int total) {
            double times = epochs / every;
            return Math.pow(decay, steps ? Math.floor(times + 1e-9) : times);
        }
    }
}
