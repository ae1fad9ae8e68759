package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.exina.experiment.History;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same data, order and first weights in Keras ({@code make_trainings.py}): the same weights after three epochs. */
class KerasMlpTest {
    private static final int FEATURES = 20;
    private static final double TOLERANCE = 1e-5;

    static Stream<JsonNode> trainings() throws IOException {
        return StreamSupport.stream(Reference.json("top_models.json").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void weightsAndHistoryAreThoseOfKeras(JsonNode keras) throws IOException {
        MlpSpec spec = (MlpSpec) HeadSpec.parse(keras.get("head").asText());
        TrainingSet set = TrainingSet.of(Formula.rows("train", 50, FEATURES, 2), Formula.labels(50), 3);
        Samples test = Samples.of(Formula.rows("test", 20, FEATURES, 2), Formula.labels(20));
        MlpSpec.Fitted fitted = new MlpSpec.Training(spec, 1).fit(set, test, EpochWatcher.NONE, new Formula());
        List<float[]> arrays = ((MultilayerHead) fitted.head()).arrays();
        assertThat(keras.get("weights")).hasSize(arrays.size());
        for (int i = 0; i < arrays.size(); i++) {
            assertThat(Reference.farthest(
                            list(arrays.get(i)),
                            Reference.numbers(keras.get("weights").get(i))))
                    .as("array %d of %s", i, spec.id())
                    .isLessThan(TOLERANCE);
        }
        agrees(keras, fitted.history());
    }

    private static void agrees(JsonNode keras, History history) {
        assertThat(Reference.farthest(history.loss(), Reference.numbers(keras.get("loss"))))
                .isLessThan(TOLERANCE);
        assertThat(Reference.farthest(history.validationLoss(), Reference.numbers(keras.get("validationLoss"))))
                .isLessThan(TOLERANCE);
        assertThat(Reference.farthest(history.accuracy(), Reference.numbers(keras.get("accuracy"))))
                .isLessThan(TOLERANCE);
        assertThat(Reference.farthest(history.validationAccuracy(), Reference.numbers(keras.get("validationAccuracy"))))
                .isLessThan(TOLERANCE);
    }

    private static List<Double> list(float[] values) {
        List<Double> result = new ArrayList<>();
        for (float value : values) {
            result.add((double) value);
        }
        return result;
    }
}
