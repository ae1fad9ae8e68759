package org.exina.slides.annotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.exina.dataset.DatasetException;
import org.exina.io.Json;

/**
 * Boxes as COCO writes them (T.-Y. Lin et al., Microsoft COCO: Common Objects in Context, 2014; "Data format" on its
 * pages): {@code images}, {@code categories}, and {@code annotations} with {@code bbox}: left, upper, width, height.
 */
final class CocoJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> PARTS = Set.of("images", "annotations");

    private final Path file;
    private final FieldsBuilder builder;
    private final Map<String, Path> images = new HashMap<>();
    private final Map<String, String> categories = new TreeMap<>();

    private CocoJson(Path file, FieldsBuilder builder) {
        this.file = file;
        this.builder = builder;
    }

    /** Whether it holds images and annotations; where it is damaged, whether it began with one of them. */
    static boolean isOne(Path file) throws IOException {
        Set<String> found = new HashSet<>();
        try (JsonParser json = FACTORY.createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME && !found.containsAll(PARTS)) {
                found.add(json.currentName());
                json.nextToken();
                json.skipChildren();
            }
            return found.containsAll(PARTS);
        } catch (JsonProcessingException e) {
            return found.stream().anyMatch(PARTS::contains);
        }
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        JsonNode root;
        try {
            root = Json.tree(TextFile.read(file));
        } catch (JsonProcessingException e) {
            throw new DatasetException(file, TextFile.line(e) + "is damaged JSON; copy it again or export it again", e);
        }
        CocoJson coco = new CocoJson(file, builder);
        coco.categories(root.path("categories"));
        coco.images(root.path("images"));
        coco.annotations(root.path("annotations"));
    }

    private void categories(JsonNode array) throws DatasetException {
        int number = 0;
        for (JsonNode category : array) {
            SourceLocation place = new SourceLocation(file, "category " + ++number);
            String id = text(category, "id", place);
            if (categories.put(id, text(category, "name", place)) != null) {
                throw place.fault("the id " + id + " stands twice; expected one for each category");
            }
        }
    }

    private void images(JsonNode array) throws DatasetException {
        int number = 0;
        for (JsonNode image : array) {
            SourceLocation place = new SourceLocation(file, "image " + ++number);
            Path picture = builder.folder().find(text(image, "file_name", place), place);
            builder.field(picture);
            builder.declare(
                    picture, image.path("width").asInt(), image.path("height").asInt(), place);
            String id = text(image, "id", place);
            if (images.put(id, picture) != null) {
                throw place.fault("the id " + id + " stands twice; expected one for each image");
            }
        }
    }

    private void annotations(JsonNode array) throws DatasetException {
        int number = 0;
        for (JsonNode annotation : array) {
            SourceLocation place = new SourceLocation(file, "annotation " + ++number);
            String image = text(annotation, "image_id", place);
            if (!images.containsKey(image)) {
                throw place.fault("image_id " + image + " is not among the images' ids");
            }
            String category = text(annotation, "category_id", place);
            if (!categories.containsKey(category)) {
                throw place.fault("category_id " + category + " is not among the categories " + categories);
            }
            if (annotation.path("iscrowd").asInt() == 1) {
                builder.leaveOut(place, "is around a crowd; expected a box for each grain");
                continue;
            }
            builder.box(images.get(image), box(annotation.path("bbox"), categories.get(category), place));
        }
    }

    private static RawBox box(JsonNode bbox, String label, SourceLocation place) throws DatasetException {
        boolean sound = bbox.isArray() && bbox.size() == 4;
        for (JsonNode number : bbox) {
            sound &= number.isNumber();
        }
        if (!sound) {
            throw place.fault("bbox must be 4 numbers: left, upper, width, height, got "
                    + (bbox.isMissingNode() ? "none" : bbox));
        }
        double left = bbox.get(0).asDouble();
        double top = bbox.get(1).asDouble();
        double width = bbox.get(2).asDouble();
        double height = bbox.get(3).asDouble();
        if (width < 0 || height < 0) {
            throw place.fault("a box's width and height must not be less than 0, got " + bbox);
        }
        return RawBox.pixels(left, top, left + width, top + height, label, place);
    }

    private static String text(JsonNode object, String name, SourceLocation place) throws DatasetException {
        JsonNode value = object.path(name);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw place.fault(name + " is missing");
        }
        return value.asText();
    }
}
