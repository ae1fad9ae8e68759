package org.exina.slides.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.dataset.DatasetException;
import org.exina.io.Csv;

/**
 * Regions as the VGG Image Annotator, version 2, writes them (A. Dutta and A. Zisserman, The VIA Annotation Software for
 * Images, Audio and Video, 2019): a project or an export in JSON, or an export in CSV. The class is the only attribute
 * that a region has, or that which is named like one.
 */
final class ViaRegions {
    private static final List<CsvTable.Column> COLUMNS = List.of(
            CsvTable.Column.required("filename", "#filename"),
            CsvTable.Column.required("region_shape_attributes"),
            CsvTable.Column.required("region_attributes"));

    private static final List<String> CLASS =
            List.of("label", "class", "classname", "name", "type", "species", "taxon", "category");

    private ViaRegions() {}

    /** Whether a table's first line is of an export. */
    static boolean fits(String header) {
        return CsvTable.fits(header, COLUMNS);
    }

    /** Whether a project is of the version that is for videos, too. */
    private static boolean isOfVersion3(JsonNode root) {
        return root.path("file").isObject() && root.path("metadata").isObject();
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        if (ImageFolder.name(file).toLowerCase(Locale.ROOT).endsWith(".csv")) {
            readTable(file, builder);
            return;
        }
        JsonNode root = JsonFile.read(file);
        if (isOfVersion3(root)) {
            throw new DatasetException(
                    file,
                    "is a project of VIA 3, which is not read; expected one of VIA 2, which can draw on the same images, or"
                            + " the boxes as CSV with the header " + String.join(",", BoxesCsv.HEADER));
        }
        JsonNode options = root.path("_via_attributes").path("region");
        int number = 0;
        for (JsonNode image : root.has("_via_img_metadata") ? root.path("_via_img_metadata") : root) {
            SourceLocation place = new SourceLocation(file, "image " + ++number);
            Optional<Path> picture = builder.find(image.path("filename").asText(""), place);
            if (picture.isEmpty()) {
                continue;
            }
            builder.field(picture.get());
            int region = 0;
            for (JsonNode each : image.path("regions")) {
                SourceLocation at = new SourceLocation(file, place.at() + ", region " + ++region);
                add(picture.get(), each.path("shape_attributes"), each.path("region_attributes"), options, at, builder);
            }
        }
    }

    private static void readTable(Path file, FieldsBuilder builder) throws IOException {
        CsvTable table = CsvTable.read(file, COLUMNS, "expected the columns of VIA");
        for (Csv.Row row : table.rows()) {
            SourceLocation place = table.place(row);
            Optional<Path> image = builder.find(table.field(row, "filename"), place);
            if (image.isEmpty()) {
                continue;
            }
            builder.field(image.get());
            JsonNode shape = JsonFile.cell(table.field(row, "region_shape_attributes"), place);
            JsonNode attributes = JsonFile.cell(table.field(row, "region_attributes"), place);
            if (!shape.isEmpty()) {
                add(image.get(), shape, attributes, attributes.path("none"), place, builder);
            }
        }
    }

    private static void add(
            Path image,
            JsonNode shape,
            JsonNode attributes,
            JsonNode options,
            SourceLocation place,
            FieldsBuilder builder)
            throws DatasetException {
        String kind = shape.path("name").asText("nothing");
        if (kind.equals("rect")) {
            builder.box(
                    image,
                    RawBox.sized(
                            JsonFile.number(shape, "x", place),
                            JsonFile.number(shape, "y", place),
                            JsonFile.number(shape, "width", place),
                            JsonFile.number(shape, "height", place),
                            label(attributes, options, place, builder),
                            place));
            return;
        }
        Optional<Outline> outline = outline(kind, shape, place);
        if (outline.isEmpty()) {
            builder.leaveOut(place, "is a " + kind + "; expected a rect, a polygon, a circle or an ellipse");
        } else {
            builder.box(image, outline.get().pixels(label(attributes, options, place, builder), place));
        }
    }

    private static Optional<Outline> outline(String kind, JsonNode shape, SourceLocation place)
            throws DatasetException {
        if (kind.equals("polygon")) {
            JsonNode across = shape.path("all_points_x");
            JsonNode down = shape.path("all_points_y");
            Outline outline = new Outline();
            for (int i = 0; i < Math.min(across.size(), down.size()); i++) {
                outline.add(across.get(i).asDouble(), down.get(i).asDouble());
            }
            return Optional.of(outline);
        }
        if (!kind.equals("circle") && !kind.equals("ellipse")) {
            return Optional.empty();
        }
        double x = JsonFile.number(shape, "cx", place);
        double y = JsonFile.number(shape, "cy", place);
        double radiusX = JsonFile.number(shape, kind.equals("circle") ? "r" : "rx", place);
        double radiusY = JsonFile.number(shape, kind.equals("circle") ? "r" : "ry", place);
        double turn = Math.toDegrees(shape.path("theta").asDouble());
        return Optional.of(Outline.ofTurned(Outline.ofEllipse(x, y, radiusX, radiusY), x, y, turn));
    }

    /**
     * The class of a region.
     *
     * @param options for each attribute, what is shown to people in place of what is written
     */
    private static String label(JsonNode attributes, JsonNode options, SourceLocation place, FieldsBuilder builder)
            throws DatasetException {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String value = value(attribute.getValue());
            String shown =
                    options.path(attribute.getKey()).path("options").path(value).asText("");
            if (!value.isBlank()) {
                values.put(attribute.getKey(), shown.isBlank() ? value : shown);
            }
        }
        if (values.isEmpty()) {
            return builder.unnamed(place);
        }
        if (values.size() == 1) {
            return values.values().iterator().next();
        }
        for (String name : CLASS) {
            for (Map.Entry<String, String> each : values.entrySet()) {
                if (each.getKey().equalsIgnoreCase(name)) {
                    return each.getValue();
                }
            }
        }
        throw place.fault("the region's attributes " + values + " do not tell its class; expected one attribute, or one"
                + " named class");
    }

    /** A text, or of boxes to be ticked the only one that is. */
    private static String value(JsonNode value) {
        if (!value.isObject()) {
            return value.asText("");
        }
        List<String> ticked = value.properties().stream()
                .filter(each -> each.getValue().asBoolean())
                .map(Map.Entry::getKey)
                .toList();
        return ticked.size() == 1 ? ticked.get(0) : "";
    }
}
