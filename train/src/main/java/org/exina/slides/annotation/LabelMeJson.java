package org.exina.slides.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.exina.dataset.DatasetException;

/**
 * One image's shapes as LabelMe writes them: {@code shapes} with {@code label}, {@code points} and {@code shape_type},
 * and {@code imagePath}.
 */
final class LabelMeJson {
    private LabelMeJson() {}

    static void read(Path file, FieldsBuilder builder) throws IOException {
        JsonNode root = JsonFile.read(file);
        SourceLocation whole = SourceLocation.line(file, 1);
        Optional<Path> image = builder.find(file, root.path("imagePath").asText(""), whole);
        if (image.isEmpty()) {
            return;
        }
        builder.field(image.get());
        builder.declare(
                image.get(),
                root.path("imageWidth").asInt(),
                root.path("imageHeight").asInt(),
                whole);
        int number = 0;
        for (JsonNode shape : root.path("shapes")) {
            SourceLocation place = new SourceLocation(file, "shape " + ++number);
            Optional<Outline> outline = outline(shape, place);
            if (outline.isEmpty()) {
                builder.leaveOut(
                        place,
                        "is a " + shape.path("shape_type").asText() + "; expected a rectangle, a polygon or a circle");
            } else {
                builder.box(
                        image.get(), outline.get().pixels(shape.path("label").asText(""), place));
            }
        }
    }

    private static Optional<Outline> outline(JsonNode shape, SourceLocation place) throws DatasetException {
        Outline points = new Outline().add(shape.path("points"), place);
        return switch (shape.path("shape_type").asText("polygon")) {
            case "rectangle", "polygon", "mask", "rotation" -> Optional.of(points);
            case "circle" -> Optional.of(circle(shape.path("points"), place));
            default -> Optional.empty();
        };
    }

    /** Of its centre and a point on it. */
    private static Outline circle(JsonNode points, SourceLocation place) throws DatasetException {
        if (points.size() != 2) {
            throw place.fault("a circle must have 2 points, its centre and one on it, got " + points.size());
        }
        double x = points.get(0).get(0).asDouble();
        double y = points.get(0).get(1).asDouble();
        double radius = Math.hypot(
                points.get(1).get(0).asDouble() - x, points.get(1).get(1).asDouble() - y);
        return Outline.ofEllipse(x, y, radius, radius);
    }
}
