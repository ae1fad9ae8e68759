package org.exina.network;

import org.exina.network.NetworkBuilder.Wire;

/**
 * The small network trained from scratch that the study set against its frozen ones: three blocks of a 3 x 3 convolution
 * without padding, relu and 2 x 2 max pooling, then dense 64, relu, dropout 0.5 and softmax. It is that of F. Chollet,
 * "Building powerful image classification models using very little data", 2016, for more than two classes.
 */
final class BaselineCnn {
    private static final int[] FILTERS = {32, 32, 64};
    private static final int UNITS = 64;
    private static final double DROPOUT = 0.5;

    private BaselineCnn() {}

    static Network network(int size, int classes) {
        NetworkBuilder net = new NetworkBuilder(
                        "contrast",
                        "https://blog.keras.io/building-powerful-image-classification-models-using-very-little-data.html")
                .preprocessing(Preprocessing.UNIT)
                .onlySize(size);
        Wire x = net.input();
        for (int filters : FILTERS) {
            x = x.then(Layer.conv(filters, 3).valid()).then(Layer.relu()).then(Layer.maxPool(2, 2));
        }
        x.then(VectorLayer.flatten())
                .then(VectorLayer.dense(UNITS))
                .then(Layer.relu())
                .then(VectorLayer.dropout(DROPOUT))
                .then(VectorLayer.dense(classes))
                .then(new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }
}
