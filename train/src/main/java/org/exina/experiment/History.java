package org.exina.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of loss and accuracy, one number per epoch, as Keras keeps them: of the training samples the running mean
 * over the epoch's batches, dropout at work and penalties counted; of the validation samples at the epoch's end, without
 * dropout. The validation lists are empty when there are no validation samples.
 *
 * @param learningRate at the end of each epoch
 */
public record History(
        List<Double> loss,
        List<Double> accuracy,
        List<Double> validationLoss,
        List<Double> validationAccuracy,
        List<Double> learningRate) {
    public static final History EMPTY = new History(List.of(), List.of(), List.of(), List.of(), List.of());

    public History {
        boolean validated = !validationLoss.isEmpty();
        if (accuracy.size() != loss.size()
                || learningRate.size() != loss.size()
                || validationLoss.size() != validationAccuracy.size()
                || (validated && validationLoss.size() != loss.size())) {
            throw new IllegalArgumentException("expected one number per epoch in each list, got " + loss.size() + ", "
                    + accuracy.size() + ", " + validationLoss.size() + ", " + validationAccuracy.size() + " and "
                    + learningRate.size());
        }
        loss = List.copyOf(loss);
        accuracy = List.copyOf(accuracy);
        validationLoss = List.copyOf(validationLoss);
        validationAccuracy = List.copyOf(validationAccuracy);
        learningRate = List.copyOf(learningRate);
    }

    /** Epochs that were trained. */
    public int epochs() {
        return loss.size();
    }

    public boolean hasValidation() {
        return !validationLoss.isEmpty();
    }

    /** The epoch, from 0, with the lowest validation loss, the first of equals. */
    public int best() {
        if (!hasValidation()) {
            throw new IllegalStateException("nothing was validated");
        }
        int best = 0;
        for (int i = 1; i < epochs(); i++) {
            best = validationLoss.get(i) < validationLoss.get(best) ? i : best;
        }
        return best;
    }

    public History with(Score training, double rate) {
        return new History(
                and(loss, training.loss()),
                and(accuracy, training.accuracy()),
                validationLoss,
                validationAccuracy,
                and(learningRate, rate));
    }

    public History with(Score training, Score validation, double rate) {
        return new History(
                and(loss, training.loss()),
                and(accuracy, training.accuracy()),
                and(validationLoss, validation.loss()),
                and(validationAccuracy, validation.accuracy()),
                and(learningRate, rate));
    }

    private static List<Double> and(List<Double> list, double value) {
        List<Double> result = new ArrayList<>(list);
        result.add(value);
        return result;
    }

    /** Mean loss and share of right answers. */
    public record Score(double loss, double accuracy) {}
}
