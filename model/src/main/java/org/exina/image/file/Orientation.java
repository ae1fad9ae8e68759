package org.exina.image.file;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.util.Arrays;
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

    private static final byte[] EXIF_PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    private Orientation() {}

    /** The view that makes the image upright; a value that the standard does not have means "as it is". */
    static DihedralView ofTag(long value) {
        return value >= 1 && value <= 8 ? VIEWS.get((int) value - 1) : DihedralView.IDENTITY;
    }

    /**
     * Of an EXIF block with or without its prefix "Exif\0\0". A damaged block says nothing about the pixels, so it
     * means "as it is".
     */
    static DihedralView ofExif(byte[] exif) {
        int from = startsWithPrefix(exif) ? EXIF_PREFIX.length : 0;
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(exif, from, exif.length - from)) {
            return TiffHeader.read(in).view();
        } catch (IOException e) {
            return DihedralView.IDENTITY;
        }
    }

    static boolean startsWithPrefix(byte[] block) {
        return block.length > EXIF_PREFIX.length
                && Arrays.equals(block, 0, EXIF_PREFIX.length, EXIF_PREFIX, 0, EXIF_PREFIX.length);
    }
}
