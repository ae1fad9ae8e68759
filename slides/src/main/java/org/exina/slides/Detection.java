package org.exina.slides;

/**
 * A grain found on a field.
 *
 * @param certainty that it is a grain of its label: detections are judged from the most certain down
 */
public record Detection(Grain grain, double certainty) {
    public Detection {
        if (!Double.isFinite(certainty)) {
            throw new IllegalArgumentException("expected a number for the certainty, got " + certainty);
        }
    }
}
