package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exina.experiment.History;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.Preprocessing;
import org.exina.network.Tensor;
import org.exina.network.VectorLayer;
import org.exina.network.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small network with batch norms and a depthwise convolution, trained the same in Keras ({@code make_tunings.py}). */
class KerasTuningTest {
    private static final int SIZE = 13;
    private static final int IMAGES = 12;
    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest
    @ValueSource(strings = {"trained", "frozen", "adam", "last"})
    void weightsAndLossesAreThoseOfKeras(String name) throws IOException {
        JsonNode keras = find(name);
        Optimizer optimizer = name.equals("adam") ? Optimizer.Adam.DEFAULT : new Optimizer.Sgd(0.05, 0.9, false);
        TrainingConfig plan = TrainingConfig.DEFAULT
                .withOptimizer(optimizer)
                .withPasses(new TrainingConfig.EpochSettings(2, 5, false, 0, 0));
        Samples samples = Samples.ofPixels(images(), Formula.labels(IMAGES));
        Set<String> frozen = new HashSet<>();
        keras.get("frozen").forEach(layer -> frozen.add(layer.asText()));
        Trained trained = Trainer.of(network(), plan, 1)
                .frozen(frozen)
                .validation(samples)
                .train(new Formula(), samples);
        History history = trained.history();
        assertThat(Reference.farthest(history.loss(), Reference.numbers(keras.get("loss"))))
                .isLessThan(TOLERANCE);
        assertThat(Reference.farthest(history.validationLoss(), Reference.numbers(keras.get("validationLoss"))))
                .isLessThan(TOLERANCE);
        for (String layer : network().weightedLayers()) {
            List<Tensor> arrays = trained.weights().of(layer, network().parameters(layer));
            for (int i = 0; i < arrays.size(); i++) {
                List<Double> ours = new ArrayList<>();
                for (float value : arrays.get(i).values()) {
                    ours.add((double) value);
                }
                List<Double> theirs =
                        Reference.numbers(keras.get("weights").get(layer).get(i));
                assertThat(Reference.farthest(ours, theirs)).as(layer + " " + i).isLessThan(TOLERANCE);
            }
        }
    }

    private static JsonNode find(String name) throws IOException {
        for (JsonNode each : Reference.json("tunings.json")) {
            if (each.get("name").asText().equals(name)) {
                return each;
            }
        }
        throw new IOException("no case " + name);
    }

    static Network network() {
        Layer relu6 = new Layer.Activation(Layer.Function.RELU6);
        var net = new NetworkBuilder("small", "https://example.org")
                .preprocessing(Preprocessing.TF)
                .onlySize(SIZE);
        net.input()
                .then(
                        "conv",
                        new Layer.Conv2d(6, new Window(3, 3, 2, Window.Padding.SAME), false, Layer.Function.LINEAR))
                .then("conv_bn", Layer.batchNorm())
                .then("conv_relu", relu6)
                .then("dw", new Layer.DepthwiseConv2d(new Window(3, 3, 1, Window.Padding.SAME), false))
                .then("dw_bn", Layer.batchNorm())
                .then("dw_relu", relu6)
                .then("pw", Layer.conv(8, 1).noBias())
                .then("pw_bn", Layer.batchNorm())
                .then("pw_relu", relu6)
                .then("mean", new Layer.GlobalAveragePool())
                .then("vector", VectorLayer.flatten())
                .then("scores", VectorLayer.dense(3))
                .then("softmax", new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }

    static byte[][] images() {
        float[] values = Formula.uniform("pictures", IMAGES * SIZE * SIZE * 3);
        byte[][] result = new byte[IMAGES][SIZE * SIZE * 3];
        for (int i = 0; i < values.length; i++) {
            result[i / result[0].length][i % result[0].length] = (byte) Math.floor((values[i] + 1) * 128);
        }
        return result;
    }
}
