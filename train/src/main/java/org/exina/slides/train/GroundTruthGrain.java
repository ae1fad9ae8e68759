package org.exina.slides.train;

import org.exina.image.Box;
import org.exina.slides.Grain;

/**
 * A grain that is known to be on a field.
 *
 * @param label its class, or {@link Grain#UNKNOWN} when only that it is a grain is known
 */
public record GroundTruthGrain(Box box, String label) {
    public GroundTruthGrain {
        if (label.isBlank() || label.equals(Grain.DEBRIS)) {
            throw new IllegalArgumentException("a true grain must have a class or be unknown, got \"" + label + "\"");
        }
    }
}
