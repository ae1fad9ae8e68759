package org.exina.network;

/**
 * Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2014, table 1: columns D
 * (16 layers) and E (19), without the three fully connected layers.
 */
final class Vgg {
    private static final int[] FILTERS = {64, 128, 256, 512, 512};

    private Vgg() {}

    static Network vgg16() {
        return vgg("vgg16", 2, 2, 3, 3, 3);
    }

    static Network vgg19() {
        return vgg("vgg19", 2, 2, 4, 4, 4);
    }

    private static Network vgg(String name, int... convolutions) {
        NetworkBuilder net = new NetworkBuilder(name, "https://arxiv.org/abs/1409.1556")
                .preprocessing(Preprocessing.CAFFE)
                .taps("block2_pool", "block3_pool", "block4_pool")
                .leastSize(32);
        NetworkBuilder.Wire x = net.input();
        for (int b = 0; b < convolutions.length; b++) {
            String block = "block" + (b + 1);
            for (int c = 1; c <= convolutions[b]; c++) {
                x = x.then(block + "_conv" + c, Layer.conv(FILTERS[b], 3).withActivation(Layer.Function.RELU));
            }
            x = x.then(block + "_pool", Layer.maxPool(2, 2));
        }
        return net.build();
    }
}
