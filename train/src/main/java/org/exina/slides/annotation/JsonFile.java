package org.exina.slides.annotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.exina.dataset.DatasetException;
import org.exina.dataset.TextFile;

/** Reads JSON of any size, and says where it is damaged. */
final class JsonFile {
    /** LabelMe writes whole images into strings. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private JsonFile() {}

    /**
     * Reads a file whole.
     *
     * @throws DatasetException when it is damaged
     */
    static JsonNode read(Path file) throws IOException {
        try {
            return MAPPER.readTree(TextFile.read(file));
        } catch (JsonProcessingException e) {
            throw new DatasetException(file, TextFile.line(e) + "is damaged JSON; copy it again or export it again", e);
        }
    }

    /** JSON in a cell of a table. */
    static JsonNode cell(String text, SourceLocation place) throws DatasetException {
        try {
            return MAPPER.readTree(text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw place.fault("expected JSON, got " + text);
        }
    }

    /**
     * A number that must be there.
     *
     * @throws DatasetException when it is none
     */
    static double number(JsonNode object, String name, SourceLocation place) throws DatasetException {
        JsonNode value = object.path(name);
        if (!value.isNumber()) {
            throw place.fault(name + " must be a number, got " + (value.isMissingNode() ? "none" : value));
        }
        return value.asDouble();
    }
}
