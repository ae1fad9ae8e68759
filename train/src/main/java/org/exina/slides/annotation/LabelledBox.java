package org.exina.slides.annotation;

import java.text.Normalizer;
import java.util.List;
import org.exina.image.Box;

/**
 * A box that somebody drew, and what it is around.
 *
 * @param label not blank, in Unicode's composed form; {@link #DEBRIS} and {@link #UNKNOWN} are no classes
 */
public record LabelledBox(Box box, String label) {
    /** No pollen grain. */
    public static final String DEBRIS = "debris";

    /** A grain, of a type that the person does not name. */
    public static final String UNKNOWN = "unknown";

    public LabelledBox {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a box must have a label that is not blank");
        }
    }

    /** Whether the label is the name of a class. */
    public boolean isOfAClass() {
        return !label.equals(DEBRIS) && !label.equals(UNKNOWN);
    }

    /** As labels are written here: the two that are no classes in whatever case, macOS's "é" of two characters. */
    static String label(String text) {
        String label = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        return List.of(DEBRIS, UNKNOWN).stream()
                .filter(label::equalsIgnoreCase)
                .findFirst()
                .orElse(label);
    }
}
