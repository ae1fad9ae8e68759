package org.exina.slides.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageFormat;

/**
 * Boxes of many images as Label Studio exports them, in percent: JSON, a list of tasks with {@code data}, {@code
 * annotations} and {@code result}; or JSON-MIN, where a list of boxes stands beside the image.
 */
final class LabelStudioJson {
    private static final List<String> LABELS =
            List.of("rectanglelabels", "polygonlabels", "ellipselabels", "labels", "keypointlabels", "brushlabels");

    /** Put before the name of a file when it was uploaded. */
    private static final Pattern UPLOADED = Pattern.compile("^[0-9a-f]{8}-(?=.)");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private final Path file;
    private final FieldsBuilder builder;

    private LabelStudioJson(Path file, FieldsBuilder builder) {
        this.file = file;
        this.builder = builder;
    }

    /** Whether an item of a list is one of JSON-MIN: it names an image, and has who drew on it or boxes. */
    static boolean isMin(JsonNode item) {
        return image(item).isPresent()
                && (item.has("annotation_id") || boxes(item).isPresent());
    }

    private static Optional<String> image(JsonNode item) {
        return item.properties().stream()
                .map(each -> each.getValue().asText(""))
                .filter(text -> ImageFormat.ofFileName(text).isPresent())
                .findFirst();
    }

    private static Optional<JsonNode> boxes(JsonNode item) {
        return item.properties().stream()
                .map(Map.Entry::getValue)
                .filter(each -> each.isArray() && LABELS.stream().anyMatch(each.path(0)::has))
                .findFirst();
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        LabelStudioJson labels = new LabelStudioJson(file, builder);
        int number = 0;
        for (JsonNode task : JsonFile.read(file)) {
            labels.task(task, new SourceLocation(file, "task " + ++number));
        }
    }

    private void task(JsonNode task, SourceLocation place) throws DatasetException {
        boolean whole = task.path("data").isObject();
        String written = image(whole ? task.path("data") : task)
                .orElseThrow(() -> place.fault("names no image; expected one in its data"));
        Optional<Path> image = find(written, place);
        if (image.isEmpty()) {
            return;
        }
        List<JsonNode> drawn = whole ? annotations(task) : List.of();
        if (drawn.size() > 1) {
            throw place.fault("has " + drawn.size()
                    + " annotations, of several people or times; expected one: keep one of" + " them and export again");
        }
        boolean isDrawnOn = whole ? !drawn.isEmpty() : boxes(task).isPresent() || task.has("annotation_id");
        if (!isDrawnOn) {
            builder.undrawn(image.get(), place);
            return;
        }
        builder.field(image.get());
        int number = 0;
        JsonNode results = whole ? drawn.get(0).path("result") : boxes(task).orElse(task.path("none"));
        for (JsonNode result : results) {
            JsonNode value = result.has("value") ? result.path("value") : result;
            if (LABELS.stream().anyMatch(value::has)) {
                add(image.get(), result, value, new SourceLocation(file, place.at() + ", box " + ++number));
            }
        }
    }

    private static List<JsonNode> annotations(JsonNode task) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode each : task.has("annotations") ? task.path("annotations") : task.path("completions")) {
            if (!each.path("was_cancelled").asBoolean()) {
                found.add(each);
            }
        }
        return found;
    }

    private Optional<Path> find(String written, SourceLocation place) throws DatasetException {
        String text = decoded(written);
        String path = text.substring(text.indexOf("?d=") < 0 ? 0 : text.indexOf("?d=") + 3);
        String last = path.substring(path.lastIndexOf('/') + 1);
        Optional<Path> there = builder.folder().lookUp(text.equals(path) ? last : path, place);
        return there.isPresent() ? there : builder.find(UPLOADED.matcher(last).replaceFirst(""), place);
    }

    /** Of an address; a file's name may have a percent sign of its own. */
    private static String decoded(String address) {
        return ESCAPE.matcher(address).replaceAll("").contains("%")
                ? address
                : URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void add(Path image, JsonNode result, JsonNode value, SourceLocation place) throws DatasetException {
        String kind = LABELS.stream().filter(value::has).findFirst().orElseThrow();
        JsonNode labels = value.path(kind);
        if (labels.size() > 1) {
            throw place.fault("expected one label for a box, got " + labels);
        }
        Optional<Outline> outline = outline(result, value, place);
        if (outline.isEmpty()) {
            builder.leaveOut(place, "is no box (" + kind + "); expected a rectangle, a polygon or an ellipse");
            return;
        }
        builder.box(
                image,
                outline.get()
                        .times(0.01, 0.01)
                        .shares(
                                labels.isEmpty()
                                        ? builder.unnamed(place)
                                        : labels.get(0).asText(),
                                place));
    }

    /** In percent. */
    private static Optional<Outline> outline(JsonNode result, JsonNode value, SourceLocation place)
            throws DatasetException {
        if (value.path("points").isArray()) {
            return Optional.of(new Outline().add(value.path("points"), place));
        }
        boolean ellipse = value.has("radiusX");
        boolean box = ellipse || value.has("width");
        if (!box || value.has("rle")) {
            return Optional.empty();
        }
        double x = JsonFile.number(value, "x", place);
        double y = JsonFile.number(value, "y", place);
        Outline upright = ellipse
                ? Outline.ofEllipse(
                        x, y, JsonFile.number(value, "radiusX", place), JsonFile.number(value, "radiusY", place))
                : Outline.of(
                        x, y, x + JsonFile.number(value, "width", place), y + JsonFile.number(value, "height", place));
        double degrees = value.path("rotation").asDouble();
        if (degrees == 0) {
            return Optional.of(upright);
        }
        JsonNode sized = result.has("original_width") ? result : value;
        double width = JsonFile.number(sized, "original_width", place); // percent of it and of the height differ
        double height = JsonFile.number(sized, "original_height", place);
        return Optional.of(Outline.ofTurned(upright.times(width, height), x * width, y * height, degrees)
                .times(1 / width, 1 / height));
    }
}
