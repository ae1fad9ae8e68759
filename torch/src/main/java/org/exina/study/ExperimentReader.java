package org.exina.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exina.augment.Augmentation;
import org.exina.backbone.BackboneSpec;
import org.exina.experiment.ReferenceResult;
import org.exina.head.HeadSpec;
import org.exina.io.ExinaException;
import org.exina.settings.DidYouMean;
import org.exina.torch.TrainingConfig;

/** Reads one experiment, its lists already resolved. */
final class ExperimentReader {
    static final Set<String> KEYS =
            Set.of("name", "crop", "validation", "folds", "leaky", "seed", "backbone", "head", "contrast", "published");
    private static final Set<String> CONTRAST = Set.of("size", "epochs", "batch", "shuffle", "samples", "augment");
    private static final Set<String> PUBLISHED = Set.of("loss", "accuracy");
    private static final int CONTRAST_SIZE = 200;

    private final String where;
    private final Optional<String> backbone;

    ExperimentReader(String where, Optional<String> backbone) {
        this.where = where;
        this.backbone = backbone;
    }

    /**
     * Reads one experiment; what is not set is as usual.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    Experiment read(String name, ObjectNode node) throws IOException {
        return new Experiment(name, data(node), learner(node), whole(node, "seed", 1), published(node));
    }

    private SplitSpec data(ObjectNode node) throws ExinaException {
        String crop = node.path("crop").asText(Cut.STRETCH.id());
        List<String> known = Arrays.stream(Cut.values()).map(Cut::id).toList();
        if (!known.contains(crop)) {
            throw new ExinaException(
                    where,
                    "crop: expected one of " + String.join(", ", known) + ", got '" + crop + "'"
                            + DidYouMean.suggestion(crop, known));
        }
        int folds = count(node, "folds", 0);
        double validation = number(node, "validation", folds == 0 ? 0.2 : 0);
        return new SplitSpec(Cut.values()[known.indexOf(crop)], validation, folds, truth(node, "leaky", false));
    }

    private Learner learner(ObjectNode node) throws IOException {
        if (node.has("contrast")) {
            return contrast(map(node, "contrast"));
        }
        if (!node.has("backbone") || !node.has("head")) {
            throw new ExinaException(
                    where,
                    "expected backbone and head, or contrast; " + (node.has("backbone") ? "head" : "backbone")
                            + " is missing");
        }
        return new Learner.OnFeatures(backbones(node.get("backbone")), HeadSpec.parse(text(node.get("head"), "kind")));
    }

    private Learner contrast(ObjectNode node) throws ExinaException {
        checkKeys(where + ": contrast", node, CONTRAST);
        TrainingConfig.EpochSettings usual = TrainingConfig.EpochSettings.DEFAULT;
        TrainingConfig.EpochSettings passes = new TrainingConfig.EpochSettings(
                count(node, "epochs", usual.epochs()),
                count(node, "batch", usual.batch()),
                truth(node, "shuffle", usual.shuffle()),
                count(node, "samples", usual.samples()),
                0);
        return new Learner.Cnn(
                count(node, "size", CONTRAST_SIZE),
                TrainingConfig.DEFAULT.withPasses(passes),
                Augmentation.parse(node.path("augment").asText("none")));
    }

    private List<BackboneSpec> backbones(JsonNode node) throws IOException {
        List<BackboneSpec> found = BackboneSpec.parseList(text(node, "name"));
        if (backbone.isEmpty()) {
            return found;
        }
        BackboneSpec other = BackboneSpec.parse(backbone.get());
        BackboneSpec first = found.get(0);
        return List.of(new BackboneSpec(
                other.name(),
                other.size().isPresent() ? other.size() : first.size(),
                other.taps().isEmpty() ? first.taps() : other.taps(),
                other.poolings().isEmpty() ? first.poolings() : other.poolings(),
                other.preprocessing().or(first::preprocessing)));
    }

    /** A value in its text form, or keys with values: {@code {name: vgg16, size: 200}} is {@code vgg16:size=200}. */
    private String text(JsonNode node, String first) throws ExinaException {
        if (!(node instanceof ObjectNode map)) {
            return node.asText();
        }
        String begin = map.path(first).asText("");
        if (begin.isEmpty()) {
            throw new ExinaException(where, "expected the key " + first + " in " + map);
        }
        List<String> settings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : map.properties()) {
            if (!field.getKey().equals(first)) {
                settings.add(field.getKey() + "=" + field.getValue().asText());
            }
        }
        return settings.isEmpty() ? begin : begin + ":" + String.join(",", settings);
    }

    private Optional<ReferenceResult> published(ObjectNode node) throws ExinaException {
        if (!node.has("published")) {
            return Optional.empty();
        }
        ObjectNode figures = map(node, "published");
        checkKeys(where + ": published", figures, PUBLISHED);
        return Optional.of(new ReferenceResult(number(figures, "loss", -1), number(figures, "accuracy", -1)));
    }

    private ObjectNode map(ObjectNode node, String key) throws ExinaException {
        if (node.get(key) instanceof ObjectNode map) {
            return map;
        }
        throw new ExinaException(where, key + ": expected keys with values, got " + node.get(key));
    }

    /** At most what fits into an int. */
    private int count(ObjectNode node, String key, int otherwise) throws ExinaException {
        long value = whole(node, key, otherwise);
        if (value != (int) value) {
            throw new ExinaException(where, key + ": " + value + " is too large");
        }
        return (int) value;
    }

    private long whole(ObjectNode node, String key, long otherwise) throws ExinaException {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new ExinaException(where, key + ": expected a whole number, got " + value);
        }
        return value.asLong();
    }

    private double number(ObjectNode node, String key, double otherwise) throws ExinaException {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw new ExinaException(where, key + ": expected a number, got " + value);
        }
        return value.asDouble();
    }

    private boolean truth(ObjectNode node, String key, boolean otherwise) throws ExinaException {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new ExinaException(where, key + ": expected true or false, got " + value);
        }
        return value.asBoolean();
    }

    static void checkKeys(String where, ObjectNode node, Set<String> known) throws ExinaException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new ExinaException(
                        where,
                        "unknown key '" + field.getKey() + "', expected one of "
                                + String.join(", ", known.stream().sorted().toList())
                                + DidYouMean.suggestion(field.getKey(), known));
            }
        }
    }
}
