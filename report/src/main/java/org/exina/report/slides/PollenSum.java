package org.exina.report.slides;

import java.util.List;
import org.exina.io.ExinaException;
import org.exina.settings.DidYouMean;
import org.exina.slides.Grain;

/**
 * The grains that percentages are of: all of a named type but those kept outside. Unknown ones and debris are never in it.
 *
 * @param minimum grains that a count should reach; 0 when any number will do
 * @param outside types that are counted but not in the sum, such as spores, water plants or added markers
 */
public record PollenSum(long minimum, List<String> outside) {
    /** What most palynologists aim at. */
    public static final PollenSum DEFAULT = new PollenSum(300, List.of());

    public PollenSum {
        if (minimum < 0) {
            throw new IllegalArgumentException("minimum must be 0 or more, got " + minimum);
        }
        outside = List.copyOf(outside);
    }

    /** Whether grains of this label are in it. */
    public boolean has(String label) {
        return !label.equals(Grain.UNKNOWN) && !label.equals(Grain.DEBRIS) && !outside.contains(label);
    }

    /**
     * Makes sure, before long work begins, that it fits a model.
     *
     * @throws ExinaException when a type to be kept outside is none of the model's classes
     */
    public void check(List<String> classes) throws ExinaException {
        for (String type : outside) {
            if (!classes.contains(type)) {
                throw new ExinaException(
                        "cannot keep \"" + type + "\" outside the pollen sum: the model has no such class ("
                                + String.join(", ", classes) + ")" + DidYouMean.suggestion(type, classes));
            }
        }
    }
}
