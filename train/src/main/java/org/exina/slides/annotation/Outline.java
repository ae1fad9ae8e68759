package org.exina.slides.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import org.exina.dataset.DatasetException;

/** The box around what was drawn otherwise: a polygon, a circle, a turned box. */
final class Outline {
    private double left = Double.POSITIVE_INFINITY;
    private double top = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double bottom = Double.NEGATIVE_INFINITY;

    /**
     * Around points.
     *
     * @param corners x, y, x, y ...
     */
    static Outline of(double... corners) {
        Outline outline = new Outline();
        for (int i = 0; i + 1 < corners.length; i += 2) {
            outline.add(corners[i], corners[i + 1]);
        }
        return outline;
    }

    /** Around an upright ellipse. */
    static Outline ofEllipse(double x, double y, double radiusX, double radiusY) {
        return of(x - radiusX, y - radiusY, x + radiusX, y + radiusY);
    }

    /**
     * Around a box that was turned about a point.
     *
     * @param degrees clockwise
     */
    static Outline ofTurned(Outline box, double aboutX, double aboutY, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        Outline turned = new Outline();
        for (double x : new double[] {box.left - aboutX, box.right - aboutX}) {
            for (double y : new double[] {box.top - aboutY, box.bottom - aboutY}) {
                turned.add(aboutX + x * cos - y * sin, aboutY + x * sin + y * cos);
            }
        }
        return turned;
    }

    Outline add(double x, double y) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
        return this;
    }

    /** Takes in points of JSON, {@code [[x, y], ...]}. */
    Outline add(JsonNode points, SourceLocation place) throws DatasetException {
        for (JsonNode point : points) {
            if (!point.isArray()
                    || point.size() < 2
                    || !point.get(0).isNumber()
                    || !point.get(1).isNumber()) {
                throw place.fault("expected points [x, y], got " + point);
            }
            add(point.get(0).asDouble(), point.get(1).asDouble());
        }
        return this;
    }

    boolean isEmpty() {
        return left > right;
    }

    RawBox pixels(String label, SourceLocation place) throws DatasetException {
        requirePoints(place);
        return RawBox.pixels(left, top, right, bottom, label, place);
    }

    RawBox shares(String label, SourceLocation place) throws DatasetException {
        requirePoints(place);
        return RawBox.shares(left, top, right, bottom, label, place);
    }

    /** The same, each edge multiplied: of percent, of pixels of another size. */
    Outline times(double across, double down) {
        return of(left * across, top * down, right * across, bottom * down);
    }

    private void requirePoints(SourceLocation place) throws DatasetException {
        if (isEmpty()) {
            throw place.fault("has no points; expected the corners of an outline");
        }
    }
}
