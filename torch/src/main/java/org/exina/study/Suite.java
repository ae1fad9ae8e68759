package org.exina.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.Resources;

/**
 * Experiments that belong together. In a file it is YAML: docs/study.md shows all there can be in it.
 *
 * @param name a folder's characters
 * @param about what it is for, one sentence
 * @param experiments at least one, in the order in which they are listed; no name twice
 */
public record Suite(String name, String about, List<Experiment> experiments) {
    private static final List<String> BUILT_IN = List.of("study-2017", "study-2017-right");

    public Suite {
        experiments = List.copyOf(experiments);
        Set<String> names = new HashSet<>();
        for (Experiment each : experiments) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two experiments are named " + each.name());
            }
        }
    }

    /** Names of those that come with the program. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * Reads a suite.
     *
     * @param source the path of a YAML file, or one of {@link #builtIn}
     * @param backbone put in the place of every network in it, with its settings where it has some
     * @throws ExinaException naming what was found, and where, when it is no suite
     */
    public static Suite read(String source, Optional<String> backbone) throws IOException {
        if (BUILT_IN.contains(source)) {
            return new Reader(source, backbone).read(Resources.text(Suite.class, source + ".yaml"));
        }
        Path file = Path.of(source);
        if (!Files.isRegularFile(file)) {
            throw new ExinaException(
                    source, "is neither a file nor a built-in suite; built in are " + String.join(", ", BUILT_IN));
        }
        try {
            return new Reader(source, backbone).read(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ExinaException(source, "is no text in UTF-8", e);
        }
    }

    /** Reads a suite from YAML: defaults laid under each experiment, then every combination of what lists offer. */
    static final class Reader {
        private static final Set<String> SUITE = Set.of("suite", "about", "defaults", "experiments");
        private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
        private static final YAMLMapper YAML = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private final String source;
        private final Optional<String> backbone;

        /**
         * A reader whose messages name {@code source}.
         *
         * @param source named in messages
         * @param backbone in the place of every network
         */
        Reader(String source, Optional<String> backbone) {
            this.source = source;
            this.backbone = backbone;
        }

        Suite read(String text) throws IOException {
            ObjectNode root = map(parse(text), "a suite");
            ExperimentReader.checkKeys(source, root, SUITE);
            JsonNode written = Json.texts(YAML.createParser(text));
            String name = written.path("suite").asText("");
            if (!name.matches(NAME)) {
                throw new ExinaException(
                        source,
                        "suite: expected a name of up to 64 letters, digits, '.', '_' and '-', got '" + name + "'");
            }
            ObjectNode defaults = root.has("defaults") ? map(root.get("defaults"), "defaults") : root.objectNode();
            ExperimentReader.checkKeys(source + ": defaults", defaults, ExperimentReader.KEYS);
            JsonNode listed = root.path("experiments");
            if (!listed.isArray() || listed.isEmpty()) {
                throw new ExinaException(
                        source,
                        "experiments: expected a list of at least 1, got "
                                + (listed.isMissingNode() ? "nothing" : listed.toString()));
            }
            List<Experiment> experiments = new ArrayList<>();
            for (int i = 0; i < listed.size(); i++) {
                String own = written.path("experiments").path(i).path("name").asText("");
                experiments.addAll(experiments(i + 1, own, listed.get(i), defaults));
            }
            try {
                return new Suite(name, written.path("about").asText(""), experiments);
            } catch (IllegalArgumentException e) {
                throw new ExinaException(source, e.getMessage(), e);
            }
        }

        private List<Experiment> experiments(int number, String name, JsonNode node, ObjectNode defaults)
                throws IOException {
            ObjectNode own = map(node, "experiment " + number);
            String where = source + ": experiment " + (name.isEmpty() ? Integer.toString(number) : name);
            if (name.isEmpty()) {
                throw new ExinaException(where, "has no name");
            }
            ExperimentReader.checkKeys(where, own, ExperimentReader.KEYS);
            List<Experiment> found = new ArrayList<>();
            for (Grid.Point point : Grid.expand(laid(defaults, own))) {
                String full = point.label().isEmpty() ? name : name + "_" + point.label();
                try {
                    found.add(new ExperimentReader(where, backbone).read(full, point.node()));
                } catch (ExinaException e) {
                    boolean named =
                            e.where().filter(place -> place.startsWith(where)).isPresent();
                    throw named ? e : new ExinaException(where, e.getMessage(), e);
                } catch (IllegalArgumentException e) {
                    throw new ExinaException(where, e.getMessage(), e);
                }
            }
            if (found.isEmpty()) {
                throw new ExinaException(where, "an empty list offers nothing to choose from");
            }
            return found;
        }

        private JsonNode parse(String text) throws ExinaException {
            try {
                return YAML.readTree(text);
            } catch (JsonProcessingException e) {
                String line =
                        e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
                throw new ExinaException(
                        source, line + "is no YAML: " + e.getOriginalMessage().replaceAll("\\s+", " "), e);
            }
        }

        private ObjectNode map(JsonNode node, String what) throws ExinaException {
            if (node instanceof ObjectNode map) {
                return map;
            }
            throw new ExinaException(source, "expected " + what + " to be keys with values, got " + node);
        }

        /**
         * One map over another. Maps inside are laid over each other, too, unless they are of different kinds; all else of
         * the upper one replaces what lies under it. Validation and folds exclude each other.
         */
        private static ObjectNode laid(ObjectNode under, ObjectNode over) {
            ObjectNode result = under.deepCopy();
            if (over.has("folds")) {
                result.remove("validation");
            }
            if (over.has("validation")) {
                result.remove("folds");
            }
            for (Map.Entry<String, JsonNode> field : over.properties()) {
                JsonNode below = result.get(field.getKey());
                boolean both = below instanceof ObjectNode && field.getValue() instanceof ObjectNode;
                boolean sameKind = both
                        && (!field.getValue().has("kind")
                                || field.getValue().get("kind").equals(below.path("kind")));
                result.set(
                        field.getKey(),
                        both && sameKind ? laid((ObjectNode) below, (ObjectNode) field.getValue()) : field.getValue());
            }
            return result;
        }
    }
}
