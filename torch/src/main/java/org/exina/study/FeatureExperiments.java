package org.exina.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.dataset.Inspection;
import org.exina.experiment.History;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.SeenImages;
import org.exina.experiment.Training;
import org.exina.experiment.TrainingSets;
import org.exina.features.FeaturePlan;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.io.ExinaException;
import org.exina.torch.EpochWatcher;
import org.exina.torch.MlpSpec;
import org.exina.torch.Samples;

/** Heads on the features of frozen networks; the features are in memory once. */
final class FeatureExperiments implements ExperimentGroup {
    private static final int BATCH = 16; // images in one run of a network

    private final Tools tools;
    private final TrainingSets features;
    private final float[][] rows; // (samples, features)
    private final int[] labels;
    private final List<SuiteImages.Division> divisions;

    private FeatureExperiments(Tools tools, TrainingSets features, List<SuiteImages.Division> divisions) {
        this.tools = tools;
        this.features = features;
        this.labels = features.images().dataset().labels();
        this.rows = features.features().rows(IntStream.range(0, labels.length).toArray());
        this.divisions = divisions;
    }

    static FeatureExperiments open(Experiment first, Learner.OnFeatures learner, Tools tools) throws IOException {
        List<Backbone> backbones = new ArrayList<>();
        for (BackboneSpec spec : learner.backbones()) {
            backbones.add(tools.backbones().get(spec));
        }
        Inspection images = tools.images().prepared(first.data(), first.seed(), tools.progress());
        List<SuiteImages.Division> divisions = tools.images().divisions(images, first.data(), first.seed());
        FeaturePlan plan = new FeaturePlan(backbones, Crop.STRETCH, List.of(DihedralView.IDENTITY), BATCH);
        TrainingSets features =
                TrainingSets.of(LabelledImages.of(images, Optional.empty()), plan, tools.cache(), tools.progress());
        try {
            SeenImages.requireNone(features.images(), features.features().plan().backbones());
        } catch (ExinaException e) {
            features.close();
            throw e;
        }
        return new FeatureExperiments(tools, features, divisions);
    }

    @Override
    public ExperimentFolder run(Job job) throws IOException {
        HeadSpec spec = ((Learner.OnFeatures) job.experiment().learner()).head();
        long seed = job.experiment().seed();
        Results results = new Results(tools, job, features.images().dataset());
        Head head = null;
        for (int d = 0; d < divisions.size(); d++) {
            SuiteImages.Division division = divisions.get(d);
            Learned learned = learn(spec, division, seed);
            head = learned.head();
            results.add(features.predictions(division.test(), d, head), learned.history(), division.train().length);
        }
        int[] trained = divisions.get(0).train();
        if (divisions.size() > 1) { // the model to keep is that of all images
            trained = IntStream.range(0, labels.length).toArray();
            head = spec.train(features.of(trained, seed), seed);
        }
        Training.write(features, trained, head, tools.request(job));
        return results.write(features.features().extraction());
    }

    /**
     * A trained head, and the course of its training.
     *
     * @param history empty where nothing is trained in epochs that could be watched
     */
    private record Learned(Head head, Optional<History> history) {}

    /**
     * Trains on one part. The other is watched epoch by epoch, but nothing is chosen by it: a top model that stops early
     * does so by an inner fold.
     */
    private Learned learn(HeadSpec spec, SuiteImages.Division division, long seed) throws IOException {
        TrainingSet set = features.of(division.train(), seed);
        boolean watched = spec instanceof MlpSpec top && top.plan().passes().patience() == 0;
        if (!watched) {
            return new Learned(spec.train(set, seed), Optional.empty());
        }
        Samples validation = Samples.of(pick(division.test()), pickLabels(division.test()));
        MlpSpec.Fitted fitted = ((MlpSpec) spec).fit(set, validation, seed, EpochWatcher.NONE);
        return new Learned(fitted.head(), Optional.of(fitted.history()));
    }

    private float[][] pick(int[] samples) {
        return Arrays.stream(samples).mapToObj(i -> rows[i]).toArray(float[][]::new);
    }

    private int[] pickLabels(int[] samples) {
        return Arrays.stream(samples).map(i -> labels[i]).toArray();
    }

    @Override
    public void close() {
        features.close();
    }
}
