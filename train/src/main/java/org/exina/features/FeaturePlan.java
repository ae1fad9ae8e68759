package org.exina.features;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.augment.Augmentation;
import org.exina.augment.Variant;
import org.exina.backbone.Backbone;
import org.exina.image.Crop;
import org.exina.image.DihedralView;

/**
 * How images become features. The features of an image are those of all parts side by side, of each part all taps of
 * its backbone side by side, each value the mean over the part's views.
 *
 * @param parts at least one, none twice, in the order of their columns; the backbones are still the caller's to close
 * @param crop which part of an image they see
 * @param views at least one, none twice: as many as the part of most views takes
 * @param batch images in one run of a network, at least 1
 * @param augmented how each image is changed first, for training on; empty to take it as it is
 */
public record FeaturePlan(
        List<Part> parts, Crop crop, List<DihedralView> views, int batch, Optional<Augmented> augmented) {
    /** How many images usually go through a network at once. */
    public static final int BATCH = 16;

    public FeaturePlan {
        parts = List.copyOf(parts);
        views = List.copyOf(views);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("expected at least 1 backbone, got none");
        }
        if (new HashSet<>(parts).size() != parts.size()) {
            throw new IllegalArgumentException("expected no part twice, got " + parts);
        }
        if (views.isEmpty() || new HashSet<>(views).size() != views.size()) {
            throw new IllegalArgumentException("expected at least 1 view and none twice, got " + views);
        }
        int most = parts.stream().mapToInt(Part::views).max().orElseThrow();
        if (most != views.size()) {
            throw new IllegalArgumentException("expected " + most + " views, got " + views);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, got " + batch);
        }
    }

    /** A plan of images as they are, every backbone with all views. */
    public FeaturePlan(List<Backbone> backbones, Crop crop, List<DihedralView> views, int batch) {
        this(
                backbones.stream().map(each -> new Part(each, views.size())).toList(),
                crop,
                views,
                batch,
                Optional.empty());
    }

    /** A plan of images as they are. */
    public static FeaturePlan of(List<Part> parts, Crop crop, int batch) {
        int most = parts.stream().mapToInt(Part::views).max().orElse(1);
        return new FeaturePlan(parts, crop, DihedralView.first(most), batch, Optional.empty());
    }

    /**
     * A backbone whose features are averaged over the first views of the plan.
     *
     * @param views how many, at least 1
     */
    public record Part(Backbone backbone, int views) {
        public Part {
            if (views < 1) {
                throw new IllegalArgumentException("expected at least 1 view, got " + views);
            }
        }

        /** How many columns it has. */
        public int length() {
            return backbone.length();
        }
    }

    /** Each once, in the order of the parts. */
    public List<Backbone> backbones() {
        return parts.stream().map(Part::backbone).distinct().toList();
    }

    /** The views for which a backbone is run. */
    public List<DihedralView> viewsOf(Backbone backbone) {
        return views.subList(
                0,
                parts.stream()
                        .filter(part -> part.backbone() == backbone)
                        .mapToInt(Part::views)
                        .max()
                        .orElse(0));
    }

    /**
     * One variant of every image. It is cut and scaled in one step, bilinear, whatever the backbone asks for.
     *
     * @param number from 1
     */
    public record Augmented(Augmentation augmentation, long seed, int number) {
        public Augmented {
            if (number < 1) {
                throw new IllegalArgumentException("variants are numbered from 1, got " + number);
            }
        }

        Variant of(ContentHash image) {
            return augmentation.variant(seed, image.toString(), number);
        }

        /** All that tells it from others: "rotate=180,flip=both; seed 1; variant 2". */
        String id() {
            return augmentation.id() + "; seed " + seed + "; variant " + number;
        }
    }

    /**
     * This plan for one variant of every image.
     *
     * @param number from 1
     */
    public FeaturePlan variant(Augmentation augmentation, long seed, int number) {
        return new FeaturePlan(parts, crop, views, batch, Optional.of(new Augmented(augmentation, seed, number)));
    }

    /** This plan with some of its parts only, in their order. */
    public FeaturePlan only(List<Part> some) {
        int most = some.stream().mapToInt(Part::views).max().orElse(1);
        return new FeaturePlan(some, crop, views.subList(0, Math.min(most, views.size())), batch, augmented);
    }

    /** Numbers of the columns that some of the parts have. */
    public int[] columnsOf(List<Part> some) {
        IntStream.Builder columns = IntStream.builder();
        int column = 0;
        for (Part part : parts) {
            for (int j = 0; j < part.length(); j++, column++) {
                if (some.contains(part)) {
                    columns.add(column);
                }
            }
        }
        return columns.build().toArray();
    }

    /** Features of one image: how many columns there are. */
    public int length() {
        return parts.stream().mapToInt(Part::length).sum();
    }
}
