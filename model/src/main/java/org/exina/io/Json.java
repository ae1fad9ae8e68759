package org.exina.io;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON, read and written one way everywhere: indented, fields in order of declaration, unknown fields refused. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /**
     * A record, map, list or tree as indented JSON.
     *
     * @throws IllegalArgumentException when it cannot be written
     */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }

    /**
     * A record, map, list or tree as JSON on one line.
     *
     * @throws IllegalArgumentException when it cannot be written
     */
    public static String writeLine(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }

    /** A record, map or tree as indented JSON, with one field more at its end. */
    public static String with(Object value, String field, Object more) {
        ObjectNode tree = MAPPER.valueToTree(value);
        tree.set(field, MAPPER.valueToTree(more));
        return write(tree);
    }

    /**
     * Reads a value from JSON, leaving out one field that it may have at its end.
     *
     * @throws IOException when the text is no JSON or does not fit {@code type}
     */
    public static <T> T readWithout(String field, String text, Class<T> type) throws IOException {
        JsonNode tree = MAPPER.readTree(text);
        if (tree instanceof ObjectNode object) {
            object.remove(field);
        }
        return MAPPER.treeToValue(tree, type);
    }

    public static void write(Path file, Object value) throws IOException {
        AtomicFiles.writeText(file, write(value) + "\n");
    }

    /**
     * Reads a value from JSON; unknown fields are refused.
     *
     * @throws IOException when the text is no JSON or does not fit {@code type}
     */
    public static <T> T read(String text, Class<T> type) throws IOException {
        return MAPPER.readValue(text, type);
    }

    /**
     * Reads a value from a file of JSON; unknown fields are refused.
     *
     * @throws IOException naming the file, when it is no JSON or does not fit {@code type}
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        String text = Files.readString(file);
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": is not the JSON expected here: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads JSON of any fields.
     *
     * @throws IOException when the text is no JSON
     */
    public static JsonNode tree(String text) throws IOException {
        return MAPPER.readTree(text);
    }
}
