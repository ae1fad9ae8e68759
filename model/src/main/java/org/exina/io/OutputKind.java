package org.exina.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A kind of file that Exina writes, and what an earlier one is known by: its content, never its name. Each output is tried
 * by {@link #reserve} before the work begins, so that nothing is written over what is read, nor over a file that Exina did
 * not make.
 *
 * @param name for messages, such as "model of Exina's"
 * @param example the name of a file of this kind
 * @param mark whether a file is one
 */
public record OutputKind(String name, String example, Mark mark) {
    private static final String DOCTYPE = "<!doctype html>";

    /** Of all our pages, from the first on: they load nothing. */
    private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src ";

    private static final String TEXT_CHUNK = "tEXtSoftware\0Exina"; // PNG
    private static final String COMMENT = "\u00FF\u00FE\0\u0007Exina"; // JPEG: a segment, its length, its text
    private static final String XML_COMMENT = "<!-- Made by Exina -->"; // SVG
    private static final int HEAD_BYTES = 512;
    private static final int PNG_HEADER_BYTES = 33; // the signature and the chunk that must be first

    /** A whole page. */
    public static final OutputKind PAGE = new OutputKind("HTML page of Exina's", "report.html", file -> {
        String head = head(file, HEAD_BYTES);
        return head.startsWith(DOCTYPE) && head.contains(POLICY);
    });

    /** A plot or another image, PNG, JPEG or SVG, that {@link #writeImage} wrote. */
    public static final OutputKind IMAGE = new OutputKind("image of Exina's", "plot.png", file -> {
        String head = head(file, HEAD_BYTES);
        return Stream.of(TEXT_CHUNK, COMMENT, XML_COMMENT).anyMatch(head::contains);
    });

    /** What a file of a kind is known by. */
    @FunctionalInterface
    public interface Mark {
        /**
         * Looks into a file.
         *
         * @param file exists and is not empty
         */
        boolean isOn(Path file) throws IOException;
    }

    /**
     * A table of comma-separated values, in any {@link CsvStyle}.
     *
     * @param columns the first of its columns
     * @param isWhole whether they are all that it has
     */
    public static OutputKind table(String name, String example, List<String> columns, boolean isWhole) {
        return new OutputKind(name, example, file -> {
            for (CsvStyle style : CsvStyle.ALL) {
                byte[] header = Csv.header(columns, style).getBytes(StandardCharsets.UTF_8);
                if (begins(file, new String(header, StandardCharsets.ISO_8859_1), style.separator(), isWhole)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean begins(Path file, String header, char separator, boolean isWhole) throws IOException {
        String found = head(file, header.length());
        String names = header.stripTrailing();
        if (isWhole || !found.startsWith(names)) {
            return found.equals(header);
        }
        return found.length() == names.length() || (separator + "\r\n").indexOf(found.charAt(names.length())) >= 0;
    }

    /**
     * Another text.
     *
     * @param begin what it begins with, ASCII
     */
    public static OutputKind text(String name, String example, String begin) {
        return new OutputKind(name, example, file -> head(file, begin.length()).equals(begin));
    }

    /** What each line of a journal begins with. */
    static final String JOURNAL = "{\"key\":\"";

    /** A {@link Journal} of this name; one that was cut off in its first letters is one, too. */
    static OutputKind journal(Path file) {
        return new OutputKind(
                "list of what was done before work was stopped",
                file.getFileName().toString(),
                each -> JOURNAL.startsWith(head(each, JOURNAL.length())));
    }

    /** As {@link #reserve(Path, List)}. */
    public void reserve(Path file, Path... others) throws IOException {
        reserve(file, List.of(others));
    }

    /**
     * Makes sure, before long work begins, that a file of this kind can be written there. Its folder is made.
     *
     * @param others what is read or written beside it: files, or folders, which it may lie in
     * @throws ExinaException when it is a folder, one of the others, or something that Exina did not make; an empty file
     *     may be written
     * @throws IOException when its folder cannot be made or written
     */
    public void reserve(Path file, List<Path> others) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new ExinaException(file, "is a folder; expected the name of a file, such as " + example);
        }
        requireNone(file, others);
        Folders.create(target.getParent());
        if (!Files.isWritable(target.getParent())) {
            throw new AccessDeniedException(target.getParent().toString());
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new ExinaException(file, "is a device, not a file; expected the name of a file, such as " + example);
        }
        if (Files.exists(target) && Files.size(target) > 0 && !mark.isOn(target)) {
            throw new ExinaException(
                    file, "is there already and is no " + name + "; choose another name, or remove it first");
        }
    }

    /**
     * Makes sure that a file to be written is none of others, however they are spelled or linked.
     *
     * @throws ExinaException when it is
     */
    public static void requireNone(Path file, List<Path> others) throws IOException {
        for (Path other : others) {
            Path named = other.toAbsolutePath().normalize();
            if (file.toAbsolutePath().normalize().equals(named)
                    || (Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other))) {
                throw new ExinaException(
                        file, "is read, or written for something else, too; choose another name for what is written");
            }
        }
    }

    private static String head(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Writes an image with a mark that it is known by as ours: a tEXt chunk, a comment.
     *
     * @param image a whole PNG, JPEG or SVG file
     */
    public static void writeImage(Path file, byte[] image) throws IOException {
        int at = 0;
        byte[] mark = (XML_COMMENT + "\n").getBytes(StandardCharsets.US_ASCII);
        if (image[0] == (byte) 0x89) {
            at = PNG_HEADER_BYTES;
            mark = chunk(TEXT_CHUNK.getBytes(StandardCharsets.ISO_8859_1));
        } else if (image[0] == (byte) 0xFF) {
            boolean jfif = image[3] == (byte) 0xE0; // must come first
            at = jfif ? 4 + ByteBuffer.wrap(image).getShort(4) : 2;
            mark = COMMENT.getBytes(StandardCharsets.ISO_8859_1);
        }
        int split = at;
        byte[] inserted = mark;
        AtomicFiles.write(file, out -> {
            out.write(image, 0, split);
            out.write(inserted);
            out.write(image, split, image.length - split);
        });
    }

    /**
     * A chunk of a PNG file: length, content, checksum.
     *
     * @param content its type and what it holds
     */
    private static byte[] chunk(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return ByteBuffer.allocate(content.length + 8)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }
}
