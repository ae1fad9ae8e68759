package org.exina.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Dataset;
import org.exina.experiment.CrossValidation;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.LearningCurve;
import org.exina.experiment.ModelFile;
import org.exina.experiment.OpenSetEvaluation;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.Training;
import org.exina.experiment.TrainingSets;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.image.DihedralView;
import org.exina.io.ScratchFolder;
import org.exina.model.ModelCard;
import org.exina.report.DataMap;
import org.exina.report.HeatMaps;
import org.exina.report.RunPage;

/**
 * A data set and a recipe with the features of all images at hand, so that several things can be done with them at the
 * cost of one. Close it before the {@link Exina} it came from.
 */
public final class Experiment implements AutoCloseable {
    private final Workspace work;
    private final Recipe recipe;
    private final List<Backbone> backbones;
    private final TrainingSets features;
    private final Optional<AutomaticFeatures> automatic;
    private final long start;

    private Experiment(
            Workspace work,
            Recipe recipe,
            List<Backbone> backbones,
            TrainingSets features,
            Optional<AutomaticFeatures> automatic,
            long start) {
        this.work = work;
        this.recipe = recipe;
        this.backbones = backbones;
        this.features = features;
        this.automatic = automatic;
        this.start = start;
    }

    /** Looks at the images: after networks that must be had, which may fail at once. */
    interface Looking {
        LabelledImages images() throws IOException;
    }

    static Experiment open(Workspace work, Recipe recipe, Looking looking) throws IOException {
        long start = System.nanoTime();
        List<Backbone> opened = new ArrayList<>();
        try {
            if (recipe.budget().isPresent()) {
                LabelledImages images = looking.images();
                AutomaticFeatures automatic = new AutomaticFeatures(work, recipe, opened);
                return new Experiment(work, recipe, opened, automatic.of(images), Optional.of(automatic), start);
            }
            FeaturePlan plan = plan(work, recipe, opened);
            TrainingSets features =
                    TrainingSets.of(looking.images(), plan, recipe.variants(), work.cache(), work.progress());
            return new Experiment(work, recipe, opened, features, Optional.empty(), start);
        } catch (IOException | RuntimeException e) {
            opened.forEach(Backbone::close);
            throw e;
        }
    }

    /**
     * Opens the networks of a recipe; weights that are not here are downloaded first.
     *
     * @param opened gets all that were opened
     */
    static FeaturePlan plan(Workspace work, Recipe recipe, List<Backbone> opened) throws IOException {
        List<BackboneSpec> specs =
                recipe.backbones().isEmpty() ? List.of(BackboneSpec.of(Backbones.BUILT_IN)) : recipe.backbones();
        Backbones backbones = work.backbones();
        Consumer<String> say = work::note;
        for (BackboneSpec spec : specs) {
            backbones.prepare(spec, work.progress(), say);
        }
        for (BackboneSpec spec : specs) {
            opened.add(backbones.open(spec));
        }
        return new FeaturePlan(
                opened, recipe.crop(), DihedralView.first(recipe.views().orElse(1)), recipe.batch());
    }

    /** The images that can be read; {@link Dataset#skipped} tells what was left out, and why. */
    public Dataset dataset() {
        return features.images().dataset();
    }

    /**
     * Tests every image by a classifier trained without its fold; duplicates and groups are never split up, and what a
     * classifier chooses it chooses inside its training images.
     *
     * @throws org.exina.dataset.DatasetException when a class stands in one group only, or there are fewer groups than
     *     folds
     * @throws org.exina.io.ExinaException when a network was tuned on some of the images
     */
    public CrossValidated crossValidate() throws IOException {
        CrossValidation done = CrossValidation.run(features, settings(), work.progress());
        return new CrossValidated(recipe, done, (System.nanoTime() - start) / 1e9);
    }

    /**
     * The same with folds that split groups and duplicates up: too good to be believed, only to show by how much.
     */
    public CrossValidated crossValidateLeaky() throws IOException {
        CrossValidation done = CrossValidation.leaky(features, settings(), work.progress());
        return new CrossValidated(recipe, done, (System.nanoTime() - start) / 1e9);
    }

    private CrossValidation.Settings settings() {
        if (recipe.folds() == 0) {
            throw new IllegalStateException("the recipe has 0 folds, a cross-validation needs 2 or more");
        }
        return new CrossValidation.Settings(
                head(recipe.folds() * recipe.repeats()), recipe.folds(), recipe.repeats(), recipe.seed());
    }

    /**
     * What is trained.
     *
     * @param trainings how often, for each to have its share of the budget
     */
    private HeadSpec head(int trainings) {
        return automatic.map(each -> each.head(features, trainings)).orElse(recipe.head());
    }

    /**
     * Trains a classifier on all images, after a cross-validation that says what to expect of it, if the recipe has
     * folds.
     *
     * @throws org.exina.io.ExinaException when a network cannot be part of a model file, or the model does not answer
     *     as the trained classifier did
     */
    public Trained train() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.atHome()) {
            Path file = scratch.path().resolve("model.onnx");
            ModelCard card = write(file);
            return new Trained(card, Files.readAllBytes(file));
        }
    }

    /**
     * Trains as {@link #train()} does, and writes the model.
     *
     * @param file an earlier model of that name is replaced; nothing else is
     * @return what the model says of itself
     */
    public ModelCard train(Path file) throws IOException {
        ModelFile.reserve(file);
        return write(file);
    }

    /** Trains and writes where it is known that a model may be written. */
    ModelCard write(Path file) throws IOException {
        HeadSpec head = head(recipe.folds() + 1);
        Optional<CrossValidation> estimate = recipe.folds() == 0
                ? Optional.empty()
                : Optional.of(CrossValidation.run(
                        features,
                        new CrossValidation.Settings(head, recipe.folds(), 1, recipe.seed()),
                        work.progress()));
        Training.Request request = new Training.Request(
                head.id(),
                recipe.seed(),
                file,
                dataset().source(),
                recipe.thumbnails(),
                estimate,
                Workspace.versions());
        return Training.train(features, head, request, work.progress());
    }

    /**
     * Measures accuracy against the number of training images.
     *
     * @param perClass images of each class, each at least 1; all of them are tried in any case
     * @param draws how often fewer images are drawn, to average over; at least 1
     */
    public LearningCurve learningCurve(List<Integer> perClass, int draws) throws IOException {
        return LearningCurve.of(
                features,
                new LearningCurve.Settings(recipe.head(), perClass, recipe.folds(), draws, recipe.seed()),
                work.progress());
    }

    /** Tells how well images of classes that nobody taught are recognised as unknown: each class in turn is left out. */
    public OpenSetEvaluation unknown() throws IOException {
        return OpenSetEvaluation.run(features, recipe.folds(), recipe.seed(), work.progress());
    }

    DeepCheck deepCheck() throws IOException {
        return DeepCheck.of(features, recipe.folds(), recipe.seed(), work.progress());
    }

    /**
     * Draws the images as dots of a map, those alike near to each other.
     *
     * @param tested what a cross-validation of the same images said, to mark mistakes; empty for no marks
     */
    public DataMap map(List<TestPrediction> tested) throws IOException {
        return DataMap.of(features, tested, recipe.seed(), work.progress());
    }

    /**
     * Shows what spoke for the answers of a run of the same recipe on these images: the classifiers of its folds are
     * trained again.
     *
     * @param images where they are now
     */
    public HeatMaps heatMaps(RunFolder run, Path images) throws IOException {
        return RunPage.heatMaps(run, features, images, work.progress());
    }

    /** SHA-256 over labels, contents and groups of the images in order: two experiments with the same saw the same. */
    public String fingerprint() {
        return features.images().fingerprint();
    }

    /** The networks that read the images. */
    public List<String> backbones() {
        return features.features().plan().backbones().stream()
                .map(Backbone::name)
                .toList();
    }

    @Override
    public void close() {
        features.close();
        backbones.forEach(Backbone::close);
    }
}
