package org.exina.torch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** An {@link Optimizer} at work on one part of one array, operation by operation as Keras writes it. */
abstract class OptimizerStep {
    static OptimizerStep of(Optimizer optimizer) {
        if (optimizer instanceof Optimizer.Sgd sgd) {
            return new Descent(sgd);
        } else if (optimizer instanceof Optimizer.RmsProp rmsProp) {
            return new MeanSquare(rmsProp);
        } else if (optimizer instanceof Optimizer.Adagrad adagrad) {
            return new SumOfSquares(adagrad);
        } else if (optimizer instanceof Optimizer.Adam adam) {
            return new Moments(adam);
        }
        throw new IllegalArgumentException("unknown optimizer " + optimizer);
    }

    /**
     * Weights, what is remembered of their gradients, and room to compute in: all of one shape.
     *
     * @param memory one for each of {@link #memories}
     * @param epsilon filled with {@link #epsilon}: libtorch adds a tensor faster than a number
     */
    record Part(Tensor weights, List<Tensor> memory, Tensor room, Tensor epsilon) {}

    /** How many numbers are remembered for each weight. */
    abstract int memories();

    /** What each of them begins with. */
    float beginning(int memory) {
        return 0;
    }

    double epsilon() {
        return 0;
    }

    /**
     * To be called once for each step, before the parts.
     *
     * @param step from 1
     */
    void begin(double learningRate, long step) {}

    abstract void apply(Part part, Tensor gradient);

    private static final class Descent extends OptimizerStep {
        private final Optimizer.Sgd settings;
        private final Scalar momentum;
        private Scalar minusRate;

        Descent(Optimizer.Sgd settings) {
            this.settings = settings;
            this.momentum = new Scalar(settings.momentum());
        }

        @Override
        int memories() {
            return settings.momentum() > 0 ? 1 : 0;
        }

        @Override
        void begin(double learningRate, long step) {
            minusRate = new Scalar(-learningRate);
        }

        @Override
        void apply(Part part, Tensor gradient) {
            if (memories() == 0) {
                part.weights().add_(gradient, minusRate);
                return;
            }
            Tensor velocity = part.memory().get(0);
            velocity.mul_(momentum).add_(gradient, minusRate);
            if (settings.nesterov()) {
                part.weights().add_(velocity, momentum).add_(gradient, minusRate);
            } else {
                part.weights().add_(velocity);
            }
        }
    }

    /** What it remembers is the mean square with epsilon already added: one pass over memory less. */
    private static final class MeanSquare extends OptimizerStep {
        private final Optimizer.RmsProp settings;
        private final Scalar fresh;
        private final Scalar momentum;
        private Scalar rate;
        private Scalar minusRate;

        MeanSquare(Optimizer.RmsProp settings) {
            this.settings = settings;
            this.fresh = new Scalar(1 - settings.rho());
            this.momentum = new Scalar(settings.momentum());
        }

        @Override
        int memories() {
            return settings.momentum() > 0 ? 2 : 1;
        }

        @Override
        float beginning(int memory) {
            return memory == 0 ? (float) settings.epsilon() : 0;
        }

        @Override
        double epsilon() {
            return settings.epsilon();
        }

        @Override
        void begin(double learningRate, long step) {
            rate = new Scalar(learningRate);
            minusRate = new Scalar(-learningRate);
        }

        @Override
        void apply(Part part, Tensor gradient) {
            Tensor square = part.memory().get(0);
            Tensor room = part.room();
            torch.addcmul_out(room, part.epsilon(), gradient, gradient);
            square.lerp_(room, fresh);
            torch.sqrt_out(room, square);
            if (memories() == 1) {
                part.weights().addcdiv_(gradient, room, minusRate);
            } else {
                part.memory().get(1).mul_(momentum).addcdiv_(gradient, room, rate);
                part.weights().sub_(part.memory().get(1));
            }
        }
    }

    /** Epsilon is in the sum from the beginning. */
    private static final class SumOfSquares extends OptimizerStep {
        private final Optimizer.Adagrad settings;
        private Scalar minusRate;

        SumOfSquares(Optimizer.Adagrad settings) {
            this.settings = settings;
        }

        @Override
        int memories() {
            return 1;
        }

        @Override
        float beginning(int memory) {
            return (float) (settings.accumulator() + settings.epsilon());
        }

        @Override
        void begin(double learningRate, long step) {
            minusRate = new Scalar(-learningRate);
        }

        @Override
        void apply(Part part, Tensor gradient) {
            Tensor sum = part.memory().get(0);
            sum.addcmul_(gradient, gradient);
            torch.sqrt_out(part.room(), sum);
            part.weights().addcdiv_(gradient, part.room(), minusRate);
        }
    }

    private static final class Moments extends OptimizerStep {
        private final Optimizer.Adam settings;
        private final Scalar freshMean;
        private final Scalar freshSquare;
        private Scalar minusAlpha;
        private Scalar kept;

        Moments(Optimizer.Adam settings) {
            this.settings = settings;
            this.freshMean = new Scalar(1 - settings.beta1());
            this.freshSquare = new Scalar(1 - settings.beta2());
        }

        @Override
        int memories() {
            return 2;
        }

        @Override
        double epsilon() {
            return settings.epsilon();
        }

        @Override
        void begin(double learningRate, long step) {
            double mean = 1 - Math.pow(settings.beta1(), (double) step);
            double square = 1 - Math.pow(settings.beta2(), (double) step);
            minusAlpha = new Scalar(-learningRate * Math.sqrt(square) / mean);
            kept = new Scalar(1 - settings.weightDecay() * learningRate);
        }

        @Override
        void apply(Part part, Tensor gradient) {
            if (settings.weightDecay() > 0) {
                part.weights().mul_(kept);
            }
            Tensor mean = part.memory().get(0);
            Tensor square = part.memory().get(1);
            Tensor room = part.room();
            mean.lerp_(gradient, freshMean);
            torch.mul_out(room, gradient, gradient);
            square.lerp_(room, freshSquare);
            torch.sqrt_out(room, square);
            room.add_(part.epsilon());
            part.weights().addcdiv_(mean, room, minusAlpha);
        }
    }
}
