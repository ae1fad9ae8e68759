package org.exina.network;

import org.exina.network.NetworkBuilder.Wire;

/**
 * Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, "Rethinking the Inception Architecture for Computer Vision", 2015, table 1
 * and figures 5 (mixed0 to 2), 6 (mixed4 to 7), 7 (mixed9, mixed10) and 10 (mixed3, mixed8).
 */
final class InceptionV3 {
    private final NetworkBuilder net = new NetworkBuilder("inceptionv3", "https://arxiv.org/abs/1512.00567")
            .preprocessing(Preprocessing.TF)
            .taps("activation_4", "mixed2", "mixed4", "mixed6", "mixed7")
            .leastSize(75);

    private InceptionV3() {}

    static Network network() {
        return new InceptionV3().build();
    }

    private Network build() {
        Wire x = net.input();
        x = convolved(x, Layer.conv(32, 3).stride(2).valid());
        x = convolved(x, Layer.conv(32, 3).valid());
        x = convolved(x, Layer.conv(64, 3));
        x = x.then(Layer.maxPool(3, 2));
        x = convolved(x, Layer.conv(80, 1));
        x = convolved(x, Layer.conv(192, 3).valid());
        x = x.then(Layer.maxPool(3, 2));
        x = wide(x, "mixed0", 32);
        x = wide(x, "mixed1", 64);
        x = wide(x, "mixed2", 64);
        x = firstReduction(x, "mixed3");
        x = factorized(x, "mixed4", 128);
        x = factorized(x, "mixed5", 160);
        x = factorized(x, "mixed6", 160);
        x = factorized(x, "mixed7", 192);
        x = secondReduction(x, "mixed8");
        x = spread(x, "mixed9", "mixed9_0");
        spread(x, "mixed10", "mixed9_1");
        return net.build();
    }

    /** Figure 5: 5 x 5 as two 3 x 3. */
    private Wire wide(Wire x, String name, int pooled) {
        Wire one = convolved(x, Layer.conv(64, 1));
        Wire five = convolved(convolved(x, Layer.conv(48, 1)), Layer.conv(64, 5));
        Wire twice = convolved(x, Layer.conv(64, 1));
        twice = convolved(convolved(twice, Layer.conv(96, 3)), Layer.conv(96, 3));
        return net.concatenate(name, one, five, twice, averaged(x, pooled));
    }

    /** Figure 10: 35 x 35 to 17 x 17. */
    private Wire firstReduction(Wire x, String name) {
        Wire once = convolved(x, Layer.conv(384, 3).stride(2).valid());
        Wire twice = convolved(convolved(x, Layer.conv(64, 1)), Layer.conv(96, 3));
        twice = convolved(twice, Layer.conv(96, 3).stride(2).valid());
        return net.concatenate(name, once, twice, x.then(Layer.maxPool(3, 2)));
    }

    /** Figure 6: 7 x 7 as 1 x 7 and 7 x 1. */
    private Wire factorized(Wire x, String name, int filters) {
        Wire one = convolved(x, Layer.conv(192, 1));
        Wire once = convolved(x, Layer.conv(filters, 1));
        once = convolved(once, Layer.conv(filters, 1, 7));
        once = convolved(once, Layer.conv(192, 7, 1));
        Wire twice = convolved(x, Layer.conv(filters, 1));
        twice = convolved(twice, Layer.conv(filters, 7, 1));
        twice = convolved(twice, Layer.conv(filters, 1, 7));
        twice = convolved(twice, Layer.conv(filters, 7, 1));
        twice = convolved(twice, Layer.conv(192, 1, 7));
        return net.concatenate(name, one, once, twice, averaged(x, 192));
    }

    /** 17 x 17 to 8 x 8. */
    private Wire secondReduction(Wire x, String name) {
        Wire three = convolved(
                convolved(x, Layer.conv(192, 1)), Layer.conv(320, 3).stride(2).valid());
        Wire seven = convolved(x, Layer.conv(192, 1));
        seven = convolved(seven, Layer.conv(192, 1, 7));
        seven = convolved(seven, Layer.conv(192, 7, 1));
        seven = convolved(seven, Layer.conv(192, 3).stride(2).valid());
        return net.concatenate(name, three, seven, x.then(Layer.maxPool(3, 2)));
    }

    /** Figure 7: 3 x 3 as 1 x 3 beside 3 x 1. */
    private Wire spread(Wire x, String name, String inner) {
        Wire one = convolved(x, Layer.conv(320, 1));
        Wire once = convolved(x, Layer.conv(384, 1));
        once = net.concatenate(inner, convolved(once, Layer.conv(384, 1, 3)), convolved(once, Layer.conv(384, 3, 1)));
        Wire twice = convolved(convolved(x, Layer.conv(448, 1)), Layer.conv(384, 3));
        twice = net.concatenate(convolved(twice, Layer.conv(384, 1, 3)), convolved(twice, Layer.conv(384, 3, 1)));
        return net.concatenate(name, one, once, twice, averaged(x, 192));
    }

    private static Wire averaged(Wire x, int filters) {
        return convolved(x.then(Layer.averagePool(3, 1)), Layer.conv(filters, 1));
    }

    private static Wire convolved(Wire x, Layer.Conv2d convolution) {
        return x.then(convolution.noBias()).then(Layer.batchNorm().noScale()).then(Layer.relu());
    }
}
