package org.exina.report.plot;

/**
 * A share that was measured with so many pictures, with its interval.
 *
 * @param pictures greater than 0
 * @param value in [low, high]
 * @param low in [0, value]
 * @param high in [value, 1]
 */
public record Size(double pictures, double value, double low, double high) {
    public Size {
        if (!(pictures > 0 && Double.isFinite(pictures))) {
            throw new IllegalArgumentException("expected a number of pictures greater than 0, got " + pictures);
        }
        if (!(0 <= low && low <= value && value <= high && high <= 1)) {
            throw new IllegalArgumentException(
                    "expected 0 <= low <= value <= high <= 1, got " + low + ", " + value + " and " + high);
        }
    }
}
