package org.exina.cleaning;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.experiment.CrossValidation;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.TrainingSets;
import org.exina.head.HeadSpec;
import org.exina.task.Progress;

/**
 * What looks wrong with images that are sound as files. Plain records, for JSON. Whoever knows the images decides:
 * nothing here is certain.
 *
 * @param pictures how many were looked at
 * @param backbones whose features it went by
 * @param accuracy share that heads trained without an image's fold gave its own label
 * @param suspects images taken for something else than their label says, the most doubtful first
 * @param outliers images far from all others, the farthest first
 * @param alike pairs that may show one object and that {@code Audit} does not know, the most alike first
 */
public record DeepCheck(
        int pictures,
        List<String> backbones,
        int folds,
        long seed,
        double accuracy,
        List<Suspect> suspects,
        List<Outlier> outliers,
        List<Alike> alike) {
    /** Images shown beside a suspect, of each of the two classes. */
    private static final int SHOWN = 3;

    public DeepCheck {
        backbones = List.copyOf(backbones);
        suspects = List.copyOf(suspects);
        outliers = List.copyOf(outliers);
        alike = List.copyOf(alike);
    }

    /**
     * An image whose label is doubtful.
     *
     * @param path relative to the data set's root
     * @param proposal the label it was taken for
     * @param own probability of its label
     * @param other probability of the proposal
     * @param sure whether the label is so unlikely that the proposal should take its place
     * @param score logarithm of how many times likelier the proposal is
     * @param likeLabel the nearest images with its label
     * @param likeProposal the nearest ones with the proposed label
     */
    public record Suspect(
            String path,
            String label,
            String proposal,
            double own,
            double other,
            boolean sure,
            double score,
            List<String> likeLabel,
            List<String> likeProposal) {
        public Suspect {
            likeLabel = List.copyOf(likeLabel);
            likeProposal = List.copyOf(likeProposal);
        }
    }

    /**
     * An image unlike all others.
     *
     * @param deviations how unusually far it lies
     * @param nearest those that lie nearest
     */
    public record Outlier(String path, String label, double deviations, List<String> nearest) {
        public Outlier {
            nearest = List.copyOf(nearest);
        }
    }

    /**
     * Two images that may show one object.
     *
     * @param similarity of their features, up to 1
     */
    public record Alike(String first, String firstLabel, String second, String secondLabel, double similarity) {}

    /**
     * Looks. Labels are tested by linear discriminant analysis on grouped folds, so that no duplicate vouches for another.
     *
     * @param data still the caller's to close
     * @param folds at least 2; fewer are made when there are fewer groups
     * @throws org.exina.dataset.DatasetException when a class stands in one group only
     */
    public static DeepCheck of(TrainingSets data, int folds, long seed, Progress progress) throws IOException {
        int dealt = dealt(data.images(), folds);
        CrossValidation tested =
                CrossValidation.run(data, new CrossValidation.Settings(HeadSpec.Lda.DEFAULT, dealt, 1, seed), progress);
        int[] all = IntStream.range(0, data.images().dataset().size()).toArray();
        Neighbourhood around = Neighbourhood.of(
                data.features().rows(all), data.images().groups().groupOf(), progress);
        return new Findings(data, around).check(tested);
    }

    /**
     * Makes sure that labels can be tested, before anything is computed.
     *
     * @return these images
     * @throws org.exina.dataset.DatasetException when a class stands in one group only
     */
    public static LabelledImages requireFolds(LabelledImages images, int folds, long seed) throws DatasetException {
        return images.requireFolds(dealt(images, folds), 1, seed);
    }

    private static int dealt(LabelledImages images, int folds) {
        return Math.min(folds, Math.max(2, images.groups().count()));
    }

    /** Puts findings into words. */
    private record Findings(TrainingSets data, Neighbourhood around) {
        DeepCheck check(CrossValidation tested) {
            List<TestPrediction> predictions = tested.predictions();
            double[][] probabilities =
                    predictions.stream().map(TestPrediction::probabilities).toArray(double[][]::new);
            List<LabelDoubts.Doubt> doubts =
                    LabelDoubts.of(probabilities, data.images().dataset().labels());
            return new DeepCheck(
                    predictions.size(),
                    data.features().plan().backbones().stream()
                            .map(Backbone::name)
                            .toList(),
                    tested.settings().folds(),
                    tested.settings().seed(),
                    1 - (double) doubts.size() / predictions.size(),
                    doubts.stream().map(this::suspect).toList(),
                    around.far().stream().map(this::outlier).toList(),
                    around.alike().stream().map(this::alike).toList());
        }

        private Suspect suspect(LabelDoubts.Doubt doubt) {
            Dataset images = data.images().dataset();
            int[] labels = images.labels();
            int own = labels[doubt.sample()];
            return new Suspect(
                    path(doubt.sample()),
                    images.classes().get(own),
                    images.classes().get(doubt.proposal()),
                    doubt.own(),
                    doubt.other(),
                    doubt.sure(),
                    doubt.score(),
                    paths(around.nearest(doubt.sample(), SHOWN, j -> labels[j] == own)),
                    paths(around.nearest(doubt.sample(), SHOWN, j -> labels[j] == doubt.proposal())));
        }

        private Outlier outlier(Neighbourhood.Far far) {
            return new Outlier(
                    path(far.sample()),
                    label(far.sample()),
                    far.deviations(),
                    paths(around.nearest(far.sample(), SHOWN, j -> true)));
        }

        private Alike alike(Neighbourhood.Alike pair) {
            return new Alike(
                    path(pair.first()),
                    label(pair.first()),
                    path(pair.second()),
                    label(pair.second()),
                    pair.similarity());
        }

        private List<String> paths(List<Integer> samples) {
            return samples.stream().map(this::path).toList();
        }

        private String path(int sample) {
            return data.images().dataset().relativePaths().get(sample);
        }

        private String label(int sample) {
            return data.images().dataset().samples().get(sample).label();
        }
    }
}
