package org.exina.network;

/**
 * He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2015, table 1, column of 50 layers. As in
 * Keras, the stride of a stage is in its first 1 x 1 convolution, as the paper has it, and the convolutions have a bias.
 */
final class ResNet {
    private static final float EPSILON = 1.001e-5f;

    private ResNet() {}

    static Network resnet50() {
        return resnet("resnet50", 3, 4, 6, 3);
    }

    private static Network resnet(String name, int... blocks) {
        NetworkBuilder net = new NetworkBuilder(name, "https://arxiv.org/abs/1512.03385")
                .preprocessing(Preprocessing.CAFFE)
                .taps(taps(blocks))
                .leastSize(32);
        NetworkBuilder.Wire x = net.input().then("conv1_pad", Layer.ZeroPadding.around(3));
        x = convolved(x, "conv1", Layer.conv(64, 7).stride(2).valid()).then("conv1_relu", Layer.relu());
        x = x.then("pool1_pad", Layer.ZeroPadding.around(1)).then("pool1_pool", Layer.maxPool(3, 2));
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int b = 0; b < blocks[stage]; b++) {
                int stride = stage > 0 && b == 0 ? 2 : 1;
                x = bottleneck(net, x, "conv" + (stage + 2) + "_block" + (b + 1), 64 << stage, stride, b == 0);
            }
        }
        return net.build();
    }

    /** The ends of the stages at strides 4, 8 and 16, and the last of these also at its thirds. */
    private static String[] taps(int... blocks) {
        return new String[] {
            "conv2_block" + blocks[0] + "_out",
            "conv3_block" + blocks[1] + "_out",
            "conv4_block" + blocks[2] / 3 + "_out",
            "conv4_block" + 2 * blocks[2] / 3 + "_out",
            "conv4_block" + blocks[2] + "_out"
        };
    }

    /** The paper's figure 5, right; where the shape changes, the shortcut is a 1 x 1 convolution. */
    private static NetworkBuilder.Wire bottleneck(
            NetworkBuilder net, NetworkBuilder.Wire in, String name, int filters, int stride, boolean changes) {
        NetworkBuilder.Wire shortcut = in;
        if (changes) {
            shortcut = convolved(in, name + "_0", Layer.conv(4 * filters, 1).stride(stride));
        }
        NetworkBuilder.Wire x = in;
        x = convolved(x, name + "_1", Layer.conv(filters, 1).stride(stride)).then(name + "_1_relu", Layer.relu());
        x = convolved(x, name + "_2", Layer.conv(filters, 3)).then(name + "_2_relu", Layer.relu());
        x = convolved(x, name + "_3", Layer.conv(4 * filters, 1));
        return net.add(name + "_add", shortcut, x).then(name + "_out", Layer.relu());
    }

    private static NetworkBuilder.Wire convolved(NetworkBuilder.Wire x, String name, Layer.Conv2d convolution) {
        return x.then(name + "_conv", convolution).then(name + "_bn", new Layer.BatchNorm(true, EPSILON));
    }
}
