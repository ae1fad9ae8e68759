package org.exina.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exina.backbone.FineTuningProvenance;
import org.exina.experiment.History;
import org.exina.network.Tensor;
import org.exina.network.Weights;

/**
 * A network that was tuned.
 *
 * @param weights of the layers that are read, and of the classifier
 * @param classifier its dense layer on the features: kernel (features, classes) and bias
 * @param keptEpoch whose weights they are, from 1; 0 when none did better than the beginning
 * @param start how the network did before, on the images that told when to stop; empty when there were none
 * @param trained images it learned from
 * @param validated images that told when to stop
 */
record TunedNetwork(
        Weights weights,
        List<Tensor> classifier,
        History history,
        int keptEpoch,
        Optional<History.Score> start,
        int trained,
        int validated) {
    TunedNetwork {
        classifier = List.copyOf(classifier);
    }

    /** What the classifier says of features: a score for each class. */
    double[] scores(float[] features) {
        float[] kernel = classifier.get(0).values();
        float[] bias = classifier.get(1).values();
        double[] result = new double[bias.length];
        for (int k = 0; k < result.length; k++) {
            double sum = bias[k];
            for (int j = 0; j < features.length; j++) {
                sum += (double) kernel[j * bias.length + k] * features[j];
            }
            result[k] = sum;
        }
        return result;
    }

    List<FineTuningProvenance.Epoch> epochs() {
        List<FineTuningProvenance.Epoch> epochs = new ArrayList<>();
        for (int e = 0; e < history.epochs(); e++) {
            boolean validated = history.hasValidation();
            epochs.add(new FineTuningProvenance.Epoch(
                    history.loss().get(e),
                    history.accuracy().get(e),
                    validated ? history.validationLoss().get(e) : 0,
                    validated ? history.validationAccuracy().get(e) : 0));
        }
        return epochs;
    }
}
