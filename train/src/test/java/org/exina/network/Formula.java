package org.exina.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Weights and images that {@code make_keras_reference.py} makes too, number for number. */
public final class Formula implements Weights {
    @Override
    public List<Tensor> of(String layer, List<Parameter> expected) {
        List<Tensor> result = new ArrayList<>();
        for (Parameter parameter : expected) {
            result.add(Tensor.of(parameter.shape(), weight(layer, parameter)));
        }
        return result;
    }

    public static float[] weight(String layer, Parameter parameter) {
        double[] u = uniform(layer + "/" + parameter.name(), (int) parameter.count());
        double base = parameter.name().equals("gamma") || parameter.name().equals("moving_variance") ? 1 : 0;
        double spread = switch (parameter.name()) {
            case "bias", "beta", "moving_mean" -> 0.1;
            case "gamma" -> 0.2;
            case "moving_variance" -> 0.5;
            default -> Math.sqrt(6.0 / fanIn(parameter.shape()));
        };
        float[] result = new float[u.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (base + spread * u[i]);
        }
        return result;
    }

    private static int fanIn(List<Integer> kernel) {
        boolean depthwise = kernel.get(3) == 1;
        return kernel.get(0) * kernel.get(1) * (depthwise ? 1 : kernel.get(2));
    }

    /** Numbers in [-1, 1). */
    static double[] uniform(String name, int count) {
        int seed = seed(name);
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = (mixed(seed + i * 0x9E3779B9) >>> 8) / (double) (1 << 23) - 1;
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

    /** (3, height, width), RGB, 0 to 255. */
    static float[] image(int number, int height, int width) {
        double[] noise = uniform("picture " + number, height * width * 3);
        float[] result = new float[noise.length];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int wave = (x * (3 + number) + y * (5 + 2 * number) + 80 * c * (number + 1)) % 510;
                    wave = wave < 255 ? wave : 510 - wave;
                    int grain = (int) ((noise[(y * width + x) * 3 + c] + 1) * (1 << 23)) % 64;
                    int value = (3 * wave + 4 * grain) / 4;
                    result[(c * height + y) * width + x] = value;
                }
            }
        }
        return result;
    }

    /** {@code tiny_model()} of the script. */
    public static Network tiny() {
        return tiny(Preprocessing.NONE);
    }

    public static Network tiny(Preprocessing preprocessing) {
        NetworkBuilder net = new NetworkBuilder("tiny", "https://example.org")
                .preprocessing(preprocessing)
                .leastSize(12);
        NetworkBuilder.Wire x = net.input()
                .then("stem", Layer.conv(4, 3).stride(2))
                .then("stem_bn", Layer.batchNorm())
                .then("stem_relu", Layer.relu());
        NetworkBuilder.Wire side = x.then("side", Layer.conv(6, 1).stride(2).noBias())
                .then("side_bn", Layer.batchNorm().noScale());
        Window same = new Window(3, 3, 1, Window.Padding.SAME);
        x = x.then("sep", new Layer.SeparableConv2d(6, same)).then("pool", Layer.maxPool(3, 2, Window.Padding.SAME));
        x = net.add("sum", x, side).then("dw", new Layer.DepthwiseConv2d(same, true));
        net.concatenate("both", x, side);
        return net.build();
    }
}
