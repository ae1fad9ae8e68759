package org.exina.field;

import java.io.Closeable;
import java.io.IOException;
import org.exina.image.Box;
import org.exina.image.ImageRegions;
import org.exina.image.RgbImage;
import org.exina.slide.Cut;
import org.exina.slide.FocusStack;

/** A field whose pixels can be read, by any number of threads; large ones are not in memory as a whole. */
public interface OpenField extends Cut.Reader, Closeable {
    int width();

    int height();

    /** All of it with its sides in proportion, none over {@code maxSide}. */
    RgbImage overview(int maxSide) throws IOException;

    /** One picture. @param regions closed with it */
    static OpenField of(ImageRegions regions) {
        return new OpenField() {
            @Override
            public int width() {
                return regions.width();
            }

            @Override
            public int height() {
                return regions.height();
            }

            @Override
            public RgbImage read(Box box) throws IOException {
                return regions.read(box);
            }

            @Override
            public RgbImage overview(int maxSide) throws IOException {
                return regions.overview(maxSide);
            }

            @Override
            public void close() throws IOException {
                regions.close();
            }
        };
    }

    /** Planes of focus. @param stack closed with it */
    static OpenField of(FocusStack stack) {
        return new OpenField() {
            @Override
            public int width() {
                return stack.width();
            }

            @Override
            public int height() {
                return stack.height();
            }

            @Override
            public RgbImage read(Box box) throws IOException {
                return stack.read(box);
            }

            @Override
            public RgbImage overview(int maxSide) throws IOException {
                return stack.overview(maxSide);
            }

            @Override
            public void close() throws IOException {
                stack.close();
            }
        };
    }
}
