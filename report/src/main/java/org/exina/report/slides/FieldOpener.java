package org.exina.report.slides;

import java.io.IOException;
import org.exina.image.PixelSource;
import org.exina.io.ExinaException;
import org.exina.slides.CountedField;

/** Where the pixels of counted fields come from. A field need not be in memory as a whole. */
@FunctionalInterface
public interface FieldOpener {
    /**
     * Opens the pixels of a counted field.
     *
     * @throws IOException when its image is gone, cannot be read, or has no longer the size that was counted
     */
    PixelSource open(CountedField field) throws IOException;

    /**
     * Makes sure that a field is still the one that was counted.
     *
     * @param open closed when it is another
     * @return {@code open}
     */
    static PixelSource checked(PixelSource open, CountedField field) throws IOException {
        if (open.width() != field.width() || open.height() != field.height()) {
            open.close();
            throw new ExinaException(
                    field.file(),
                    "expected the " + field.width() + " x " + field.height() + " pixels that were counted, found "
                            + open.width() + " x " + open.height() + "; count it again");
        }
        return open;
    }
}
