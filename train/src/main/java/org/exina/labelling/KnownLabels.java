package org.exina.labelling;

import java.util.List;
import java.util.Set;

/**
 * What people said of images.
 *
 * @param labels one per image, empty for none
 * @param refused per image the labels that it has not
 * @param checked what became of each image that was shown with a proposed label
 */
public record KnownLabels(List<String> labels, List<Set<String>> refused, List<Checked> checked) {
    public KnownLabels {
        labels = List.copyOf(labels);
        refused = List.copyOf(refused);
        checked = List.copyOf(checked);
    }

    /**
     * A proposed label that a person looked at.
     *
     * @param probability that it had been given
     */
    public record Checked(double probability, boolean right) {}
}
