package org.exina.features;

import java.util.Objects;
import org.exina.image.View;

/** Which row of a space: the features of one picture seen in one view. */
public record RowKey(ContentHash content, View view) {
    private static final View[] BY_CODE = new View[8];

    static {
        for (View view : View.values()) {
            BY_CODE[code(view)] = view;
        }
    }

    public RowKey {
        Objects.requireNonNull(content);
        Objects.requireNonNull(view);
    }

    static RowKey of(ContentHash content, byte viewCode) {
        return new RowKey(content, BY_CODE[viewCode & 7]);
    }

    /** How the view stands on disk: quarter turns, plus 4 when mirrored. */
    byte viewCode() {
        return code(view);
    }

    private static byte code(View view) {
        return (byte) (view.turns() + (view.mirrored() ? 4 : 0));
    }
}
