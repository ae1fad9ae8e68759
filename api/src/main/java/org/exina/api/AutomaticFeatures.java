package org.exina.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneListing;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.backbone.Pooling;
import org.exina.dataset.Dataset;
import org.exina.dataset.Sample;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.TrainingSets;
import org.exina.features.ExtractionResult;
import org.exina.features.FeatureExtractor;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.head.select.AutomaticHead;
import org.exina.image.file.ImageFingerprints;
import org.exina.image.file.ImageSource;
import org.exina.slides.GrainSizes;
import org.exina.task.Progress;

/** Everything that a recipe with a budget may choose from: networks, their features, and the time that is left. */
final class AutomaticFeatures {
    private static final List<Pooling> POOLINGS = List.of(Pooling.MEAN, Pooling.STD);
    private static final int VIEWS = 8;
    /** Images by which the time for all is predicted. */
    private static final int PROBES = 8;
    /** Of the time that is left, what the features of one more backbone may take. */
    private static final double SHARE = 0.7;

    private final long start = System.nanoTime();
    private final Workspace work;
    private final Recipe recipe;
    private final Duration budget;
    private final List<Backbone> opened;

    /**
     * Begins to use up the budget.
     *
     * @param opened gets all backbones that are opened, for the caller to close
     */
    AutomaticFeatures(Workspace work, Recipe recipe, List<Backbone> opened) {
        this.work = work;
        this.recipe = recipe;
        this.budget = recipe.budget().orElseThrow();
        this.opened = opened;
    }

    /** Features of all backbones for which there is time; the others are told. */
    TrainingSets of(LabelledImages images) throws IOException {
        Backbones backbones = work.backbones();
        List<ImageSource> sources =
                images.dataset().samples().stream().map(Sample::source).toList();
        List<FeaturePlan.Part> parts = new ArrayList<>();
        for (BackboneSpec spec : specs(backbones)) {
            Backbone backbone = backbones.open(spec);
            opened.add(backbone);
            if (wasTunedOn(backbone, images)) {
                work.note(spec.name() + " is left out: it was tuned on some of these images");
                continue;
            }
            List<FeaturePlan.Part> own = parts(backbone);
            double seconds = predicted(own, sources);
            if (!parts.isEmpty() && seconds > SHARE * left()) {
                work.note(String.format(
                        Locale.ROOT,
                        "%s is left out: its features would take about %.0f s, more than the budget leaves",
                        spec.name(),
                        seconds));
            } else {
                parts.addAll(own);
            }
        }
        TrainingSets labelled = TrainingSets.of(
                images, FeaturePlan.of(parts, recipe.crop(), recipe.batch()), work.cache(), work.progress());
        try {
            return withDiameters(labelled);
        } catch (IOException | RuntimeException e) {
            labelled.close();
            throw e;
        }
    }

    /** The features with the diameters of grains, where the scale of every image is known. */
    private TrainingSets withDiameters(TrainingSets labelled) throws IOException {
        Dataset dataset = labelled.images().dataset();
        List<Sample> without = dataset.withoutScale();
        if (!without.isEmpty()) {
            if (without.size() < dataset.size()) {
                work.note("the size of grains is not tried: " + without.size() + " of " + dataset.size()
                        + " images have no micronsPerPixel, the first "
                        + without.get(0).source().where());
            }
            return labelled;
        }
        dataset.scaleNote().ifPresent(work::note);
        List<OptionalDouble> diameters = GrainSizes.micronsOf(dataset.scales(), work.progress());
        long unseen = diameters.stream().filter(OptionalDouble::isEmpty).count();
        if (unseen > 0) {
            work.note("no outline of a grain is seen on " + unseen + " of " + dataset.size()
                    + " images; they are judged without its size");
        }
        return labelled.withDiameters(diameters);
    }

    /** Its features of images it was tuned on would look better than they are. */
    private static boolean wasTunedOn(Backbone backbone, LabelledImages images) {
        ImageFingerprints seen = ImageFingerprints.parse(backbone.seen());
        return IntStream.range(0, images.dataset().size()).anyMatch(i -> seen.contains(images.sha256(i)));
    }

    /**
     * The head, with its share of the time that is left.
     *
     * @param trainings how often it will be trained
     */
    HeadSpec head(TrainingSets labelled, int trainings) {
        int threads = Math.min(trainings, Runtime.getRuntime().availableProcessors());
        double seconds = Math.max(1, left() * threads / trainings);
        return new AutomaticHead(
                labelled.features().blocks(), seconds, Optional.of(work.home().resolve("choices")));
    }

    private double left() {
        return Math.max(0, budget.toSeconds() - (System.nanoTime() - start) / 1e9);
    }

    /** Those that are asked for, else all that are ready; the built-in one first, then as they are listed. */
    private List<BackboneSpec> specs(Backbones backbones) throws IOException {
        List<BackboneSpec> specs = new ArrayList<>();
        for (BackboneSpec spec : recipe.backbones()) {
            backbones.prepare(spec, work.progress(), work::note);
            specs.add(withPoolings(spec));
        }
        if (specs.isEmpty()) {
            for (BackboneListing listing : backbones.list()) {
                if (listing.state() == BackboneListing.State.BUILT_IN
                        || listing.state() == BackboneListing.State.READY) {
                    specs.add(withPoolings(BackboneSpec.of(listing.name())));
                }
            }
        }
        return specs;
    }

    private static BackboneSpec withPoolings(BackboneSpec spec) {
        return spec.poolings().isEmpty() && !spec.name().equals(Backbones.BUILT_IN)
                ? new BackboneSpec(spec.name(), spec.size(), spec.taps(), POOLINGS, spec.preprocessing())
                : spec;
    }

    /** The built-in one looks in all directions by itself: one view says it all. */
    private List<FeaturePlan.Part> parts(Backbone backbone) {
        boolean turns = backbone.largestBatch() > 1
                && backbone.input().height() == backbone.input().width()
                && !backbone.name().startsWith(Backbones.BUILT_IN);
        int views = recipe.views().orElse(VIEWS);
        List<FeaturePlan.Part> parts = new ArrayList<>(List.of(new FeaturePlan.Part(backbone, 1)));
        if (turns && views > 1) {
            parts.add(new FeaturePlan.Part(backbone, views));
        }
        return parts;
    }

    /** How long the features of all images would take, in seconds; 0 when those of the probes are in the cache. */
    private double predicted(List<FeaturePlan.Part> parts, List<ImageSource> images) throws IOException {
        List<ImageSource> probes = images.stream()
                .skip(Math.max(0, images.size() - PROBES)) // the last are the last to be computed, if a run was stopped
                .toList();
        FeaturePlan plan = FeaturePlan.of(parts, recipe.crop(), recipe.batch());
        ExtractionResult probed = new FeatureExtractor(work.cache()).extract(probes, plan, Progress.NONE);
        probed.features().close();
        return probed.computed() == 0 ? 0 : probed.seconds() / probes.size() * images.size();
    }
}
