package org.exina.report.plot;

import java.util.Optional;

/**
 * A share that was measured, with its 95 % interval.
 *
 * @param name what it was measured for
 * @param value in [low, high]
 * @param low in [0, value]
 * @param high in [value, 1]
 * @param other a figure published elsewhere, in [0, 1], where there is one
 */
public record Point(String name, double value, double low, double high, Optional<Double> other) {
    public Point {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a point needs a name");
        }
        if (!(0 <= low && low <= value && value <= high && high <= 1)) {
            throw new IllegalArgumentException(
                    name + ": expected 0 <= low <= value <= high <= 1, got " + low + ", " + value + " and " + high);
        }
        other.ifPresent(share -> {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(name + ": other must be in [0, 1], got " + share);
            }
        });
    }
}
