package org.exina.study;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a {@link Preparation} is to make.
 *
 * @param size side of every written image in pixels, at least 1; empty to leave each as large as it is cut
 * @param validation share of the images, in (0, 1)
 * @param groupBy see {@link org.exina.dataset.Groups#of}
 * @param leaky whether pieces are split one by one, as the study did; otherwise nothing is torn apart
 */
public record PreparationSettings(
        Cut cut, OptionalInt size, double validation, long seed, Optional<Pattern> groupBy, boolean leaky) {
    /** Folder of what is for training. */
    public static final String TRAIN = "train";

    /** Folder of what is for validation. */
    public static final String VALIDATION = "validation";

    public PreparationSettings {
        if (size.isPresent() && size.getAsInt() < 1) {
            throw new IllegalArgumentException("size must be at least 1, got " + size.getAsInt());
        }
        if (!(validation > 0 && validation < 1)) {
            throw new IllegalArgumentException("validation must be in (0, 1), got " + validation);
        }
    }

    /** Of the column "split" in what is written. */
    String splitName() {
        return leaky ? "leaky" : "grouped";
    }
}
