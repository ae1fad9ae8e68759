package org.exina.slides.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.dataset.DatasetException;

/** Text in UTF-8, with a mark at its beginning or without. */
final class TextFile {
    private TextFile() {}

    static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, "is not text in UTF-8; save it as UTF-8", e);
        }
    }

    /** The first line that is not blank, or nothing; what is not UTF-8 in it does not matter. */
    static String firstLine(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            String line = lines.filter(each -> !each.isBlank()).findFirst().orElse("");
            return line.startsWith("\u00EF\u00BB\u00BF") ? line.substring(3) : line;
        }
    }

    /** "line 3: ", or nothing where a parser does not say: of what nests too deep, or is too long. */
    static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    }
}
