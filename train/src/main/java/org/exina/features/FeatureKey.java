package org.exina.features;

import java.util.Objects;
import org.exina.image.DihedralView;

/** Which row of a space: the features of one image seen in one view. */
public record FeatureKey(ContentHash content, DihedralView view) {
    private static final DihedralView[] BY_CODE = new DihedralView[8];

    static {
        for (DihedralView view : DihedralView.values()) {
            BY_CODE[code(view)] = view;
        }
    }

    public FeatureKey {
        Objects.requireNonNull(content);
        Objects.requireNonNull(view);
    }

    static FeatureKey of(ContentHash content, byte viewCode) {
        return new FeatureKey(content, BY_CODE[viewCode & 7]);
    }

    /** How the view stands on disk: quarter turns, plus 4 when mirrored. */
    byte viewCode() {
        return code(view);
    }

    private static byte code(DihedralView view) {
        return (byte) (view.turns() + (view.mirrored() ? 4 : 0));
    }
}
