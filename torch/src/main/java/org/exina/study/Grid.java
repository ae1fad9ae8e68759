package org.exina.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every combination of what lists offer: {@code {units: [64, 128], seed: [1, 2]}} is four. */
final class Grid {
    private Grid() {}

    /**
     * One combination.
     *
     * @param label the values chosen from lists, such as {@code units-64_seed-1}; empty when there was no list
     * @param node without lists
     */
    record Point(String label, ObjectNode node) {}

    /** In the order in which the lists stand, the last one turning fastest. An empty list gives nothing. */
    static List<Point> expand(ObjectNode node) {
        List<Point> points = new ArrayList<>(List.of(new Point("", node.objectNode())));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            List<Point> grown = new ArrayList<>();
            for (Point point : points) {
                for (Choice choice : choices(field.getKey(), field.getValue())) {
                    ObjectNode with = point.node().deepCopy();
                    with.set(field.getKey(), choice.value());
                    grown.add(new Point(joined(point.label(), choice.label()), with));
                }
            }
            points = grown;
        }
        return points;
    }

    /** One of the values that a field can take. */
    private record Choice(String label, JsonNode value) {}

    private static List<Choice> choices(String key, JsonNode value) {
        List<Choice> choices = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode each : value) {
                for (Choice inner : choices(key, each)) { // a map in a list can hold lists, too
                    String label = inner.label().isEmpty() ? key + "-" + word(inner.value()) : inner.label();
                    choices.add(new Choice(label, inner.value()));
                }
            }
        } else if (value instanceof ObjectNode map) {
            expand(map).forEach(point -> choices.add(new Choice(point.label(), point.node())));
        } else {
            choices.add(new Choice("", value));
        }
        return choices;
    }

    /** As much of a value as fits into a name. */
    private static String word(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.path("name").asText(value.toString());
        return text.replaceAll("[^A-Za-z0-9.+]+", "-").replaceAll("^-|-$", "");
    }

    private static String joined(String a, String b) {
        return a.isEmpty() || b.isEmpty() ? a + b : a + "_" + b;
    }
}
