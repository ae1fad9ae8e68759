package org.exina.slides.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.dataset.DatasetException;
import org.exina.dataset.TextFile;
import org.exina.io.Csv;
import org.exina.io.Json;

/** What YOLO's numbers of classes mean: written in one of several files, which all must agree. */
final class YoloNames {
    private static final String EXPECTED =
            "classes.txt or obj.names (a name a line), data.yaml (names: ...) or classes.csv (name,number)";

    /** No list of classes is so long, and reading takes minutes beyond it. */
    private static final long MOST_YAML_BYTES = 1 << 20;

    private static final YAMLFactory YAML = new YAMLFactory();

    private final Path file;
    private final Map<Integer, String> names;

    private YoloNames(Path file, Map<Integer, String> names) {
        this.file = file;
        this.names = names;
    }

    static YoloNames search(ImageFolder folder) throws IOException {
        Optional<YoloNames> found = Optional.empty();
        for (Path file : folder.files()) {
            Optional<Map<Integer, String>> names = read(file);
            if (names.isEmpty()) {
                continue;
            }
            if (found.isPresent() && !found.get().names.equals(names.get())) {
                throw new DatasetException(
                        folder.root(),
                        folder.relative(found.get().file) + " and " + folder.relative(file)
                                + " name the classes differently: " + found.get().names + " and " + names.get()
                                + "; move the wrong one away");
            }
            found = Optional.of(new YoloNames(file, names.get()));
        }
        return found.orElseThrow(() -> new DatasetException(
                folder.root(), "holds YOLO boxes, but the classes have numbers only; expected " + EXPECTED));
    }

    /**
     * The class that a number stands for.
     *
     * @throws DatasetException at {@code place}, when no name is known for it
     */
    String of(String word, SourceLocation place) throws DatasetException {
        try {
            String name = names.getOrDefault(Integer.parseInt(word), "");
            if (!name.isEmpty()) {
                return name;
            }
        } catch (NumberFormatException e) { // told below
        }
        throw place.fault(
                "the class \"" + word + "\" has no name in " + file.getFileName() + "; expected one of " + names);
    }

    private static Optional<Map<Integer, String>> read(Path file) throws IOException {
        String name = ImageFolder.name(file).toLowerCase(Locale.ROOT);
        if (name.equals("classes.txt") || name.endsWith(".names") || name.equals("_darknet.labels")) {
            return Optional.of(lines(TextFile.read(file)));
        }
        if (name.equals("classes.csv")) {
            return Optional.of(table(file));
        }
        return name.endsWith(".yaml") || name.endsWith(".yml") ? yaml(file) : Optional.empty();
    }

    private static Map<Integer, String> lines(String text) {
        Map<Integer, String> names = new TreeMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            put(names, i, lines.get(i));
        }
        return names;
    }

    private static void put(Map<Integer, String> names, int number, String text) {
        String label = LabelledBox.label(text);
        if (!label.isEmpty()) {
            names.put(number, label);
        }
    }

    private static Map<Integer, String> table(Path file) throws IOException {
        List<Csv.Row> rows;
        try {
            rows = Csv.parse(TextFile.read(file), ',');
        } catch (Csv.SyntaxException e) {
            throw new DatasetException(file, e.getMessage(), e);
        }
        Map<Integer, String> names = new TreeMap<>();
        for (Csv.Row row : rows) {
            List<String> fields = row.fields().stream().map(String::strip).toList();
            boolean second = fields.size() == 2 && fields.get(1).matches("\\d{1,9}");
            boolean first = fields.size() == 2 && fields.get(0).matches("\\d{1,9}");
            if (second) {
                put(names, Integer.parseInt(fields.get(1)), fields.get(0));
            } else if (first) {
                put(names, Integer.parseInt(fields.get(0)), fields.get(1));
            } else if (!row.equals(rows.get(0))) { // which may be a header
                throw SourceLocation.line(file, row.line()).fault("expected a name and a number, found " + fields);
            }
        }
        return names;
    }

    /** The list or map {@code names}; nothing where there is none: other YAML files may lie there. */
    private static Optional<Map<Integer, String>> yaml(Path file) throws IOException {
        if (Files.size(file) > MOST_YAML_BYTES) {
            return Optional.empty();
        }
        JsonNode names;
        try {
            names = Json.texts(YAML.createParser(TextFile.read(file))).path("names");
        } catch (JsonProcessingException e) {
            throw new DatasetException(file, TextFile.line(e) + "is no sound YAML; expected names: ...", e);
        }
        if (!names.isContainerNode()) {
            return Optional.empty();
        }
        Map<Integer, String> found = new TreeMap<>();
        if (names.isArray()) {
            for (int i = 0; i < names.size(); i++) {
                put(found, i, names.get(i).asText());
            }
            return Optional.of(found);
        }
        for (Map.Entry<String, JsonNode> entry : names.properties()) {
            if (!entry.getKey().matches("\\d{1,9}")) {
                throw new DatasetException(file, "names must be numbered from 0, found \"" + entry.getKey() + "\"");
            }
            put(found, Integer.parseInt(entry.getKey()), entry.getValue().asText());
        }
        return Optional.of(found);
    }
}
