package org.exina.network;

import java.util.List;
import java.util.Map;

/**
 * Layers that learned nothing: their numbers come from a formula. Most need to know the size of the map they stand at, so
 * a network of them takes images of one size ({@link NetworkBuilder#onlySize}). See {@link Scattering}.
 */
sealed interface AnalyticLayer extends Layer {
    @Override
    default boolean needsSize() {
        return true;
    }

    /**
     * Red, green and blue as brightness, red against green, and both against blue.
     * https://en.wikipedia.org/wiki/Opponent_process
     */
    record OpponentColors() implements AnalyticLayer {
        private static final float[] MIX = {1 / 3f, 1 / 3f, 1 / 3f, 0.5f, -0.5f, 0, 0.25f, 0.25f, -0.5f};

        @Override
        public String kind() {
            return "opponent_colors";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            if (in.channels() != 3) {
                throw new IllegalArgumentException("colours are mixed of 3 channels, got " + in);
            }
            return in;
        }

        @Override
        public boolean needsSize() {
            return false;
        }

        @Override
        public String emit(EmitContext site) {
            return site.last("Conv", Map.of(), site.input(), site.constant("mix", MIX, 3, 3, 1, 1));
        }
    }

    /**
     * |x * psi|, every channel with every wavelet, the border mirrored: c channels become c x orientations, orientations
     * of one channel side by side.
     */
    record WaveletModulus(Morlet morlet) implements AnalyticLayer {
        @Override
        public String kind() {
            return "wavelet_modulus";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            if (Math.min(in.height(), in.width()) <= morlet.reach()) {
                throw new IllegalArgumentException("a wavelet of " + morlet.size() + " x " + morlet.size()
                        + " pixels needs a map of more than " + morlet.reach() + " pixels a side, got " + in);
            }
            return new Shape(in.channels() * morlet.orientations(), in.height(), in.width());
        }

        @Override
        public String emit(EmitContext site) {
            Shape in = site.shape();
            int size = morlet.size();
            int reach = morlet.reach();
            int turns = morlet.orientations();
            // every channel is an image of its own: one convolution with 1 channel in is the fastest form by far
            String x = site.reshape(site.input(), 1, in.height(), in.width());
            String pads = site.constant("pads", new long[] {0, 0, reach, reach, 0, 0, reach, reach});
            x = site.node("Pad", Map.of("mode", "reflect"), x, pads);
            String bank = site.constant("wavelets", EmitContext.floats(morlet.filters()), 2L * turns, 1, size, size);
            x = site.node("Conv", Map.of(), x, bank);
            x = site.node("Mul", Map.of(), x, x);
            x = site.reshape(x, 2, turns * in.height() * in.width());
            x = site.node("MatMul", Map.of(), site.constant("both", EmitContext.same(2, 1), 1, 2), x);
            x = site.node("Sqrt", Map.of(), x);
            return site.lastReshape(x, in.channels() * turns, in.height(), in.width());
        }
    }

    /** Half the height and width: the low-pass filter (1, 3, 3, 1) / 8 in both directions, at every second pixel. */
    record Halve() implements AnalyticLayer {
        private static final double[] FILTER = {1 / 8.0, 3 / 8.0, 3 / 8.0, 1 / 8.0};

        @Override
        public String kind() {
            return "halve";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            if (in.height() % 2 != 0 || in.width() % 2 != 0 || in.isVector()) {
                throw new IllegalArgumentException("only an even height and width can be halved, got " + in);
            }
            return new Shape(in.channels(), in.height() / 2, in.width() / 2);
        }

        @Override
        public String emit(EmitContext site) { // as matrices: one product each way, the mirrored border within
            Shape in = site.shape();
            String columns = site.constant("columns", matrix(in.width(), true), in.width(), in.width() / 2);
            String rows = site.constant("rows", matrix(in.height(), false), in.height() / 2, in.height());
            return site.last("MatMul", Map.of(), rows, site.node("MatMul", Map.of(), site.input(), columns));
        }

        private static float[] matrix(int size, boolean transposed) {
            float[] result = new float[size * size / 2];
            for (int to = 0; to < size / 2; to++) {
                for (int i = 0; i < FILTER.length; i++) {
                    int from = Math.abs(2 * to - 1 + i); // mirrored at the middle of the first and last pixel
                    from = from < size ? from : 2 * size - 2 - from;
                    result[transposed ? from * (size / 2) + to : to * size + from] += (float) FILTER[i];
                }
            }
            return result;
        }
    }

    /**
     * Some of the channels.
     *
     * @param from the first
     * @param to behind the last
     */
    record Channels(int from, int to) implements AnalyticLayer {
        @Override
        public String kind() {
            return "channels";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            if (from < 0 || to <= from || to > in.channels()) {
                throw new IllegalArgumentException("there are no channels " + from + " to " + to + " in " + in);
            }
            return new Shape(to - from, in.height(), in.width());
        }

        @Override
        public boolean needsSize() {
            return false;
        }

        @Override
        public String emit(EmitContext site) {
            return site.last(
                    "Slice",
                    Map.of(),
                    site.input(),
                    site.constant("from", new long[] {from}),
                    site.constant("to", new long[] {to}),
                    site.constant("axis", new long[] {1}));
        }
    }

    /**
     * Mean over the orientations at each place, then standard deviation over them: (c x orientations) channels become c
     * means and c deviations. A turned image gives turned maps.
     */
    record OverOrientations(int orientations) implements AnalyticLayer {
        @Override
        public String kind() {
            return "over_orientations";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            return new Shape(2 * groups(in, orientations), in.height(), in.width());
        }

        @Override
        public String emit(EmitContext site) {
            Shape in = site.shape();
            int channels = groups(in, orientations);
            String x = site.reshape(site.input(), channels, orientations, in.height() * in.width());
            String mean = site.meanOverRows(x, orientations);
            String away = site.node("Sub", Map.of(), x, mean);
            String deviation = site.node(
                    "Sqrt", Map.of(), site.meanOverRows(site.node("Mul", Map.of(), away, away), orientations));
            String both = site.node("Concat", Map.of("axis", 1), mean, deviation);
            return site.lastReshape(both, 2 * channels, in.height(), in.width());
        }
    }

    /**
     * Pairs of orientations (t1, t2) averaged over all with the same angle between them, whatever its sign: each (t1, t2)
     * block of channels becomes one of orientations / 2 + 1 angles.
     */
    record OverTurns(int orientations) implements AnalyticLayer {
        @Override
        public String kind() {
            return "over_turns";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            int blocks = groups(in, orientations * orientations);
            return new Shape(blocks * RotationPairs.angles(orientations), in.height(), in.width());
        }

        @Override
        public String emit(EmitContext site) {
            Shape in = site.shape();
            int pairs = orientations * orientations;
            int angles = RotationPairs.angles(orientations);
            int blocks = groups(in, pairs);
            String x = site.reshape(site.input(), blocks, pairs, in.height() * in.width());
            String average =
                    site.constant("average", EmitContext.floats(RotationPairs.average(orientations)), angles, pairs);
            x = site.node("MatMul", Map.of(), average, x);
            return site.lastReshape(x, blocks * angles, in.height(), in.width());
        }
    }

    /**
     * For each channel its standard deviation and its mean over {@link RingMasks} around the middle of the image: a vector,
     * channel after channel.
     */
    record RingStatistics(int rings) implements AnalyticLayer {
        @Override
        public String kind() {
            return "ring_statistics";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return Shape.vector(inputs.get(0).channels() * (1 + rings));
        }

        @Override
        public String emit(EmitContext site) {
            Shape in = site.shape();
            int places = in.height() * in.width();
            String x = site.reshape(site.input(), in.channels(), places);
            String away = site.node(
                    "Sub", Map.of(), x, site.meanOverLast(x, places)); // first: squares of the raw values cancel
            String deviation =
                    site.node("Sqrt", Map.of(), site.meanOverLast(site.node("Mul", Map.of(), away, away), places));
            float[] masks = EmitContext.floats(RingMasks.masks(rings, in.height(), in.width()));
            String means = site.node("MatMul", Map.of(), x, site.constant("rings", masks, places, rings));
            return site.lastReshape(
                    site.node("Concat", Map.of("axis", 2), deviation, means), in.channels() * (1 + rings));
        }
    }

    /** log(x + floor). */
    record Logarithm(float floor) implements AnalyticLayer {
        @Override
        public String kind() {
            return "logarithm";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public boolean needsSize() {
            return false;
        }

        @Override
        public String emit(EmitContext site) {
            return site.last("Log", Map.of(), site.node("Add", Map.of(), site.input(), site.scalar("floor", floor)));
        }
    }

    /** Each channel minus its mean, over the standard deviation that the orientations of one colour have together. */
    record Standardize(int orientations, float floor) implements AnalyticLayer {
        @Override
        public String kind() {
            return "standardize";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            groups(inputs.get(0), orientations);
            return inputs.get(0);
        }

        @Override
        public String emit(EmitContext site) {
            Shape in = site.shape();
            int places = in.height() * in.width();
            int colors = groups(in, orientations);
            String x = site.reshape(site.input(), in.channels(), places);
            x = site.node("Sub", Map.of(), x, site.meanOverLast(x, places));
            x = site.reshape(x, colors, orientations * places);
            String variance = site.meanOverLast(site.node("Mul", Map.of(), x, x), orientations * places);
            variance = site.node("Add", Map.of(), variance, site.scalar("floor", floor));
            x = site.node("Div", Map.of(), x, site.node("Sqrt", Map.of(), variance));
            return site.lastReshape(x, in.channels(), in.height(), in.width());
        }
    }

    /**
     * Means over all places of products of two standardized maps, averaged over all pairs of orientations with the same
     * angle between them: for each pair of colours orientations / 2 + 1 correlations. Of one map with itself, a pair of
     * colours counts once, and what is 1 anyway is left out.
     */
    record Correlations(int orientations) implements AnalyticLayer {
        @Override
        public String kind() {
            return "correlations";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            if (inputs.size() > 2 || !in.equals(inputs.get(inputs.size() - 1))) {
                throw new IllegalArgumentException("maps that are correlated must have one shape, got " + inputs);
            }
            return Shape.vector(RotationPairs.pairs(groups(in, orientations), orientations, inputs.size() == 1)
                    .size());
        }

        @Override
        public String emit(EmitContext site) {
            Shape in = site.shape();
            boolean self = site.inputs().size() == 1;
            int places = in.height() * in.width();
            List<double[]> columns = RotationPairs.pairs(groups(in, orientations), orientations, self);
            String x = site.reshape(site.input(), in.channels(), places);
            String y = self ? x : site.reshape(site.inputs().get(1), in.channels(), places);
            y = site.node("Transpose", Map.of("perm", new long[] {0, 2, 1}), y);
            x = site.reshape(site.node("MatMul", Map.of(), x, y), in.channels() * in.channels());
            int rows = in.channels() * in.channels();
            float[] average = new float[rows * columns.size()];
            for (int c = 0; c < columns.size(); c++) {
                for (int r = 0; r < rows; r++) {
                    average[r * columns.size() + c] = (float) (columns.get(c)[r] / places);
                }
            }
            return site.last("MatMul", Map.of(), x, site.constant("average", average, rows, columns.size()));
        }
    }

    private static int groups(Shape in, int of) {
        if (in.channels() % of != 0) {
            throw new IllegalArgumentException("expected a multiple of " + of + " channels, got " + in);
        }
        return in.channels() / of;
    }
}
