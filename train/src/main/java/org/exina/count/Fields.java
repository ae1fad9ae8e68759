package org.exina.count;

import java.io.Closeable;
import java.io.IOException;
import org.exina.image.Box;
import org.exina.image.ImageEncoder;
import org.exina.image.ImageFile;
import org.exina.image.RgbImage;
import org.exina.slide.CountedField;

/** Where the pixels of counted fields come from. A field need not be in memory as a whole. */
@FunctionalInterface
public interface Fields {
    /** @throws IOException when its picture is gone, cannot be read, or has no longer the size that was counted */
    Pixels open(CountedField field) throws IOException;

    /** The pixels of one field; used by one thread at a time. */
    interface Pixels extends Closeable {
        /** A part of it, as it is. @param box all of it within the field */
        RgbImage region(Box box) throws IOException;

        /** All of it with its sides in proportion, none over {@code maxSide}; as it is when it is no larger. */
        RgbImage overview(int maxSide) throws IOException;

        @Override
        void close() throws IOException;

        /** Those of a picture in memory. */
        static Pixels of(RgbImage picture) {
            return new Pixels() {
                @Override
                public RgbImage region(Box box) {
                    return picture.part(box.x(), box.y(), box.width(), box.height());
                }

                @Override
                public RgbImage overview(int maxSide) {
                    return ImageEncoder.thumbnail(picture, maxSide);
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Of fields that are one picture file each, decoded whole. */
    static Fields decoded() {
        return field -> {
            RgbImage picture = ImageFile.decode(field.file());
            if (picture.width() != field.width() || picture.height() != field.height()) {
                throw new IOException(field.file() + ": expected the " + field.width() + " x " + field.height()
                        + " pixels that were counted, found " + picture.width() + " x " + picture.height()
                        + "; count it again");
            }
            return Pixels.of(picture);
        };
    }
}
