package org.exina.image;

import java.io.Closeable;
import java.io.IOException;

/** An image that is read in parts, by any number of threads; a large one is not in memory as a whole. */
public interface PixelSource extends Closeable {
    int width();

    int height();

    /**
     * A part of it, as it is.
     *
     * @param box all of it within the image
     */
    RgbImage read(Box box) throws IOException;

    /** All of it with its sides in proportion, none over {@code maxSide}; as it is when it is no larger. */
    RgbImage overview(int maxSide) throws IOException;
}
