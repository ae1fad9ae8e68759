package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.exina.experiment.History;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.Networks;
import org.exina.network.Tensor;
import org.exina.network.VectorLayer;
import org.junit.jupiter.api.Test;

/** The contrast network, trained from the same weights on the same images in Keras ({@code make_trainings.py}). */
class KerasBaselineCnnTest {
    private static final int SIZE = 46;
    private static final int IMAGES = 12;
    private static final double TOLERANCE = 1e-4;

    @Test
    void lossesAndWeightsAreThoseOfKeras() throws IOException {
        JsonNode keras = Reference.json("contrast.json");
        Network network = withoutDropout(Networks.contrast(SIZE, 3));
        Samples samples = Samples.ofPixels(images(), Formula.labels(IMAGES));
        TrainingConfig plan = TrainingConfig.DEFAULT.withPasses(new TrainingConfig.EpochSettings(2, 5, false, 0, 0));
        Trained trained = Trainer.of(network, plan, 1).validation(samples).train(new Formula(), samples);
        History history = trained.history();
        assertThat(Reference.farthest(history.loss(), Reference.numbers(keras.get("loss"))))
                .isLessThan(TOLERANCE);
        assertThat(Reference.farthest(history.validationLoss(), Reference.numbers(keras.get("validationLoss"))))
                .isLessThan(TOLERANCE);
        assertThat(Reference.farthest(history.accuracy(), Reference.numbers(keras.get("accuracy"))))
                .isLessThan(TOLERANCE);
        for (String layer : network.weightedLayers()) {
            List<Tensor> arrays = trained.weights().of(layer, network.parameters(layer));
            for (int i = 0; i < arrays.size(); i++) {
                double sum = 0;
                for (float value : arrays.get(i).values()) {
                    sum += value;
                }
                double expected = keras.get("sums").get(layer).get(i).asDouble();
                assertThat(Math.abs(sum - expected))
                        .as(layer)
                        .isLessThan(1e-3 * arrays.get(i).values().length);
            }
        }
    }

    /** Keras's random numbers are not ours. */
    private static Network withoutDropout(Network network) {
        NetworkBuilder net = new NetworkBuilder(network.name(), network.paper())
                .preprocessing(network.preprocessing())
                .onlySize(network.leastSize());
        NetworkBuilder.Wire x = net.input();
        for (Network.Node node : network.nodes()) {
            x = node.layer() instanceof VectorLayer.Dropout ? x : x.then(node.name(), node.layer());
        }
        return net.build();
    }

    private static byte[][] images() {
        float[] values = Formula.uniform("pictures", IMAGES * SIZE * SIZE * 3);
        byte[][] result = new byte[IMAGES][SIZE * SIZE * 3];
        for (int i = 0; i < values.length; i++) {
            result[i / result[0].length][i % result[0].length] = (byte) Math.floor((values[i] + 1) * 128);
        }
        return result;
    }
}
