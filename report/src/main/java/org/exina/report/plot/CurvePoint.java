package org.exina.report.plot;

/**
 * A share that was measured with so many images, with its interval.
 *
 * @param images greater than 0
 * @param value in [low, high]
 * @param low in [0, value]
 * @param high in [value, 1]
 */
public record CurvePoint(double images, double value, double low, double high) {
    public CurvePoint {
        if (!(images > 0 && Double.isFinite(images))) {
            throw new IllegalArgumentException("expected a number of images greater than 0, got " + images);
        }
        if (!(0 <= low && low <= value && value <= high && high <= 1)) {
            throw new IllegalArgumentException(
                    "expected 0 <= low <= value <= high <= 1, got " + low + ", " + value + " and " + high);
        }
    }
}
