package org.exina.torch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.exina.network.Parameter;
import org.exina.network.Tensor;
import org.exina.network.Weights;

/** Data and first weights that {@code make_trainings.py} makes too, number for number. */
public final class Formula implements Weights {
    /** Kernels Glorot uniform, biases small, variances around 1. */
    @Override
    public List<Tensor> of(String layer, List<Parameter> expected) {
        List<Tensor> result = new ArrayList<>();
        for (Parameter parameter : expected) {
            float[] values = uniform(layer + "/" + parameter.name(), (int) parameter.count());
            boolean aroundOne =
                    parameter.name().equals("gamma") || parameter.name().equals("moving_variance");
            float factor = parameter.name().endsWith("kernel") ? limit(parameter.shape()) : 0.1f;
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] * factor + (aroundOne ? 1 : 0);
            }
            result.add(Tensor.of(parameter.shape(), values));
        }
        return result;
    }

    private static float limit(List<Integer> shape) {
        int window = shape.subList(0, shape.size() - 2).stream().reduce(1, (a, b) -> a * b);
        int ends = shape.get(shape.size() - 2) + shape.get(shape.size() - 1);
        return (float) Math.sqrt(6.0 / (window * ends));
    }

    /** Numbers in [-1, 1). */
    public static float[] uniform(String name, int count) {
        int seed = seed(name);
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (float) ((mixed(seed + i * 0x9E3779B9) >>> 8) / (double) (1 << 23) - 1);
        }
        return result;
    }

    public static float[][] rows(String name, int rows, int columns, float factor) {
        float[] flat = uniform(name, rows * columns);
        float[][] result = new float[rows][columns];
        for (int i = 0; i < flat.length; i++) {
            result[i / columns][i % columns] = factor * flat[i];
        }
        return result;
    }

    /** The first class as often as the others together. */
    public static int[] labels(int count) {
        int[] classes = {0, 1, 0, 2};
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = classes[i * 7 % 4];
        }
        return result;
    }

    private static int mixed(int value) {
        int x = value ^ value >>> 16;
        x *= 0x7FEB352D;
        x ^= x >>> 15;
        x *= 0x846CA68B;
        return x ^ x >>> 16;
    }

    private static int seed(String name) {
        int hash = 0x811C9DC5;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x01000193;
        }
        return hash;
    }
}
