package org.exina.image.file;

import java.util.List;
import org.exina.image.DihedralView;

/** The EXIF tag Orientation: how to lay the stored image so that it stands as it was seen. */
final class Orientation {
    /** Exif 2.32, section 4.6.5, tag 0x0112, values 1 to 8. */
    private static final List<DihedralView> VIEWS = List.of(
            DihedralView.IDENTITY,
            DihedralView.MIRROR,
            DihedralView.TURN_180,
            DihedralView.MIRROR_TURN_180,
            DihedralView.MIRROR_TURN_90,
            DihedralView.TURN_270,
            DihedralView.MIRROR_TURN_270,
            DihedralView.TURN_90);

    private Orientation() {}

    /** The view that makes the image upright; a value that the standard does not have means "as it is". */
    static DihedralView ofTag(long value) {
        return value >= 1 && value <= 8 ? VIEWS.get((int) value - 1) : DihedralView.IDENTITY;
    }
}
