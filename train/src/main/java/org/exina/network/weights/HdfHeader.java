package org.exina.network.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.exina.io.ExinaException;

/** Tells a foreign and a truncated HDF5 file apart before anything is read of it. */
final class HdfHeader {
    private static final long SIGNATURE = 0x894844460D0A1A0AL;
    private static final int LENGTH = 64;

    private HdfHeader() {}

    /**
     * Looks at the superblock, which says how long the file must be.
     * https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, section II.A
     *
     * @throws ExinaException when this is no HDF5 file, or a part of one
     */
    static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LENGTH);
        }
        ByteBuffer block = ByteBuffer.wrap(Arrays.copyOf(head, LENGTH));
        if (block.getLong(0) != SIGNATURE) {
            throw new ExinaException(file, "is no weight file of Keras: expected HDF5, found " + kind(head));
        }
        long expected = head.length < LENGTH ? LENGTH : endOfFile(block.order(ByteOrder.LITTLE_ENDIAN));
        if (Files.size(file) < expected) {
            throw new ExinaException(
                    file,
                    "is only a part of a file: it has " + Files.size(file) + " of at least " + expected
                            + " bytes; download or copy it again");
        }
    }

    private static long endOfFile(ByteBuffer head) {
        int version = head.get(8);
        boolean old = version < 2;
        int offsetSize = head.get(old ? 13 : 9);
        int at = (old ? 24 + 4 * version : 12) + 2 * offsetSize;
        return switch (offsetSize) {
            case 8 -> head.getLong(at);
            case 4 -> Integer.toUnsignedLong(head.getInt(at));
            default -> 0; // nobody writes these; the reader will say so
        };
    }

    private static String kind(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).strip();
        if (head.length == 0) {
            return "an empty file";
        } else if (text.startsWith("<")) {
            return "a web page (\"" + text.lines().findFirst().orElse("") + "\")";
        } else if (text.startsWith("PK")) {
            return "a zip archive; a .keras file is one, with model.weights.h5 inside";
        }
        return "something else";
    }
}
