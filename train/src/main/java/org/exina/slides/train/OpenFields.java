package org.exina.slides.train;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageRegions;
import org.exina.slides.SquareCrop;
import org.exina.slides.annotation.BoxedField;

/**
 * Fields opened when a piece of them is asked for, the last {@value #MOST} of which stay open: pieces are asked for in the
 * order of their fields, so that each is opened once in a pass, and nothing grows with their number. For several threads.
 */
final class OpenFields implements Closeable {
    private static final int MOST = 2;

    private final List<BoxedField> fields;
    private final double margin;
    private final Map<Integer, ImageRegions> open =
            new LinkedHashMap<>(16, 0.75f, true); // the last asked for at the end

    OpenFields(List<BoxedField> fields, double margin) {
        this.fields = fields;
        this.margin = margin;
    }

    BoxedField field(int index) {
        return fields.get(index);
    }

    synchronized RgbImage cut(int index, Box box) throws IOException {
        ImageRegions pixels = open.get(index);
        if (pixels == null) {
            if (open.size() == MOST) {
                Iterator<ImageRegions> oldest = open.values().iterator();
                ImageRegions closed = oldest.next();
                oldest.remove();
                closed.close();
            }
            pixels = fields.get(index).open();
            open.put(index, pixels);
        }
        return cut(pixels, fields.get(index), box, margin);
    }

    static RgbImage cut(ImageRegions pixels, BoxedField field, Box box, double margin) throws IOException {
        return SquareCrop.square(pixels::read, field.width(), field.height(), box, margin);
    }

    @Override
    public synchronized void close() throws IOException {
        for (ImageRegions each : open.values()) {
            each.close();
        }
        open.clear();
    }
}
