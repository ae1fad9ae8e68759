package org.exina.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The SHA-256 of an image's content, as four words in the order and with the byte order in which the index file has them
 * (least significant byte first): 32 bytes an image, where 64 hexadecimal digits would take 104.
 */
public record ContentHash(long word0, long word1, long word2, long word3) {
    /**
     * Reads a hash from its digits, of either case.
     *
     * @param hex 64 hexadecimal digits
     */
    public static ContentHash parse(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, got " + hex.length());
        }
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
        return new ContentHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        ByteBuffer words = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        words.putLong(word0).putLong(word1).putLong(word2).putLong(word3);
        return HexFormat.of().formatHex(words.array());
    }
}
