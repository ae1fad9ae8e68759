package org.exina.slides;

import java.util.List;

/**
 * How grains are looked for; fitted to boxes where there are some.
 *
 * @param minDiameterPx smaller things are passed over: diameter of the circle of the same area, at least 4
 * @param maxDiameterPx larger things are passed over; 0 for no limit
 * @param sensitivity the automatic threshold is divided by it: above 1 finds fainter things; in [0.1, 10]
 * @param tolerances how deep the neck between two touching grains must be, in pixels of distance to the outline, for them
 *     to be parted: each gives candidates of its own; ascending, none for no parting
 * @param growth how much wider and higher a box is drawn than the outline, as a share of its sides: people draw boxes
 *     loosely; in [-0.5, 1]
 */
public record SegmenterSettings(
        double minDiameterPx, double maxDiameterPx, double sensitivity, List<Double> tolerances, double growth) {
    /** For grains from 10 pixels on, touching or not. */
    public static final SegmenterSettings DEFAULT = new SegmenterSettings(10, 0, 1, List.of(0.5, 1.0, 2.0), 0);

    private static final double LEAST_DIAMETER = 4;

    public SegmenterSettings {
        if (!(minDiameterPx >= LEAST_DIAMETER)) {
            throw new IllegalArgumentException("minDiameterPx must be 4 or more, got " + minDiameterPx);
        }
        if (!(maxDiameterPx == 0 || maxDiameterPx >= minDiameterPx)) {
            throw new IllegalArgumentException(
                    "maxDiameterPx must be 0 or at least " + minDiameterPx + ", got " + maxDiameterPx);
        }
        if (!(sensitivity >= 0.1 && sensitivity <= 10)) {
            throw new IllegalArgumentException("sensitivity must be in [0.1, 10], got " + sensitivity);
        }
        if (!(growth >= -0.5 && growth <= 1)) {
            throw new IllegalArgumentException("growth must be in [-0.5, 1], got " + growth);
        }
        tolerances = tolerances.stream().sorted().toList();
    }

    /** These settings with other limits of size, diameters in pixels. */
    public SegmenterSettings withDiameters(double least, double most) {
        return new SegmenterSettings(least, most, sensitivity, tolerances, growth);
    }

    /** These settings with another sensitivity. */
    public SegmenterSettings withSensitivity(double other) {
        return new SegmenterSettings(minDiameterPx, maxDiameterPx, other, tolerances, growth);
    }

    /** These settings with another growth. */
    public SegmenterSettings withGrowth(double other) {
        return new SegmenterSettings(minDiameterPx, maxDiameterPx, sensitivity, tolerances, other);
    }

    double minAreaPx() {
        return Math.PI * minDiameterPx * minDiameterPx / 4;
    }

    double maxAreaPx() {
        return maxDiameterPx == 0 ? Double.POSITIVE_INFINITY : Math.PI * maxDiameterPx * maxDiameterPx / 4;
    }
}
