package org.exina.slides;

import java.util.List;

/**
 * What a model says of a candidate.
 *
 * @param probabilities one for each class, summing to 1
 * @param unknown whether it is unlike all that the model was trained on
 */
public record CandidatePrediction(List<Double> probabilities, boolean unknown) {
    public CandidatePrediction {
        probabilities = List.copyOf(probabilities);
    }
}
