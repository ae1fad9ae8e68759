package org.exina.image.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files put together by hand. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean little;

    private Bytes(boolean little) {
        this.little = little;
    }

    static Bytes little() {
        return new Bytes(true);
    }

    static Bytes big() {
        return new Bytes(false);
    }

    /** @param count of bytes that {@code value} takes */
    private Bytes number(long value, int count) {
        for (int i = 0; i < count; i++) {
            out.write((int) (value >> (8 * (little ? i : count - 1 - i))));
        }
        return this;
    }

    Bytes u8(int... values) {
        for (int value : values) {
            number(value, 1);
        }
        return this;
    }

    Bytes u16(int... values) {
        for (int value : values) {
            number(value, 2);
        }
        return this;
    }

    Bytes u32(long... values) {
        for (long value : values) {
            number(value, 4);
        }
        return this;
    }

    Bytes u64(long... values) {
        for (long value : values) {
            number(value, 8);
        }
        return this;
    }

    Bytes ascii(String text) {
        return add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Bytes add(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes zeros(int count) {
        return add(new byte[count]);
    }

    Bytes times(int count, Bytes what) {
        byte[] one = what.get();
        for (int i = 0; i < count; i++) {
            add(one);
        }
        return this;
    }

    /** A chunk of a PNG file. */
    Bytes chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(data);
        return u32(data.length).ascii(type).add(data).u32(crc.getValue());
    }

    int size() {
        return out.size();
    }

    byte[] get() {
        return out.toByteArray();
    }

    /** So many zeros as zlib packs them. */
    static byte[] deflatedZeros(int count) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[count]);
        deflater.finish();
        byte[] packed = new byte[count / 900 + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}
