package org.exina.api;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.exina.image.file.ImageSource;

/**
 * How a set of images is read, of which all or some are classified.
 *
 * @param images all of it: what is not given here, they tell together
 * @param micronsPerPixel the scale, for models that go by the size of grains
 * @param sampleBits that samples of 16 bits use, 8 to 16
 */
public record SetReading(List<ImageSource> images, OptionalDouble micronsPerPixel, OptionalInt sampleBits) {
    public SetReading {
        images = List.copyOf(images);
    }
}
