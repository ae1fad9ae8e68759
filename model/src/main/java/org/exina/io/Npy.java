package org.exina.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Arrays in NumPy's own file format ({@code .npy}; NumPy Enhancement Proposal 1, versions 1.0 to 3.0), so that Python
 * opens what Exina writes and the other way round. Reads numbers of any width and byte order in C order; writes 32-bit
 * floats.
 */
public final class Npy {
    /** Bytes before the first value in every file of up to four dimensions that is written here. */
    public static final int HEADER_BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 20;
    private static final Pattern TYPE = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\s]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("[<>|=](?:f[48]|[iu][1248]|b1)");

    private final List<Long> shape;
    private final String type;
    private final ByteBuffer values;

    private Npy(Header header, ByteBuffer values) {
        this.shape = header.shape();
        this.type = header.type();
        this.values = values.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * What stands before the values.
     *
     * @param type NumPy's name of it: {@code <f4} is a 32-bit float, least significant byte first
     * @param fortranOrder whether the first axis is the one that runs fastest
     * @param shape may be empty: one number
     * @param offset bytes before the first value
     */
    public record Header(String type, boolean fortranOrder, List<Long> shape, int offset) {
        public Header {
            shape = List.copyOf(shape);
        }

        /**
         * How many values there are.
         *
         * @throws ArithmeticException when that is more than a long holds
         */
        public long values() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }
    }

    /**
     * The header of a file of 32-bit floats in C order, least significant byte first. As in NumPy, it is padded so that
     * the first axis may grow to any number of digits without a change of the header's length: a growing file's header
     * is overwritten in place.
     *
     * @return {@link #HEADER_BYTES} bytes, or more (a multiple of 64) when there are very many dimensions
     */
    public static byte[] floatHeader(long... shape) {
        String axes = LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String text =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + (shape.length == 1 ? "," : "") + "), }";
        int length = Math.max(HEADER_BYTES, (10 + text.length() + 1 + 63) / 64 * 64);
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte) (length - 10);
        bytes[9] = (byte) ((length - 10) >> 8);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, text.length());
        bytes[length - 1] = '\n';
        return bytes;
    }

    /**
     * Writes floats in C order; the file is whole or not there.
     *
     * @param shape their product is the number of values
     */
    public static void write(Path file, float[] values, long... shape) throws IOException {
        long expected = LongStream.of(shape).reduce(1, Math::multiplyExact);
        if (expected != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + expected + " values, got " + values.length);
        }
        AtomicFiles.write(file, out -> {
            out.write(floatHeader(shape));
            ByteBuffer block = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += block.capacity() / Float.BYTES) {
                int count = Math.min(values.length - from, block.capacity() / Float.BYTES);
                block.asFloatBuffer().put(values, from, count);
                out.write(block.array(), 0, count * Float.BYTES);
            }
        });
    }

    /**
     * Reads a whole file of numbers in C order, up to 2 GB.
     *
     * @throws IOException naming the file and what is wrong
     */
    public static Npy read(Path file) throws IOException {
        Header header = readHeader(file);
        if (header.fortranOrder()) {
            throw new ExinaException(file, "is in Fortran order; save it with numpy.ascontiguousarray");
        }
        if (!NUMBER.matcher(header.type()).matches()) {
            throw new ExinaException(
                    file,
                    "holds values of type " + header.type()
                            + "; expected floats of 32 or 64 bits, integers or booleans");
        }
        long expected = header.values() * width(header.type());
        long found = Files.size(file) - header.offset();
        if (found < expected) {
            throw new ExinaException(
                    file, "is cut short: its header promises " + expected + " bytes of values, found " + found);
        }
        if (expected > Integer.MAX_VALUE - 64) {
            throw new ExinaException(file, "is too large to be read whole: " + expected + " bytes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(header.offset());
            return new Npy(header, ByteBuffer.wrap(in.readNBytes((int) expected)));
        }
    }

    /**
     * Reads what stands before the values.
     *
     * @throws IOException naming the file, when it is no such file or damaged
     */
    public static Header readHeader(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new ExinaException(file, "is no NumPy array (.npy): it does not begin as one");
            }
            int version = in.readUnsignedByte();
            int minor = in.readUnsignedByte();
            if (version < 1 || version > 3 || minor != 0) {
                throw new ExinaException(
                        file,
                        "NumPy format version " + version + "." + minor + " is not known; expected 1.0, 2.0 or 3.0");
            }
            int prefix = version == 1 ? 10 : 12;
            int length = version == 1
                    ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.reverseBytes(in.readInt());
            if (length < 0 || length > LONGEST_HEADER) {
                throw new ExinaException(
                        file, "is damaged: its header claims " + Integer.toUnsignedLong(length) + " bytes");
            }
            byte[] text = in.readNBytes(length);
            if (text.length < length) {
                throw new EOFException();
            }
            return parse(file, new String(text, StandardCharsets.UTF_8), prefix + length);
        } catch (EOFException e) {
            throw new ExinaException(file, "is cut short: it ends inside its header", e);
        }
    }

    private static Header parse(Path file, String text, int offset) throws IOException {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher axes = SHAPE.matcher(text);
        if (!type.find() || !order.find() || !axes.find()) {
            throw new ExinaException(
                    file, "expected one plain type, an order and a shape in the NumPy header, found " + text.strip());
        }
        try {
            List<Long> shape = Pattern.compile(",")
                    .splitAsStream(axes.group(1))
                    .map(String::strip)
                    .filter(axis -> !axis.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            Header header = new Header(type.group(1), order.group(1).equals("True"), shape, offset);
            Math.multiplyExact(header.values(), 8L);
            return header;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new ExinaException(file, "is damaged: impossible shape (" + axes.group(1) + ")", e);
        }
    }

    private static int width(String type) {
        return type.charAt(2) - '0';
    }

    public List<Long> shape() {
        return shape;
    }

    /** A new array of all values, the last axis running fastest, each rounded to the nearest float. */
    public float[] floats() {
        int n = values.capacity() / width(type);
        float[] floats = new float[n];
        if (type.endsWith("f4")) {
            values.asFloatBuffer().get(floats);
        } else {
            for (int i = 0; i < n; i++) {
                floats[i] = (float) value(i);
            }
        }
        return floats;
    }

    /** A new array of all values, the last axis running fastest. */
    public double[] doubles() {
        double[] doubles = new double[values.capacity() / width(type)];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = value(i);
        }
        return doubles;
    }

    private double value(int i) {
        int at = i * width(type);
        return switch (type.substring(1)) {
            case "f4" -> values.getFloat(at);
            case "f8" -> values.getDouble(at);
            case "i1" -> values.get(at);
            case "u1", "b1" -> Byte.toUnsignedInt(values.get(at));
            case "i2" -> values.getShort(at);
            case "u2" -> Short.toUnsignedInt(values.getShort(at));
            case "i4" -> values.getInt(at);
            case "u4" -> Integer.toUnsignedLong(values.getInt(at));
            case "i8" -> values.getLong(at);
            case "u8" -> unsigned(values.getLong(at));
            default -> throw new IllegalStateException(type);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2; // the last bit kept for correct rounding
    }
}
