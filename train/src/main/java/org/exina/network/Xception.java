package org.exina.network;

import org.exina.network.NetworkBuilder.Wire;

/**
 * Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", 2016, figure 5: entry flow (blocks 1 to 4),
 * middle flow (5 to 12), exit flow (13, 14).
 */
final class Xception {
    private final NetworkBuilder net = new NetworkBuilder("xception", "https://arxiv.org/abs/1610.02357")
            .preprocessing(Preprocessing.TF)
            .taps("add", "add_1", "add_4", "add_7", "add_10")
            .leastSize(71);

    private Xception() {}

    static Network network() {
        return new Xception().build();
    }

    private Network build() {
        Wire x = net.input();
        x = convolved(x, "block1_conv1", Layer.conv(32, 3).stride(2).valid());
        x = convolved(x, "block1_conv2", Layer.conv(64, 3).valid());
        x = reduced(x, "block2", false, 128, 128);
        x = reduced(x, "block3", true, 256, 256);
        x = reduced(x, "block4", true, 728, 728);
        for (int block = 5; block <= 12; block++) {
            x = net.add(separable(x, "block" + block, true, 728, 728, 728), x);
        }
        x = reduced(x, "block13", true, 728, 1024);
        x = separable(x, "block14_sepconv1", 1536).then("block14_sepconv1_act", Layer.relu());
        separable(x, "block14_sepconv2", 2048).then("block14_sepconv2_act", Layer.relu());
        return net.build();
    }

    private static Wire convolved(Wire x, String name, Layer.Conv2d convolution) {
        return x.then(name, convolution.noBias())
                .then(name + "_bn", Layer.batchNorm())
                .then(name + "_act", Layer.relu());
    }

    /** Separable convolutions to half the size, with a 1 x 1 convolution as shortcut. */
    private Wire reduced(Wire in, String block, boolean beginsWithRelu, int... filters) {
        Wire shortcut = in.then(
                        Layer.conv(filters[filters.length - 1], 1).stride(2).noBias())
                .then(Layer.batchNorm());
        Wire x = separable(in, block, beginsWithRelu, filters);
        return net.add(x.then(block + "_pool", Layer.maxPool(3, 2, Window.Padding.SAME)), shortcut);
    }

    private static Wire separable(Wire x, String block, boolean beginsWithRelu, int... filters) {
        Wire result = x;
        for (int i = 0; i < filters.length; i++) {
            String name = block + "_sepconv" + (i + 1);
            Wire active = i > 0 || beginsWithRelu ? result.then(name + "_act", Layer.relu()) : result;
            result = separable(active, name, filters[i]);
        }
        return result;
    }

    private static Wire separable(Wire x, String name, int filters) {
        Window window = new Window(3, 3, 1, Window.Padding.SAME);
        return x.then(name, new Layer.SeparableConv2d(filters, window)).then(name + "_bn", Layer.batchNorm());
    }
}
