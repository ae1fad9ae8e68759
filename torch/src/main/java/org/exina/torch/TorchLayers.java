package org.exina.torch;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.Preprocessing;
import org.exina.network.VectorLayer;
import org.exina.network.Window;

/** What the layers of a description are in libtorch. Maps are (n, c, h, w), kernels as {@link TorchNetwork} keeps them. */
final class TorchLayers {
    private static final long[] ONE = {1, 1};
    private static final long[] NO_PADDING = {0, 0};
    private static final long[] PLACES = {0, 2, 3}; // the axes a batch norm takes its means over

    /** How much of a batch norm's means stays at a step: Keras's default. */
    private static final double MOMENTUM = 0.99;

    private TorchLayers() {}

    /**
     * On the processor images leave it with the channels of each pixel side by side in memory, in which convolutions are
     * fastest. On a card that would hand depthwise ones to cuDNN, which is slow at them in 32 bits.
     */
    static Tensor preprocessed(Preprocessing how, Tensor pixels) {
        if (pixels.dim() != 4) {
            return pixels;
        }
        Tensor x = Device.of(pixels) == Device.CARD
                ? pixels.contiguous()
                : pixels.contiguous(torch.MemoryFormat.ChannelsLast);
        if (how.equals(Preprocessing.NONE)) {
            return x;
        }
        return (how.bgr() ? x.flip(1) : x).sub(perChannel(how.mean(), x)).div(perChannel(how.std(), x));
    }

    private static Tensor perChannel(List<Float> values, Tensor pixels) {
        Tensor three = torch.tensor(values.get(0), values.get(1), values.get(2)).view(1, 3, 1, 1);
        return Device.of(pixels).place(three);
    }

    /**
     * Computes one layer.
     *
     * @param weights of the layer, in the order of its parameters
     */
    static Tensor apply(Network.Node node, List<Tensor> inputs, List<Tensor> weights, ForwardPass pass) {
        Layer layer = node.layer();
        Tensor x = inputs.get(0);
        if (layer instanceof Layer.Conv2d conv) {
            TensorOptional bias = conv.bias() ? new TensorOptional(weights.get(1)) : new TensorOptional();
            return activated(conv.activation(), convolved(x, weights.get(0), bias, conv.window(), 1));
        } else if (layer instanceof Layer.DepthwiseConv2d conv) {
            TensorOptional bias = conv.bias() ? new TensorOptional(weights.get(1)) : new TensorOptional();
            return convolved(x, weights.get(0), bias, conv.window(), x.size(1));
        } else if (layer instanceof Layer.SeparableConv2d conv) {
            Tensor between = convolved(x, weights.get(0), new TensorOptional(), conv.window(), x.size(1));
            return torch.conv2d(between, weights.get(1));
        } else if (layer instanceof Layer.BatchNorm norm) {
            return normalized(x, norm, weights, pass.trains(node.name()));
        } else if (layer instanceof Layer.Activation activation) {
            return activated(activation.function(), x);
        } else if (layer instanceof VectorLayer.Dense dense) {
            Tensor product = pass.multiply(node.name(), x, weights.get(0));
            return activated(dense.activation(), dense.bias() ? product.add(weights.get(1)) : product);
        } else if (layer instanceof VectorLayer.Flatten) {
            return x.dim() == 2 ? x : x.permute(0, 2, 3, 1).reshape(x.size(0), -1);
        } else if (layer instanceof VectorLayer.Dropout dropout) {
            return pass.drop(x, dropout.rate());
        }
        return weightless(node, inputs);
    }

    private static Tensor weightless(Network.Node node, List<Tensor> inputs) {
        Layer layer = node.layer();
        Tensor x = inputs.get(0);
        if (layer instanceof Layer.MaxPool pool) {
            return maxPooled(x, pool.window());
        } else if (layer instanceof Layer.AveragePool pool) {
            return averaged(x, pool.window());
        } else if (layer instanceof Layer.GlobalAveragePool) {
            return x.mean(new long[] {2, 3}, true, new ScalarTypeOptional());
        } else if (layer instanceof Layer.ZeroPadding pad) {
            return torch.constant_pad_nd(x, pad.left(), pad.right(), pad.top(), pad.bottom());
        } else if (layer instanceof Layer.Add) {
            Tensor sum = x;
            for (Tensor other : inputs.subList(1, inputs.size())) {
                sum = sum.add(other);
            }
            return sum;
        } else if (layer instanceof Layer.Concatenate) {
            return torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), 1);
        }
        throw new IllegalArgumentException("layer " + node.name() + " (" + layer.kind()
                + ") cannot be trained: its numbers come from a formula, not from data");
    }

    private static Tensor activated(Layer.Function function, Tensor x) {
        return switch (function) {
            case LINEAR -> x;
            case RELU -> x.relu();
            case RELU6 -> torch.relu6(x);
            case SIGMOID -> x.sigmoid();
            case TANH -> x.tanh();
            case GELU -> torch.gelu(x);
            case SOFTMAX -> torch.softmax(x, 1);
        };
    }

    private static Tensor convolved(Tensor x, Tensor kernel, TensorOptional bias, Window window, long groups) {
        long[] border = border(x, window);
        long[] strides = {window.stride(), window.stride()};
        if (border[0] == border[1] && border[2] == border[3]) {
            return torch.conv2d(x, kernel, bias, strides, new long[] {border[2], border[0]}, ONE, groups);
        }
        return torch.conv2d(torch.constant_pad_nd(x, border), kernel, bias, strides, NO_PADDING, ONE, groups);
    }

    private static Tensor maxPooled(Tensor x, Window window) {
        long[] border = border(x, window);
        Tensor padded = isNone(border) ? x : torch.constant_pad_nd(x, border, new Scalar(Double.NEGATIVE_INFINITY));
        return torch.max_pool2d(padded, size(window), strides(window), NO_PADDING, ONE, false);
    }

    /** Padding does not count: the mean over the padded map, divided by the share of the window that is none. */
    private static Tensor averaged(Tensor x, Window window) {
        long[] border = border(x, window);
        if (isNone(border)) {
            return pooled(x, window);
        }
        Tensor share = pooled(torch.constant_pad_nd(x.new_ones(1, 1, x.size(2), x.size(3)), border), window);
        return pooled(torch.constant_pad_nd(x, border), window).div(share);
    }

    private static Tensor pooled(Tensor x, Window window) {
        return torch.avg_pool2d(x, size(window), strides(window), NO_PADDING, false, true, new LongOptional());
    }

    private static Tensor normalized(Tensor x, Layer.BatchNorm norm, List<Tensor> weights, boolean training) {
        int first = norm.scale() ? 1 : 0;
        TensorOptional gamma = norm.scale() ? new TensorOptional(weights.get(0)) : new TensorOptional();
        TensorOptional beta = new TensorOptional(weights.get(first));
        Tensor mean = weights.get(first + 1);
        Tensor variance = weights.get(first + 2);
        if (!training) {
            return torch.batch_norm(
                    x,
                    gamma,
                    beta,
                    new TensorOptional(mean),
                    new TensorOptional(variance),
                    false,
                    0,
                    norm.epsilon(),
                    false);
        }
        TensorScope.still(
                () -> { // Keras keeps the variance over n, libtorch would over n - 1
                    Scalar step = new Scalar(1 - MOMENTUM);
                    mean.lerp_(x.mean(PLACES), step);
                    variance.lerp_(x.var(PLACES, false, false), step);
                    return x;
                });
        TensorOptional none = new TensorOptional();
        return torch.batch_norm(x, gamma, beta, none, new TensorOptional(), true, 0, norm.epsilon(), false);
    }

    /** Left, right, top, bottom: as TensorFlow pads, the odd one behind. */
    private static long[] border(Tensor x, Window window) {
        if (window.padding() == Window.Padding.VALID) {
            return new long[4];
        }
        long across = missing(x.size(3), window.width(), window.stride());
        long down = missing(x.size(2), window.height(), window.stride());
        return new long[] {across / 2, across - across / 2, down / 2, down - down / 2};
    }

    private static long missing(long size, int window, int stride) {
        long positions = (size + stride - 1) / stride;
        return Math.max(0, (positions - 1) * stride + window - size);
    }

    private static boolean isNone(long[] border) {
        return border[0] + border[1] + border[2] + border[3] == 0;
    }

    private static long[] size(Window window) {
        return new long[] {window.height(), window.width()};
    }

    private static long[] strides(Window window) {
        return new long[] {window.stride(), window.stride()};
    }
}
