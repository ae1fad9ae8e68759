package org.exina.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.head.HeadSpec;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.metric.LogLoss;
import org.exina.metric.MeanInterval;

/**
 * What a finished experiment leaves in {@code experiment.json}: every figure, and all that is needed to run it again.
 *
 * @param format version of these records, 2
 * @param finished when, ISO 8601 in UTC
 * @param seconds it took, features not counted
 * @param settings all that decides its numbers; the same settings are never run twice
 * @param classes in the order of class indices
 * @param training images it was trained on; with folds, the mean of them
 * @param loss mean cross-entropy of the images tested, as the training engine gives it at its end (natural logarithm),
 *     else that of the metrics
 * @param lossLow begin of its 95 % interval
 * @param lossHigh end of it, see {@link #lossOf}
 * @param figures of the images tested
 * @param histories one for the one validation part, or one for each fold; empty where nothing is trained in epochs
 * @param published what somebody else reported of it; empty when nobody did
 * @param versions of Exina, Java, the system and the engines, by name
 */
public record ExperimentRecord(
        int format,
        String suite,
        String name,
        String finished,
        double seconds,
        Settings settings,
        List<String> classes,
        int training,
        double loss,
        double lossLow,
        double lossHigh,
        RunRecord.Metrics figures,
        List<History> histories,
        Optional<ReferenceResult> published,
        Map<String, String> versions) {
    /** The version this program writes, and the newest it reads. */
    public static final int FORMAT = 2;

    /** What {@code settings.head} begins with, before a colon, where the network of the study was trained on pixels. */
    public static final String CONTRAST = "contrast";

    public ExperimentRecord {
        classes = List.copyOf(classes);
        histories = List.copyOf(histories);
        versions = Map.copyOf(versions);
    }

    /**
     * All that decides an experiment's numbers.
     *
     * @param pictures fingerprint of the images, its first digits
     * @param crop how they were cut
     * @param split into which parts
     * @param seed of all that is random
     * @param backbone names of the networks, with commas between them; null where one was trained on the pixels
     * @param weights their fingerprints, likewise
     * @param head as it was asked for
     */
    public record Settings(
            String pictures, String crop, String split, long seed, String backbone, String weights, String head) {
        /** The networks, or "pixels". */
        public String network() {
            return backbone == null ? "pixels" : backbone;
        }

        /** In their order, as they are shown and compared. */
        public Map<String, String> byName() {
            Map<String, String> all = new LinkedHashMap<>();
            Json.fields(this).forEach((name, value) -> all.put(name, value.toString()));
            return all;
        }
    }

    /**
     * The interval of a loss: a bootstrap over groups, images that belong together being drawn together.
     *
     * @param predictions of the images tested
     * @param loss their mean cross-entropy, to which training may have added a penalty: that is added to the ends, too
     */
    public static MeanInterval lossOf(List<TestPrediction> predictions, double loss, long seed) {
        double[] losses = LogLoss.each(
                predictions.stream().map(TestPrediction::probabilities).toArray(double[][]::new),
                predictions.stream().mapToInt(TestPrediction::label).toArray());
        MeanInterval interval = MeanInterval.bootstrap(
                losses, predictions.stream().mapToInt(TestPrediction::group).toArray(), seed);
        return interval.plus(loss - interval.mean());
    }

    /** What was trained, in the words of a table. */
    public HeadSpec.Summary trained() {
        String head = settings.head();
        if (head.startsWith(CONTRAST + ":")) {
            return new HeadSpec.Summary("", "64", "relu", "rmsprop"); // as the network is described
        }
        try {
            return HeadSpec.parse(head).summary();
        } catch (ExinaException e) { // of another version, or without libtorch
            return new HeadSpec.Summary("", "", "", head);
        }
    }

    /** {@code study-2017/VGG16_naive}. */
    public String id() {
        return suite + "/" + name;
    }
}
