package org.exina.io;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON, read and written one way everywhere: indented, fields in order of declaration, unknown fields refused, {@link NoneOrOne}. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .addModule(NoneOrOne.module())
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

    /** The components of a record by name, in their order, as JSON has them. */
    public static Map<String, Object> fields(Record value) {
        return MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
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

    /**
     * The tree that a parser stands before, each scalar a text as it is written: in YAML {@code no} and {@code 01} are a
     * truth value and a number, and names all the same.
     *
     * @throws IOException when the text is not sound
     */
    public static JsonNode texts(JsonParser parser) throws IOException {
        JsonToken begin = parser.nextToken();
        return begin == null ? MissingNode.getInstance() : text(parser);
    }

    private static JsonNode text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.set(name, text(parser));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(text(parser));
            }
            return list;
        }
        return TextNode.valueOf(parser.getText());
    }
}
