package org.exina.predict;

import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.View;
import org.exina.network.OnnxGraph;

/**
 * What a model file is made of.
 *
 * @param backbones at least one, in the order of their features; still the caller's to close
 * @param views at least one; each backbone's features are averaged over them
 */
public record ModelRecipe(List<Backbone> backbones, Crop crop, List<View> views, HeadNodes head) {
    public ModelRecipe {
        backbones = List.copyOf(backbones);
        views = List.copyOf(views);
        if (backbones.isEmpty() || views.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least 1 backbone and 1 view, got " + backbones.size() + " and " + views.size());
        }
    }

    /** Adds a trained head to a graph. */
    @FunctionalInterface
    public interface HeadNodes {
        /** @param features float (n, length)   @return the name of the probabilities, float (n, classes) */
        String addTo(OnnxGraph graph, String features);
    }
}
