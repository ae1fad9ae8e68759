package org.exina.network;

import java.util.Map;
import java.util.TreeMap;

/** Convolutions in ONNX: kernels brought from Keras's order (h, w, in, out) to (out, in, h, w), batch norms folded in. */
final class Convolutions {
    private Convolutions() {}

    /** A convolution over all channels; {@code last} says whether its value is the layer's. */
    static String conv(EmitContext site, Window window, boolean biased, boolean last) {
        Tensor kernel = site.weights().get(0);
        int filters = kernel.shape().get(3);
        FoldedBatchNorm after = site.after().orElseGet(() -> FoldedBatchNorm.identity(filters));
        float[] bias = biased ? site.weights().get(1).values() : new float[filters];
        boolean shifted = biased || site.after().isPresent();
        String[] inputs = inputs(
                site, site.input(), full(kernel, after), dims(kernel, false), shifted ? folded(bias, after) : null);
        return last ? site.last("Conv", window.attributes(), inputs) : site.node("Conv", window.attributes(), inputs);
    }

    static String depthwise(EmitContext site, Window window, boolean biased) {
        Tensor kernel = site.weights().get(0);
        int channels = kernel.shape().get(2);
        FoldedBatchNorm after = site.after().orElseGet(() -> FoldedBatchNorm.identity(channels));
        float[] bias = biased ? site.weights().get(1).values() : new float[channels];
        boolean shifted = biased || site.after().isPresent();
        String[] inputs = inputs(
                site,
                site.input(),
                perChannel(kernel, after),
                dims(kernel, true),
                shifted ? folded(bias, after) : null);
        return site.last("Conv", grouped(window, channels), inputs);
    }

    static String separable(EmitContext site, Window window, int filters) {
        Tensor depthwise = site.weights().get(0);
        Tensor pointwise = site.weights().get(1);
        int channels = depthwise.shape().get(2);
        FoldedBatchNorm after = site.after().orElseGet(() -> FoldedBatchNorm.identity(filters));
        String[] first = inputs(
                site,
                site.input(),
                perChannel(depthwise, FoldedBatchNorm.identity(channels)),
                dims(depthwise, true),
                null);
        String between = site.node("Conv", grouped(window, channels), first);
        float[] shift = site.after().isPresent() ? after.shifts() : null;
        String[] second = inputs(site, between, full(pointwise, after), dims(pointwise, false), shift);
        return site.last("Conv", new Window(1, 1, 1, Window.Padding.VALID).attributes(), second);
    }

    private static Map<String, Object> grouped(Window window, int groups) {
        Map<String, Object> attributes = new TreeMap<>(window.attributes());
        attributes.put("group", groups);
        return attributes;
    }

    private static String[] inputs(EmitContext site, String x, float[] kernel, long[] dims, float[] bias) {
        String weight = site.constant("kernel", kernel, dims);
        return bias == null
                ? new String[] {x, weight}
                : new String[] {x, weight, site.constant("bias", bias, bias.length)};
    }

    private static float[] folded(float[] bias, FoldedBatchNorm after) {
        float[] result = new float[bias.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = after.shift(c, bias[c]);
        }
        return result;
    }

    private static long[] dims(Tensor kernel, boolean depthwise) {
        int height = kernel.shape().get(0);
        int width = kernel.shape().get(1);
        int in = kernel.shape().get(2);
        int out = kernel.shape().get(3);
        return depthwise ? new long[] {(long) in * out, 1, height, width} : new long[] {out, in, height, width};
    }

    private static float[] full(Tensor kernel, FoldedBatchNorm after) {
        int area = kernel.shape().get(0) * kernel.shape().get(1);
        int in = kernel.shape().get(2);
        int out = kernel.shape().get(3);
        float[] from = kernel.values();
        float[] to = new float[from.length];
        for (int position = 0; position < area; position++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    to[(o * in + i) * area + position] = (float) (from[(position * in + i) * out + o] * after.scale(o));
                }
            }
        }
        return to;
    }

    private static float[] perChannel(Tensor kernel, FoldedBatchNorm after) {
        int area = kernel.shape().get(0) * kernel.shape().get(1);
        int channels = kernel.shape().get(2);
        float[] from = kernel.values();
        float[] to = new float[from.length];
        for (int position = 0; position < area; position++) {
            for (int c = 0; c < channels; c++) {
                to[c * area + position] = (float) (from[position * channels + c] * after.scale(c));
            }
        }
        return to;
    }
}
