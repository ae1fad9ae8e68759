package org.exina.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Text in UTF-8, with a mark at its beginning or without. */
public final class TextFile {
    /** How a spreadsheet is told the separator of a table, in the line before its header. */
    static final Pattern SEPARATOR = Pattern.compile("\"?sep=(.)\"?\\h*", Pattern.CASE_INSENSITIVE);

    private static final int HEAD = 1 << 16;

    private TextFile() {}

    /**
     * Reads it whole.
     *
     * @throws DatasetException when it is not text in UTF-8
     */
    public static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (isUtf16(bytes)) {
            throw new DatasetException(file, "is text in UTF-16; save it as UTF-8");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, "is not text in UTF-8; save it as UTF-8 (spreadsheets: \"CSV UTF-8\")", e);
        }
    }

    /** By the mark at its beginning, or by the zeros at every other byte of Latin letters and digits. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int mark = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        int zeros = 0;
        int looked = Math.min(bytes.length, 256);
        for (int i = 0; i < looked; i++) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return mark == 0xFEFF || mark == 0xFFFE || zeros * 5 > looked * 2;
    }

    /** The first line that is not blank, or nothing; one that tells the separator of a table is passed over. */
    public static String firstLine(Path file) throws IOException {
        return head(file).stream()
                .filter(line -> !SEPARATOR.matcher(line).matches())
                .findFirst()
                .orElse("");
    }

    /** The first lines that are not blank; what is not text in them does not matter. */
    public static List<String> head(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        boolean bigEndian = head.length > 0 && (head[0] == 0 || head[0] == (byte) 0xFE);
        Charset wide = bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        String text = new String(head, isUtf16(head) ? wide : StandardCharsets.ISO_8859_1);
        return text.replaceFirst("^(\uFEFF|\u00EF\u00BB\u00BF)", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** "line 3: ", or nothing where a parser does not say: of what nests too deep, or is too long. */
    public static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    }
}
