package org.exina.onnx;

import org.exina.image.Interpolation;

/**
 * The images a backbone takes.
 *
 * @param height pixels, at least 8
 * @param width pixels, at least 8
 * @param interpolation how an image is brought to that size
 */
public record InputSpec(int height, int width, Interpolation interpolation) {
    public InputSpec {
        if (height < 8 || width < 8) {
            throw new IllegalArgumentException("expected a side of at least 8 pixels, got " + width + " x " + height);
        }
    }
}
