package org.exina.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an image is put: the one affine map of a variant. Read from the result back to the image, as Keras composes
 * it: sides exchanged, then scaled, sheared, shifted and turned about the middle.
 *
 * @param turn degrees, counterclockwise
 * @param mirrored whether left and right are exchanged
 * @param upsideDown whether top and bottom are exchanged
 * @param shiftX share of the width
 * @param shiftY share of the height
 * @param seenX how much of the image's width is seen: 1.1 shows it smaller
 * @param seenY how much of its height
 * @param shear degrees
 */
record Placement(
        double turn,
        boolean mirrored,
        boolean upsideDown,
        double shiftX,
        double shiftY,
        double seenX,
        double seenY,
        double shear) {
    /** Whether every image stays where it is. */
    boolean isIdentity() {
        return turn == 0
                && !mirrored
                && !upsideDown
                && shiftX == 0
                && shiftY == 0
                && seenX == 1
                && seenY == 1
                && shear == 0;
    }

    /**
     * From a result of {@code width} x {@code height} pixels to an image that is stretched to that size before all else.
     *
     * @return a, b, c, d, e, f: the pixel at (x, y), measured from the corner to its middle, shows the image at (ax + by +
     *     c, dx + ey + f), as in Pillow's {@code Image.transform}
     */
    double[] matrix(int width, int height, int imageWidth, int imageHeight) {
        double cos = StrictMath.cos(StrictMath.toRadians(turn));
        double sin = StrictMath.sin(StrictMath.toRadians(turn));
        double shearCos = StrictMath.cos(StrictMath.toRadians(shear));
        double shearSin = StrictMath.sin(StrictMath.toRadians(shear));
        double zx = mirrored ? -seenX : seenX;
        double zy = upsideDown ? -seenY : seenY;
        double[] x = {zx, -shearSin * zy, shiftX * width}; // of (u, v, 1), measured from the middle
        double[] y = {0, shearCos * zy, shiftY * height};
        double[] m = new double[6];
        for (int i = 0; i < 3; i++) {
            m[i] = (cos * x[i] - sin * y[i]) * imageWidth / width;
            m[3 + i] = (sin * x[i] + cos * y[i]) * imageHeight / height;
        }
        m[2] += imageWidth / 2.0 - m[0] * width / 2 - m[1] * height / 2;
        m[5] += imageHeight / 2.0 - m[3] * width / 2 - m[4] * height / 2;
        return m;
    }

    /** "turned -132°, mirrored, x 0.93"; empty when nothing is told. */
    String words() {
        List<String> words = new ArrayList<>();
        double angle = turn + (upsideDown ? 180 : 0); // as upside down is mirrored and half a turn
        if (angle != 0) {
            words.add(String.format(Locale.ROOT, "turned %.0f°", angle > 180 ? angle - 360 : angle));
        }
        if (mirrored != upsideDown) {
            words.add("mirrored");
        }
        if (seenX != 1 || seenY != 1) {
            words.add(String.format(Locale.ROOT, "x %.2f", 1 / Math.sqrt(seenX * seenY)));
        }
        return String.join(", ", words);
    }
}
