package org.exina.network;

import org.exina.network.NetworkBuilder.Wire;

/**
 * Howard and others, "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications", 2017, table 1,
 * with a width multiplier.
 */
final class MobileNet {
    private static final int[] FILTERS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

    private final double alpha;

    private MobileNet(double alpha) {
        if (!(alpha > 0 && alpha <= 4)) {
            throw new IllegalArgumentException("a MobileNet's width must be in (0, 4], got " + alpha);
        }
        this.alpha = alpha;
    }

    /**
     * MobileNet up to its last maps, without a classifier.
     *
     * @param alpha how wide the layers are, 1 as in the paper's table
     */
    static Network network(double alpha) {
        MobileNet mobile = new MobileNet(alpha);
        NetworkBuilder net = mobile.begin();
        mobile.features(net);
        return net.build();
    }

    /** MobileNet with its classifier of 1000 classes, up to the scores (n, 1000, 1, 1). */
    static Network classifier(double alpha) {
        MobileNet mobile = new MobileNet(alpha);
        NetworkBuilder net = mobile.begin();
        mobile.features(net).then(new Layer.GlobalAveragePool()).then("conv_preds", Layer.conv(1000, 1));
        return net.build();
    }

    private NetworkBuilder begin() {
        return new NetworkBuilder("mobilenet", "https://arxiv.org/abs/1704.04861")
                .preprocessing(Preprocessing.TF)
                .taps("conv_pw_3_relu", "conv_pw_5_relu", "conv_pw_7_relu", "conv_pw_9_relu", "conv_pw_11_relu")
                .leastSize(32);
    }

    private Wire features(NetworkBuilder net) {
        Wire x = normalized(
                net.input().then("conv1", Layer.conv(width(32), 3).stride(2).noBias()), "conv1");
        for (int b = 0; b < FILTERS.length; b++) {
            x = separable(x, b + 1, width(FILTERS[b]), STRIDES[b]);
        }
        return x;
    }

    private int width(int filters) {
        return (int) (filters * alpha);
    }

    /** Keras pads at the bottom and right by hand where the stride is 2, which is "same" for even sizes only. */
    private static Wire separable(Wire in, int block, int filters, int stride) {
        Wire x = stride == 1 ? in : in.then("conv_pad_" + block, new Layer.ZeroPadding(0, 0, 1, 1));
        Window.Padding padding = stride == 1 ? Window.Padding.SAME : Window.Padding.VALID;
        String depthwise = "conv_dw_" + block;
        x = x.then(depthwise, new Layer.DepthwiseConv2d(new Window(3, 3, stride, padding), false));
        String pointwise = "conv_pw_" + block;
        return normalized(
                normalized(x, depthwise).then(pointwise, Layer.conv(filters, 1).noBias()), pointwise);
    }

    private static Wire normalized(Wire x, String name) {
        return x.then(name + "_bn", Layer.batchNorm()).then(name + "_relu", new Layer.Activation(Layer.Function.RELU6));
    }
}
