package org.exina.features;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.exina.augment.Augmentation;
import org.exina.augment.Variant;
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
 * @param augmented how each picture is changed first, for training on; empty to take it as it is
 */
public record FeaturePlan(
        List<Backbone> backbones, Crop crop, List<View> views, int batch, Optional<Augmented> augmented) {
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

    /** A plan of pictures as they are. */
    public FeaturePlan(List<Backbone> backbones, Crop crop, List<View> views, int batch) {
        this(backbones, crop, views, batch, Optional.empty());
    }

    /**
     * One variant of every picture. It is cut and scaled in one step, bilinear, whatever the backbone asks for.
     *
     * @param number from 1
     */
    public record Augmented(Augmentation augmentation, long seed, int number) {
        public Augmented {
            if (number < 1) {
                throw new IllegalArgumentException("variants are numbered from 1, got " + number);
            }
        }

        Variant of(ContentHash picture) {
            return augmentation.variant(seed, picture.toString(), number);
        }

        /** All that tells it from others: "rotate=180,flip=both; seed 1; variant 2". */
        String id() {
            return augmentation.id() + "; seed " + seed + "; variant " + number;
        }
    }

    /** The same plan for one variant of every picture. @param number from 1 */
    public FeaturePlan variant(Augmentation augmentation, long seed, int number) {
        return new FeaturePlan(backbones, crop, views, batch, Optional.of(new Augmented(augmentation, seed, number)));
    }

    /** Features of one picture: how many columns there are. */
    public int length() {
        return backbones.stream().mapToInt(Backbone::length).sum();
    }
}
