package org.exina.study;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.augment.Augmentation;
import org.exina.backbone.Backbone;
import org.exina.backbone.TrainedBackbone;
import org.exina.dataset.Inspection;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.Training;
import org.exina.experiment.TrainingSets;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.Interpolation;
import org.exina.image.RgbImage;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.exina.task.Progress;
import org.exina.torch.Samples;
import org.exina.torch.Trained;
import org.exina.torch.Trainer;

/** The contrast network, trained on the images themselves: all of them are in memory, a byte for each number. */
final class CnnExperiments implements ExperimentGroup {
    private static final int BATCH = 16; // images in one run of the trained network

    private final Tools tools;
    private final Inspection images;
    private final int size;
    private final byte[][] pixels; // (samples, height x width x 3)
    private final int[] labels;
    private final List<SuiteImages.Division> divisions;

    private CnnExperiments(
            Tools tools, Inspection images, int size, byte[][] pixels, List<SuiteImages.Division> divisions) {
        this.tools = tools;
        this.images = images;
        this.size = size;
        this.pixels = pixels;
        this.labels = images.dataset().labels();
        this.divisions = divisions;
    }

    static CnnExperiments open(Experiment first, Learner.Cnn learner, Tools tools) throws IOException {
        Inspection images = tools.images().prepared(first.data(), first.seed(), tools.progress());
        byte[][] pixels = new byte[images.dataset().size()][];
        for (int i = 0; i < pixels.length; i++) {
            RgbImage image = images.dataset().samples().get(i).source().pixels();
            pixels[i] = Crop.STRETCH
                    .toSize(image, learner.size(), learner.size(), Interpolation.BILINEAR)
                    .pixels();
        }
        List<SuiteImages.Division> divisions = tools.images().divisions(images, first.data(), first.seed());
        return new CnnExperiments(tools, images, learner.size(), pixels, divisions);
    }

    @Override
    public ExperimentFolder run(Job job) throws IOException {
        Learner.Cnn learner = (Learner.Cnn) job.experiment().learner();
        long seed = job.experiment().seed();
        Results results = new Results(tools, job, images.dataset());
        Trained last = null;
        for (int d = 0; d < divisions.size(); d++) {
            SuiteImages.Division division = divisions.get(d);
            last = train(learner, division.train(), samples(division.test()), seed);
            try (Backbone network = opened(last);
                    TrainingSets scores = scores(network)) {
                results.add(
                        scores.predictions(division.test(), d, head(last)),
                        Optional.of(last.history()),
                        division.train().length);
            }
        }
        int[] trainedOn = divisions.get(0).train();
        if (divisions.size() > 1) { // the model to keep is that of all images
            trainedOn = IntStream.range(0, labels.length).toArray();
            last = train(learner, trainedOn, Samples.NONE, seed);
        }
        try (Backbone network = opened(last);
                TrainingSets scores = scores(network)) {
            Training.write(scores, trainedOn, head(last), tools.request(job));
            return results.write(scores.features().extraction());
        }
    }

    private Network network() {
        return Networks.contrast(size, images.dataset().classes().size());
    }

    private Trained train(Learner.Cnn learner, int[] train, Samples validation, long seed) throws IOException {
        return Trainer.of(network(), learner.plan(), seed)
                .validation(validation)
                .watch((done, epochs, history) -> tools.progress().report("contrast network, epochs", done, epochs))
                .train(varied(learner.augmentation(), train, seed));
    }

    private Samples samples(int[] chosen) {
        return Samples.ofPixels(
                Arrays.stream(chosen).mapToObj(i -> pixels[i]).toArray(byte[][]::new),
                Arrays.stream(chosen).map(i -> labels[i]).toArray());
    }

    /** The samples with another variant of each image in each epoch. */
    private Samples varied(Augmentation augmentation, int[] chosen, long seed) {
        if (augmentation.equals(Augmentation.NONE)) {
            return samples(chosen);
        }
        return Samples.ofImages(
                (i, pass) -> {
                    String key = images.facts().get(chosen[i]).sha256();
                    RgbImage image = RgbImage.of(size, size, pixels[chosen[i]]);
                    return augmentation
                            .variant(seed, key, pass + 1)
                            .apply(image, size, size)
                            .pixels();
                },
                Arrays.stream(chosen).map(i -> labels[i]).toArray());
    }

    /** Read at its last layer before the softmax. */
    private Backbone opened(Trained trained) throws IOException {
        List<Network.Node> nodes = network().nodes();
        String scores = nodes.get(nodes.size() - 1).inputs().get(0);
        return TrainedBackbone.of(network(), trained.weights(), scores);
    }

    private TrainingSets scores(Backbone network) throws IOException {
        FeaturePlan plan = new FeaturePlan(List.of(network), Crop.STRETCH, List.of(DihedralView.IDENTITY), BATCH);
        return TrainingSets.of(LabelledImages.of(images, Optional.empty()), plan, tools.cache(), Progress.NONE);
    }

    private record Report(int epochs) {}

    private ScoresHead head(Trained trained) {
        return new ScoresHead(
                images.dataset().classes().size(), new Report(trained.history().epochs()));
    }

    @Override
    public void close() {
        // nothing outside the heap
    }
}
