package org.exina.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One operation of a network, without a name or a place: what it makes of shapes, what it learned, how it is computed. */
public sealed interface Layer
        permits Layer.Conv2d,
                Layer.DepthwiseConv2d,
                Layer.SeparableConv2d,
                Layer.BatchNorm,
                Layer.Activation,
                Layer.MaxPool,
                Layer.AveragePool,
                Layer.GlobalAveragePool,
                Layer.ZeroPadding,
                Layer.Add,
                Layer.Concatenate,
                VectorLayer,
                AnalyticLayer {
    /** Keras's name for a layer of this kind that was given none ("conv2d"). */
    String kind();

    /**
     * The shape of what it makes of inputs of these shapes.
     *
     * @param inputs at least one
     * @throws IllegalArgumentException when it cannot work on them
     */
    Shape shape(List<Shape> inputs);

    /**
     * What it learned, in the order of Keras's weight files.
     *
     * @param channels of its (first) input
     */
    default List<Parameter> parameters(int channels) {
        return List.of();
    }

    /**
     * Adds it to the graph.
     *
     * @return the value it makes, named after the site
     */
    String emit(EmitContext site);

    /** Whether a batch norm behind this layer can be folded into its weights. */
    default boolean foldable() {
        return false;
    }

    /** Whether its graph depends on the height and width of its input, so that they must be known. */
    default boolean needsSize() {
        return false;
    }

    static Conv2d conv(int filters, int size) {
        return conv(filters, size, size);
    }

    /** A convolution as Keras makes it by default but for "same" padding: stride 1, with bias, linear. */
    static Conv2d conv(int filters, int height, int width) {
        return new Conv2d(filters, new Window(height, width, 1, Window.Padding.SAME), true, Function.LINEAR);
    }

    /** Without padding, as Keras's default. */
    static MaxPool maxPool(int size, int stride) {
        return maxPool(size, stride, Window.Padding.VALID);
    }

    static MaxPool maxPool(int size, int stride, Window.Padding padding) {
        return new MaxPool(new Window(size, size, stride, padding));
    }

    /** With "same" padding. */
    static AveragePool averagePool(int size, int stride) {
        return new AveragePool(new Window(size, size, stride, Window.Padding.SAME));
    }

    static BatchNorm batchNorm() {
        return new BatchNorm(true, 1e-3f);
    }

    static Activation relu() {
        return new Activation(Function.RELU);
    }

    /** A function of one number, or of all channels at one place (softmax). */
    enum Function {
        LINEAR,
        RELU,
        RELU6,
        SIGMOID,
        TANH,
        /** x times the share of a normal distribution below x. */
        GELU,
        SOFTMAX;

        String emit(EmitContext site, String x) {
            return switch (this) {
                case LINEAR -> site.last("Identity", Map.of(), x);
                case RELU -> site.last("Relu", Map.of(), x);
                case RELU6 -> site.last("Clip", Map.of(), x, site.scalar("low", 0), site.scalar("high", 6));
                case SIGMOID -> site.last("Sigmoid", Map.of(), x);
                case TANH -> site.last("Tanh", Map.of(), x);
                case GELU -> gelu(site, x);
                case SOFTMAX -> site.last("Softmax", Map.of("axis", 1), x);
            };
        }

        private static String gelu(EmitContext site, String x) {
            String z = site.node("Mul", Map.of(), x, site.scalar("sqrt_half", (float) Math.sqrt(0.5)));
            String twice =
                    site.node("Add", Map.of(), site.node("Erf", Map.of(), z), site.scalar("one", 1)); // twice the share
            return site.last("Mul", Map.of(), site.node("Mul", Map.of(), x, site.scalar("half", 0.5f)), twice);
        }
    }

    /**
     * A convolution of {@code filters} kernels, each over all channels of its input.
     *
     * @param activation applied by the layer itself, so that a tap of it sees it applied, as in Keras
     */
    record Conv2d(int filters, Window window, boolean bias, Function activation) implements Layer {
        public Conv2d stride(int stride) {
            return new Conv2d(
                    filters, new Window(window.height(), window.width(), stride, window.padding()), bias, activation);
        }

        public Conv2d valid() {
            Window valid = new Window(window.height(), window.width(), window.stride(), Window.Padding.VALID);
            return new Conv2d(filters, valid, bias, activation);
        }

        public Conv2d noBias() {
            return new Conv2d(filters, window, false, activation);
        }

        public Conv2d withActivation(Function function) {
            return new Conv2d(filters, window, bias, function);
        }

        @Override
        public String kind() {
            return "conv2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return window.over(inputs.get(0), filters);
        }

        @Override
        public List<Parameter> parameters(int channels) {
            List<Parameter> result = new ArrayList<>();
            result.add(Parameter.of("kernel", window.height(), window.width(), channels, filters));
            if (bias) {
                result.add(Parameter.of("bias", filters));
            }
            return List.copyOf(result);
        }

        @Override
        public boolean foldable() {
            return activation == Function.LINEAR;
        }

        @Override
        public String emit(EmitContext site) {
            return activation == Function.LINEAR
                    ? Convolutions.conv(site, window, bias, true)
                    : activation.emit(site, Convolutions.conv(site, window, bias, false));
        }
    }

    /** A convolution within each channel, one filter per channel. */
    record DepthwiseConv2d(Window window, boolean bias) implements Layer {
        @Override
        public String kind() {
            return "depthwise_conv2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return window.over(inputs.get(0), inputs.get(0).channels());
        }

        @Override
        public List<Parameter> parameters(int channels) {
            List<Parameter> result = new ArrayList<>();
            result.add(Parameter.of("kernel", window.height(), window.width(), channels, 1));
            if (bias) {
                result.add(Parameter.of("bias", channels));
            }
            return List.copyOf(result);
        }

        @Override
        public boolean foldable() {
            return true;
        }

        @Override
        public String emit(EmitContext site) {
            return Convolutions.depthwise(site, window, bias);
        }
    }

    /** A depthwise convolution and a 1 x 1 convolution, no bias, nothing between: one layer in Keras. */
    record SeparableConv2d(int filters, Window window) implements Layer {
        @Override
        public String kind() {
            return "separable_conv2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return window.over(inputs.get(0), filters);
        }

        @Override
        public List<Parameter> parameters(int channels) {
            return List.of(
                    Parameter.of("depthwise_kernel", window.height(), window.width(), channels, 1),
                    Parameter.of("pointwise_kernel", 1, 1, channels, filters));
        }

        @Override
        public boolean foldable() {
            return true;
        }

        @Override
        public String emit(EmitContext site) {
            return Convolutions.separable(site, window, filters);
        }
    }

    /**
     * Normalises each channel by the mean and variance that were kept in training, then adds a learned beta.
     *
     * @param scale whether it learned gamma
     * @param epsilon added to the variance
     */
    record BatchNorm(boolean scale, float epsilon) implements Layer {
        public BatchNorm noScale() {
            return new BatchNorm(false, epsilon);
        }

        @Override
        public String kind() {
            return "batch_normalization";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public List<Parameter> parameters(int channels) {
            List<Parameter> result = new ArrayList<>();
            if (scale) {
                result.add(Parameter.of("gamma", channels));
            }
            for (String name : List.of("beta", "moving_mean", "moving_variance")) {
                result.add(Parameter.of(name, channels));
            }
            return List.copyOf(result);
        }

        @Override
        public String emit(EmitContext site) {
            FoldedBatchNorm affine = FoldedBatchNorm.of(scale, epsilon, site.weights());
            int channels = affine.channels();
            String scaled = site.node(
                    "Mul", Map.of(), site.input(), site.constant("scale", affine.scales(), 1, channels, 1, 1));
            return site.last("Add", Map.of(), scaled, site.constant("shift", affine.shifts(), 1, channels, 1, 1));
        }
    }

    record Activation(Function function) implements Layer {
        @Override
        public String kind() {
            return "activation";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public String emit(EmitContext site) {
            return function.emit(site, site.input());
        }
    }

    record MaxPool(Window window) implements Layer {
        public MaxPool {
            window.requirePoolable();
        }

        @Override
        public String kind() {
            return "max_pooling2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return window.over(inputs.get(0), inputs.get(0).channels());
        }

        @Override
        public String emit(EmitContext site) {
            return site.last("MaxPool", window.attributes(), site.input());
        }
    }

    /** The mean over the part of the window that lies on the map; padding does not count. */
    record AveragePool(Window window) implements Layer {
        public AveragePool {
            window.requirePoolable();
        }

        @Override
        public String kind() {
            return "average_pooling2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return window.over(inputs.get(0), inputs.get(0).channels());
        }

        @Override
        public String emit(EmitContext site) {
            Map<String, Object> attributes = new TreeMap<>(window.attributes());
            attributes.put("count_include_pad", 0);
            return site.last("AveragePool", attributes, site.input());
        }
    }

    /** The mean over all positions; the map stays one of 1 x 1. */
    record GlobalAveragePool() implements Layer {
        @Override
        public String kind() {
            return "global_average_pooling2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return new Shape(inputs.get(0).channels(), 1, 1);
        }

        @Override
        public String emit(EmitContext site) {
            return site.last("GlobalAveragePool", Map.of(), site.input());
        }
    }

    /** Rows and columns of zeros. */
    record ZeroPadding(int top, int left, int bottom, int right) implements Layer {
        public ZeroPadding {
            if (top < 0 || left < 0 || bottom < 0 || right < 0) {
                throw new IllegalArgumentException(
                        "padding must be at least 0, got " + List.of(top, left, bottom, right));
            }
        }

        static ZeroPadding around(int size) {
            return new ZeroPadding(size, size, size, size);
        }

        @Override
        public String kind() {
            return "zero_padding2d";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape in = inputs.get(0);
            return new Shape(in.channels(), in.height() + top + bottom, in.width() + left + right);
        }

        @Override
        public String emit(EmitContext site) {
            String pads = site.constant("pads", new long[] {0, 0, top, left, 0, 0, bottom, right});
            return site.last("Pad", Map.of(), site.input(), pads);
        }
    }

    /** The sum of maps of one shape. */
    record Add() implements Layer {
        @Override
        public String kind() {
            return "add";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            if (inputs.stream().distinct().count() > 1) {
                throw new IllegalArgumentException("maps that are added must have one shape, got " + inputs);
            }
            return inputs.get(0);
        }

        @Override
        public String emit(EmitContext site) {
            String sum = site.inputs().get(0);
            for (int i = 1; i < site.inputs().size() - 1; i++) {
                sum = site.node("Add", Map.of(), sum, site.inputs().get(i));
            }
            return site.last(
                    "Add", Map.of(), sum, site.inputs().get(site.inputs().size() - 1));
        }
    }

    /** All channels of maps of one height and width, one after another; or all numbers of vectors. */
    record Concatenate() implements Layer {
        @Override
        public String kind() {
            return "concatenate";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape first = inputs.get(0);
            int channels = 0;
            for (Shape shape : inputs) {
                if (shape.height() != first.height() || shape.width() != first.width()) {
                    throw new IllegalArgumentException(
                            "maps that are put together must have one height and width, got " + inputs);
                }
                channels += shape.channels();
            }
            return new Shape(channels, first.height(), first.width());
        }

        @Override
        public String emit(EmitContext site) {
            return site.last("Concat", Map.of("axis", 1), site.inputs().toArray(String[]::new));
        }
    }
}
