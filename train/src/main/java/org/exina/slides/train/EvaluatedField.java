package org.exina.slides.train;

import java.util.List;
import org.exina.slides.CountedField;
import org.exina.slides.Detection;

/**
 * What was found on a field beside what is on it.
 *
 * @param group fields of one group are no independent trials: cuts of one image, fields of one slide
 * @param found in any order; debris among them is passed over
 */
public record EvaluatedField(String name, String group, List<Detection> found, List<GroundTruthGrain> truth) {
    public EvaluatedField {
        found = List.copyOf(found);
        truth = List.copyOf(truth);
    }

    /** Takes the probability of its label for a grain's certainty. */
    public static EvaluatedField of(CountedField field, String group, List<GroundTruthGrain> truth) {
        List<Detection> found = field.grains().stream()
                .map(grain -> new Detection(grain, grain.probability()))
                .toList();
        return new EvaluatedField(field.name(), group, found, truth);
    }

    /** Those that are taken for grains, known or unknown. */
    List<Detection> grains() {
        return found.stream().filter(each -> !each.grain().isDebris()).toList();
    }
}
