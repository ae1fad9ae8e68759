package org.exina.features;

import java.util.HashSet;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.View;

/**
 * How pictures become features. The features of a picture are those of all backbones side by side, of each backbone all
 * taps side by side, each value the mean over the views.
 *
 * @param backbones at least one, in the order of their columns; still the caller's to close
 * @param crop which part of a picture they see
 * @param views at least one, none twice
 * @param batch pictures in one run of a network, at least 1
 */
public record FeaturePlan(List<Backbone> backbones, Crop crop, List<View> views, int batch) {
    public FeaturePlan {
        backbones = List.copyOf(backbones);
        views = List.copyOf(views);
        if (backbones.isEmpty()) {
            throw new IllegalArgumentException("expected at least 1 backbone, got none");
        }
        if (views.isEmpty() || new HashSet<>(views).size() != views.size()) {
            throw new IllegalArgumentException("expected at least 1 view and none twice, got " + views);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, got " + batch);
        }
    }

    /** Features of one picture: how many columns there are. */
    public int length() {
        return backbones.stream().mapToInt(Backbone::length).sum();
    }
}
