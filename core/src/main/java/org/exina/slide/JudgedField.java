package org.exina.slide;

import java.util.List;

/**
 * What was found on a field beside what is on it.
 *
 * @param group fields of one group are no independent trials: cuts of one picture, fields of one slide
 * @param found in any order; debris among them is passed over
 */
public record JudgedField(String name, String group, List<Found> found, List<TrueGrain> truth) {
    /**
     * A grain that was found.
     *
     * @param certainty that it is a grain of its label: finds are judged from the most certain down
     */
    public record Found(Grain grain, double certainty) {
        public Found {
            if (!Double.isFinite(certainty)) {
                throw new IllegalArgumentException("expected a number for the certainty, got " + certainty);
            }
        }
    }

    public JudgedField {
        found = List.copyOf(found);
        truth = List.copyOf(truth);
    }

    /** Takes the probability of its label for a grain's certainty. */
    public static JudgedField of(CountedField field, String group, List<TrueGrain> truth) {
        List<Found> found = field.grains().stream()
                .map(grain -> new Found(grain, grain.probability()))
                .toList();
        return new JudgedField(field.name(), group, found, truth);
    }

    /** Those that are taken for grains, known or unknown. */
    List<Found> grains() {
        return found.stream().filter(each -> !each.grain().isDebris()).toList();
    }
}
