package org.exina.experiment;

import java.util.List;
import java.util.Optional;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.model.ModelCard;
import org.exina.onnx.OnnxGraph;

/**
 * What a model file is made of.
 *
 * @param parts at least one, in the order of their features; the backbones are still the caller's to close
 * @param views at least one: as many as the part of most views takes
 * @param familiarity what tells images like none it was trained on; empty for a model that answers every image
 * @param size where the head goes by the size of grains
 */
public record ModelRecipe(
        List<Part> parts,
        Crop crop,
        List<DihedralView> views,
        HeadNodes head,
        Optional<NoveltyNodes> familiarity,
        Optional<ModelCard.Size> size) {
    public ModelRecipe {
        parts = List.copyOf(parts);
        views = List.copyOf(views);
        int most = parts.stream().mapToInt(Part::views).max().orElse(0);
        if (parts.isEmpty() || views.size() != most) {
            throw new IllegalArgumentException(
                    "expected at least 1 backbone, and as many views as the part of most takes," + " got "
                            + parts.size() + " parts of at most " + most + " views, and " + views.size() + " views");
        }
    }

    /** Of a head that does not go by size. */
    public ModelRecipe(
            List<Part> parts, Crop crop, List<DihedralView> views, HeadNodes head, Optional<NoveltyNodes> familiarity) {
        this(parts, crop, views, head, familiarity, Optional.empty());
    }

    /** Every backbone with all views, without familiarity. */
    public ModelRecipe(List<Backbone> backbones, Crop crop, List<DihedralView> views, HeadNodes head) {
        this(
                backbones.stream().map(each -> new Part(each, views.size())).toList(),
                crop,
                views,
                head,
                Optional.empty());
    }

    /** A backbone whose features are averaged over the first so many of the views. */
    public record Part(Backbone backbone, int views) {}

    /** Each once, in the order of the parts. */
    List<Backbone> backbones() {
        return parts.stream().map(Part::backbone).distinct().toList();
    }

    /** How many views a backbone sees. */
    int viewsOf(Backbone backbone) {
        return parts.stream()
                .filter(part -> part.backbone() == backbone)
                .mapToInt(Part::views)
                .max()
                .orElse(0);
    }

    /** Adds a trained head to a graph. */
    @FunctionalInterface
    public interface HeadNodes {
        /**
         * Adds the nodes of the head.
         *
         * @param features float (n, length)
         * @param diameters float (n, 1), in micrometres, 0 or less where it is not known; empty for a model without size
         * @return the name of the probabilities, float (n, classes)
         */
        String addTo(OnnxGraph graph, String features, Optional<String> diameters);
    }

    /** Adds a trained familiarity to a graph. */
    @FunctionalInterface
    public interface NoveltyNodes {
        /**
         * Adds the nodes that give novelty and coordinates.
         *
         * @param features float (n, length)
         */
        Placed addTo(OnnxGraph graph, String features);
    }

    /**
     * Names of a familiarity's values in a graph.
     *
     * @param novelty float (n), above the card's threshold for images that are unknown
     * @param coordinates float (n, axes)
     */
    public record Placed(String novelty, String coordinates, int axes) {}
}
