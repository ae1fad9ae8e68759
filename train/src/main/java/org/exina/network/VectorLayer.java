package org.exina.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers of a classifier: a map becomes a vector, vectors become vectors. */
public sealed interface VectorLayer extends Layer {
    static Flatten flatten() {
        return new Flatten();
    }

    /** A dense layer as Keras makes it by default: with bias, linear. */
    static Dense dense(int units) {
        return new Dense(units, true, Layer.Function.LINEAR);
    }

    static Dropout dropout(double rate) {
        return new Dropout(rate);
    }

    /** All numbers of a map, in Keras's order: row by row, within a row place by place, all channels of a place together. */
    record Flatten() implements VectorLayer {
        @Override
        public String kind() {
            return "flatten";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            return in.isVector() ? in : Shape.vector(in.channels() * in.height() * in.width());
        }

        /** What stands behind it learned one number for each of its numbers. */
        @Override
        public boolean needsSize() {
            return true;
        }

        @Override
        public String emit(EmitContext site) {
            if (site.shape().isVector()) {
                return site.last("Identity", Map.of(), site.input());
            }
            String channelsLast = site.node("Transpose", Map.of("perm", new long[] {0, 2, 3, 1}), site.input());
            return site.last("Flatten", Map.of("axis", 1), channelsLast);
        }
    }

    /**
     * Weighted sums of all numbers of a vector.
     *
     * @param activation applied by the layer itself, as in Keras
     */
    record Dense(int units, boolean bias, Layer.Function activation) implements VectorLayer {
        public Dense {
            if (units < 1) {
                throw new IllegalArgumentException("a dense layer needs at least 1 unit, got " + units);
            }
        }

        public Dense withActivation(Layer.Function function) {
            return new Dense(units, bias, function);
        }

        @Override
        public String kind() {
            return "dense";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            if (!inputs.get(0).isVector()) {
                throw new IllegalArgumentException(
                        "a dense layer needs a vector, got a map of " + inputs.get(0) + "; put a Flatten before it");
            }
            return Shape.vector(units);
        }

        @Override
        public List<Parameter> parameters(int channels) {
            List<Parameter> result = new ArrayList<>();
            result.add(Parameter.of("kernel", channels, units));
            if (bias) {
                result.add(Parameter.of("bias", units));
            }
            return List.copyOf(result);
        }

        @Override
        public String emit(EmitContext site) {
            Tensor kernel = site.weights().get(0);
            String matrix =
                    site.constant("kernel", kernel.values(), kernel.shape().get(0), units);
            String offset = bias
                    ? site.constant("bias", site.weights().get(1).values(), units)
                    : site.constant("bias", new float[units], units);
            if (activation == Layer.Function.LINEAR) {
                return site.last("Gemm", Map.of(), site.input(), matrix, offset);
            }
            return activation.emit(site, site.node("Gemm", Map.of(), site.input(), matrix, offset));
        }
    }

    /**
     * While it is trained, a share of the numbers is set to 0 and the others are divided by what is left, so that the sum
     * stays; afterwards nothing at all.
     *
     * @param rate the share, in [0, 1)
     */
    record Dropout(double rate) implements VectorLayer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("dropout must be in [0, 1), got " + rate);
            }
        }

        @Override
        public String kind() {
            return "dropout";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public String emit(EmitContext site) {
            return site.last("Identity", Map.of(), site.input());
        }
    }
}
