package org.exina.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.math.SplitMix64;
import org.exina.network.Network;
import org.exina.network.Parameter;
import org.exina.network.Tensor;
import org.exina.network.Weights;

/** Weights a training from scratch begins with, as Keras's: kernels Glorot uniform, the rest 0 or 1. */
public final class GlorotInit {
    private static final int PURPOSE = 0;

    private GlorotInit() {}

    /** X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward networks", 2010, eq. 16. */
    public static Weights glorot(Network network, long seed) {
        Map<String, List<Tensor>> layers = new HashMap<>();
        int round = 0;
        for (String layer : network.weightedLayers()) {
            List<Tensor> arrays = new ArrayList<>();
            for (Parameter parameter : network.parameters(layer)) {
                arrays.add(Tensor.of(parameter.shape(), values(parameter, SplitMix64.of(seed, PURPOSE, round++))));
            }
            layers.put(layer, arrays);
        }
        return (layer, expected) -> layers.get(layer);
    }

    private static float[] values(Parameter parameter, SplitMix64 random) {
        float[] values = new float[Math.toIntExact(parameter.count())];
        if (parameter.name().endsWith("kernel")) {
            double limit = limit(parameter.shape());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (limit * (2.0 * random.nextFloat() - 1));
            }
        } else if (parameter.name().equals("gamma") || parameter.name().equals("moving_variance")) {
            Arrays.fill(values, 1);
        }
        return values;
    }

    /** The last two axes are what goes in and out, the ones before them the window. */
    private static double limit(List<Integer> shape) {
        int window = shape.subList(0, shape.size() - 2).stream().reduce(1, (a, b) -> a * b);
        int in = shape.get(shape.size() - 2);
        int out = shape.get(shape.size() - 1);
        return Math.sqrt(6.0 / ((double) window * in + (double) window * out));
    }
}
