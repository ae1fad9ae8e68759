package org.exina.slides.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.exina.dataset.DatasetException;

/**
 * One image's objects as QuPath exports them: GeoJSON (RFC 7946) in pixels of the whole image, {@code properties} with
 * {@code classification} and its {@code name}. It does not name its image: that has the file's own name.
 */
final class QuPathJson {
    private QuPathJson() {}

    static void read(Path file, FieldsBuilder builder) throws IOException {
        JsonNode root = JsonFile.read(file);
        Optional<Path> image = builder.find(file, "", SourceLocation.line(file, 1));
        if (image.isEmpty()) {
            return;
        }
        builder.field(image.get());
        int number = 0;
        for (JsonNode feature : root.isArray() ? root : root.path("features")) {
            SourceLocation place = new SourceLocation(file, "feature " + ++number);
            JsonNode geometry = feature.path("geometry");
            String type = geometry.path("type").asText("nothing");
            if (!type.equals("Polygon") && !type.equals("MultiPolygon")) {
                builder.leaveOut(place, "is a " + type + "; expected a Polygon");
                continue;
            }
            String label = feature.path("properties")
                    .path("classification")
                    .path("name")
                    .asText("");
            builder.box(
                    image.get(),
                    around(geometry.path("coordinates"), place)
                            .pixels(label.isBlank() ? builder.unnamed(place) : label, place));
        }
    }

    private static Outline around(JsonNode coordinates, SourceLocation place) throws DatasetException {
        Outline outline = new Outline();
        for (JsonNode part : coordinates) {
            if (part.path(0).path(0).isArray()) { // of several polygons
                for (JsonNode ring : part) {
                    outline.add(ring, place);
                }
            } else {
                outline.add(part, place);
            }
        }
        return outline;
    }
}
