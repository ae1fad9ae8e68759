package org.exina.predict;

import java.util.List;
import java.util.Optional;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.View;
import org.exina.network.OnnxGraph;

/**
 * What a model file is made of.
 *
 * @param backbones at least one, in the order of their features; still the caller's to close
 * @param views at least one; each backbone's features are averaged over them
 * @param familiarity what tells pictures like none it was trained on; empty for a model that answers every picture
 */
public record ModelRecipe(
        List<Backbone> backbones, Crop crop, List<View> views, HeadNodes head, Optional<FamiliarityNodes> familiarity) {
    public ModelRecipe {
        backbones = List.copyOf(backbones);
        views = List.copyOf(views);
        if (backbones.isEmpty() || views.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least 1 backbone and 1 view, got " + backbones.size() + " and " + views.size());
        }
    }

    /** Without familiarity. */
    public ModelRecipe(List<Backbone> backbones, Crop crop, List<View> views, HeadNodes head) {
        this(backbones, crop, views, head, Optional.empty());
    }

    /** Adds a trained head to a graph. */
    @FunctionalInterface
    public interface HeadNodes {
        /** @param features float (n, length)   @return the name of the probabilities, float (n, classes) */
        String addTo(OnnxGraph graph, String features);
    }

    /** Adds a trained familiarity to a graph. */
    @FunctionalInterface
    public interface FamiliarityNodes {
        /** @param features float (n, length) */
        Placed addTo(OnnxGraph graph, String features);
    }

    /**
     * Names of a familiarity's values in a graph.
     *
     * @param novelty float (n), above the card's threshold for pictures that are unknown
     * @param coordinates float (n, axes)
     */
    public record Placed(String novelty, String coordinates, int axes) {}
}
