package org.exina.model;

import java.util.List;
import org.exina.image.RgbImage;

/**
 * Why a model says what it says of one image.
 *
 * @param seen the part of the image that the model looked at
 * @param why it is unknown, in words; empty when it is not
 * @param size of the grain beside those of classes, in words; empty where the model does not go by it, or it was not told
 * @param label the class that the heat map speaks of
 * @param method {@code activation}, where the parts add up to the score exactly, or {@code occlusion}
 * @param heat over {@code seen}, whatever its shape
 * @param nearest images that the model was trained on, the nearest first; empty in models that keep none
 */
public record Explanation(
        RgbImage seen,
        Prediction prediction,
        String why,
        String size,
        String label,
        String method,
        HeatMap heat,
        List<TrainingImages.Near> nearest) {
    public Explanation {
        nearest = List.copyOf(nearest);
    }
}
