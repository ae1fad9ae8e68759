package org.exina.labelling;

import java.util.List;
import java.util.Optional;

/**
 * Images to be looked at together, all of one class as far as can be told.
 *
 * @param images their numbers, the most typical first; at least one
 * @param proposed the label that they are taken for; empty for a group that nothing is known of
 * @param probabilities that each has that label, before what people said of such sheets is taken into account; empty where
 *     none is proposed
 */
public record Sheet(List<Integer> images, Optional<String> proposed, List<Double> probabilities) {
    public Sheet {
        images = List.copyOf(images);
        probabilities = List.copyOf(probabilities);
    }
}
