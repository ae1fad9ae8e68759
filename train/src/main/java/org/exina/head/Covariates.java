package org.exina.head;

import java.util.OptionalDouble;

/**
 * What is known of a sample beside its features.
 *
 * @param diameterMicrons of the grain, greater than 0, as exact as a 32-bit number is, which model files take; empty where it
 *     is not known
 */
public record Covariates(OptionalDouble diameterMicrons) {
    /** Nothing is known. */
    public static final Covariates NONE = new Covariates(OptionalDouble.empty());

    public Covariates {
        if (diameterMicrons.isPresent()) {
            float diameter = (float) diameterMicrons.getAsDouble();
            if (!(diameter > 0)) {
                throw new IllegalArgumentException(
                        "diameterMicrons must be greater than 0, got " + diameterMicrons.getAsDouble());
            }
            diameterMicrons = OptionalDouble.of(diameter);
        }
    }

    /** The covariates of a grain of some size. */
    public static Covariates ofDiameter(double micrometres) {
        return new Covariates(OptionalDouble.of(micrometres));
    }
}
