package org.exina.slides.annotation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Tells the forms that are JSON from one another, by the fields that each has. */
final class JsonForms {
    private static final Set<String> COCO = Set.of("images", "annotations");

    private static final Set<String> VIA_3 = Set.of("project", "file", "metadata", "view");

    private JsonForms() {}

    /** The form of a file; nothing when it holds no boxes. A damaged file is of the form that it began in. */
    static Optional<BoxFormat> of(Path file) throws IOException {
        Set<String> fields = new LinkedHashSet<>();
        try (JsonParser json = JsonFile.MAPPER.createParser(file.toFile())) {
            JsonToken begin = json.nextToken();
            if (begin == JsonToken.START_ARRAY) {
                return json.nextToken() == JsonToken.START_OBJECT ? ofItem(json.readValueAsTree()) : Optional.empty();
            }
            if (begin != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (!fields.containsAll(COCO) && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.add(name);
                JsonToken value = json.nextToken();
                if (name.equals("type") && "FeatureCollection".equals(json.getValueAsString())) {
                    return Optional.of(BoxFormat.QUPATH);
                }
                if (value == JsonToken.START_OBJECT && isViaKey(name)) {
                    JsonNode item = json.readValueAsTree();
                    if (item.has("filename") && item.has("regions")) {
                        return Optional.of(BoxFormat.VIA);
                    }
                } else {
                    json.skipChildren();
                }
            }
            return ofFields(fields, false);
        } catch (JsonProcessingException e) {
            return ofFields(fields, true);
        }
    }

    /** VIA names an image by its file's name and size. */
    private static boolean isViaKey(String name) {
        return name.contains(".");
    }

    private static Optional<BoxFormat> ofFields(Set<String> fields, boolean damaged) {
        boolean coco = damaged ? COCO.stream().anyMatch(fields::contains) : fields.containsAll(COCO);
        if (coco) {
            return Optional.of(BoxFormat.COCO);
        }
        if (fields.contains("shapes") && (fields.contains("imagePath") || fields.contains("version"))) {
            return Optional.of(BoxFormat.LABELME);
        }
        boolean via = fields.contains("_via_img_metadata") || fields.containsAll(VIA_3);
        return via ? Optional.of(BoxFormat.VIA) : Optional.empty();
    }

    /** By the first item of a list. */
    private static Optional<BoxFormat> ofItem(JsonNode item) {
        if (item.path("type").asText().equals("Feature") && item.has("geometry")) {
            return Optional.of(BoxFormat.QUPATH);
        }
        boolean task = item.path("data").isObject() && (item.has("annotations") || item.has("completions"));
        return task || LabelStudioJson.isMin(item) ? Optional.of(BoxFormat.LABEL_STUDIO) : Optional.empty();
    }
}
