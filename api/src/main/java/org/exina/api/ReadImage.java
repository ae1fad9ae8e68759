package org.exina.api;

import java.util.OptionalDouble;
import org.exina.image.RgbImage;

/**
 * An image as a classifier takes it.
 *
 * @param diameterMicrons of the grain on it; empty where it is not known, or the classifier does not go by it
 */
public record ReadImage(RgbImage pixels, OptionalDouble diameterMicrons) {}
