package org.exina.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.exina.augment.Augmentation;
import org.exina.backbone.BackboneSpec;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TrainingVariants;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.io.ExinaException;

/**
 * How a classifier is made and tested: which frozen networks read the images, what is trained on their features, and
 * into how many folds the images are split.
 *
 * @param backbones their features stand side by side; empty for the built-in one, or with a budget for all that are ready
 * @param views dihedral views whose features are averaged: 1, 2, 4 or 8; empty for 1, or with a budget for 1 and 8
 * @param crop what a network sees of an image that is not of its shape
 * @param batch images in one run of a network, at least 1; other sizes give other last digits
 * @param head what is trained on the features; not used with a budget
 * @param variants changed images that are trained on, too, and never tested
 * @param budget about how long the choice of networks, depths, views and heads may take; empty where they are given above
 * @param groupBy images whose file names match with the same text (of group 1, if there is one) are never split up
 * @param folds of the cross-validation, at least 2; 0 for a training without an estimate
 * @param repeats how often the folds are made anew and tested, with the seeds that follow; at least 1
 * @param seed of everything random
 * @param thumbnails whether a model holds small copies of its training images, with their names
 */
public record Recipe(
        List<BackboneSpec> backbones,
        OptionalInt views,
        Crop crop,
        int batch,
        HeadSpec head,
        Optional<TrainingVariants> variants,
        Optional<Duration> budget,
        Optional<Pattern> groupBy,
        int folds,
        int repeats,
        long seed,
        boolean thumbnails) {

    /** The built-in network, linear discriminant analysis, ten folds, seed 1. */
    public static final Recipe DEFAULT = new Recipe(
            List.of(),
            OptionalInt.empty(),
            Crop.STRETCH,
            FeaturePlan.BATCH,
            HeadSpec.Lda.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            10,
            1,
            1,
            true);

    public Recipe {
        backbones = List.copyOf(backbones);
        views.ifPresent(DihedralView::first); // refuses other numbers
        require(batch >= 1, "batch must be at least 1", batch);
        require(folds == 0 || folds >= 2, "folds must be 0 or at least 2", folds);
        require(repeats >= 1, "repeats must be at least 1", repeats);
        if (budget.isPresent() && budget.get().isNegative()) {
            throw new IllegalArgumentException("budget must not be negative, got " + budget.get());
        }
        if (budget.isPresent() && variants.isPresent()) {
            throw new IllegalArgumentException("variants and a budget exclude each other");
        }
    }

    private static void require(boolean holds, String rule, int got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got " + got);
        }
    }

    /** The networks, depths, views, pooling and heads are chosen, by images that are left out of the training data. */
    public static Recipe auto(Duration budget) {
        return DEFAULT.toBuilder().budget(budget).build();
    }

    /**
     * What gives the features of a run that was made before, in the same folds; its head is not told.
     *
     * @throws ExinaException when it names networks in a way that this program does not know
     */
    public static Recipe featuresOf(RunRecord.Settings settings) throws ExinaException {
        Builder builder = DEFAULT.toBuilder()
                .backbones(String.join(",", settings.backbones()))
                .views(settings.views())
                .crop(settings.crop())
                .batch(settings.batch())
                .folds(settings.folds())
                .repeats(settings.repeats())
                .seed(settings.seed());
        if (!settings.groupBy().isEmpty()) {
            builder.groupBy(Pattern.compile(settings.groupBy()));
        }
        return builder.build();
    }

    /** A builder that begins with this recipe. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some settings of a recipe and keeps the others. */
    public static final class Builder {
        private List<BackboneSpec> backbones;
        private OptionalInt views;
        private Crop crop;
        private int batch;
        private HeadSpec head;
        private Optional<TrainingVariants> variants;
        private Optional<Duration> budget;
        private Optional<Pattern> groupBy;
        private int folds;
        private int repeats;
        private long seed;
        private boolean thumbnails;

        private Builder(Recipe from) {
            backbones = from.backbones;
            views = from.views;
            crop = from.crop;
            batch = from.batch;
            head = from.head;
            variants = from.variants;
            budget = from.budget;
            groupBy = from.groupBy;
            folds = from.folds;
            repeats = from.repeats;
            seed = from.seed;
            thumbnails = from.thumbnails;
        }

        /**
         * Networks by name, joined by commas, each with how it is read after a colon where wanted: {@code "vgg16"},
         * {@code "scattering,mobilenet:size=128"}.
         *
         * @throws ExinaException when the text is none, telling what is expected
         */
        public Builder backbones(String text) throws ExinaException {
            return backbones(BackboneSpec.parseList(text));
        }

        public Builder backbones(List<BackboneSpec> specs) {
            backbones = specs;
            return this;
        }

        public Builder views(int number) {
            views = OptionalInt.of(number);
            return this;
        }

        public Builder crop(Crop value) {
            crop = value;
            return this;
        }

        public Builder batch(int images) {
            batch = images;
            return this;
        }

        /**
         * A head by name, with its settings after a colon where wanted: {@code "lda"}, {@code "logistic:l2=0.01"}.
         *
         * @throws ExinaException when the text is none, telling what is expected
         */
        public Builder head(String text) throws ExinaException {
            return head(HeadSpec.parse(text));
        }

        public Builder head(HeadSpec spec) {
            head = spec;
            return this;
        }

        /**
         * Trains on changed copies of the images, too.
         *
         * @param count of each image, at least 1
         */
        public Builder variants(Augmentation augmentation, int count) {
            variants = Optional.of(new TrainingVariants(augmentation, count, seed));
            return this;
        }

        public Builder budget(Duration time) {
            budget = Optional.of(time);
            return this;
        }

        public Builder groupBy(Pattern fileNames) {
            groupBy = Optional.of(fileNames);
            return this;
        }

        public Builder folds(int number) {
            folds = number;
            return this;
        }

        public Builder repeats(int number) {
            repeats = number;
            return this;
        }

        /** Of everything random, variants too. */
        public Builder seed(long value) {
            seed = value;
            variants = variants.map(each -> new TrainingVariants(each.augmentation(), each.count(), value));
            return this;
        }

        public Builder thumbnails(boolean wanted) {
            thumbnails = wanted;
            return this;
        }

        /**
         * The recipe.
         *
         * @throws IllegalArgumentException when a setting is out of its range, or two exclude each other
         */
        public Recipe build() {
            return new Recipe(
                    backbones, views, crop, batch, head, variants, budget, groupBy, folds, repeats, seed, thumbnails);
        }
    }
}
