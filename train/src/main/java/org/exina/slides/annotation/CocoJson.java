package org.exina.slides.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.dataset.DatasetException;

/**
 * Boxes as COCO writes them (T.-Y. Lin et al., Microsoft COCO: Common Objects in Context, 2014; "Data format" on its
 * pages): {@code images}, {@code categories}, and {@code annotations} with {@code bbox}: left, upper, width, height, or
 * {@code segmentation} of polygons for lack of that.
 */
final class CocoJson {
    private final Path file;
    private final FieldsBuilder builder;
    private final Map<String, Optional<Path>> images = new HashMap<>();
    private final Map<String, String> categories = new TreeMap<>();

    private CocoJson(Path file, FieldsBuilder builder) {
        this.file = file;
        this.builder = builder;
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        JsonNode root = JsonFile.read(file);
        if (isWithoutBoxes(root)) {
            builder.note(builder.folder().relative(file)
                    + " has images without boxes (captions, or the like) and is passed" + " over");
            return;
        }
        CocoJson coco = new CocoJson(file, builder);
        coco.categories(root.path("categories"));
        coco.images(root.path("images"));
        coco.annotations(root.path("annotations"));
    }

    /** As of captions, which COCO keeps beside the boxes. */
    private static boolean isWithoutBoxes(JsonNode root) {
        JsonNode annotations = root.path("annotations");
        for (JsonNode annotation : annotations) {
            if (annotation.has("bbox") || annotation.has("category_id") || annotation.has("segmentation")) {
                return false;
            }
        }
        return !annotations.isEmpty();
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
            Optional<Path> picture = builder.find(text(image, "file_name", place), place);
            String id = text(image, "id", place);
            if (images.put(id, picture) != null) {
                throw place.fault("the id " + id + " stands twice; expected one for each image");
            }
            if (picture.isPresent()) {
                builder.field(picture.get());
                builder.declare(
                        picture.get(),
                        image.path("width").asInt(),
                        image.path("height").asInt(),
                        place);
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
            RawBox box = box(annotation, categories.get(category), place);
            images.get(image).ifPresent(picture -> builder.box(picture, box));
        }
    }

    private static RawBox box(JsonNode annotation, String label, SourceLocation place) throws DatasetException {
        JsonNode bbox = annotation.path("bbox");
        JsonNode polygons = annotation.path("segmentation");
        boolean outlined = polygons.isArray() && polygons.path(0).isArray();
        if (outlined && bbox.isEmpty()) { // missing, null or []
            Outline outline = new Outline();
            for (JsonNode polygon : polygons) {
                for (int i = 0; i + 1 < polygon.size(); i += 2) {
                    if (!polygon.get(i).isNumber() || !polygon.get(i + 1).isNumber()) {
                        throw place.fault("segmentation must be numbers x, y, x, y, ..., got " + polygon);
                    }
                    outline.add(polygon.get(i).asDouble(), polygon.get(i + 1).asDouble());
                }
            }
            return outline.pixels(label, place);
        }
        boolean sound = bbox.isArray() && bbox.size() == 4;
        for (JsonNode number : bbox) {
            sound &= number.isNumber();
        }
        if (!sound) {
            throw place.fault("bbox must be 4 numbers: left, upper, width, height, got "
                    + (bbox.isMissingNode() ? "none" : bbox));
        }
        double width = bbox.get(2).asDouble();
        double height = bbox.get(3).asDouble();
        if (width < 0 || height < 0) {
            throw place.fault("a box's width and height must not be less than 0, got " + bbox);
        }
        return RawBox.sized(bbox.get(0).asDouble(), bbox.get(1).asDouble(), width, height, label, place);
    }

    private static String text(JsonNode object, String name, SourceLocation place) throws DatasetException {
        JsonNode value = object.path(name);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw place.fault(name + " is missing");
        }
        return value.asText();
    }
}
