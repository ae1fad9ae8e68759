package org.exina.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.ImageFacts;
import org.exina.dataset.Inspection;
import org.exina.image.file.ImageFingerprints;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.model.Classifier;
import org.exina.model.Prediction;
import org.exina.task.Progress;

/**
 * A model file tested on labelled images. Images it was trained on are told by their content; labels it never
 * learned, and files that cannot be read, take no part and are counted.
 *
 * @param classes of the model; class indices point here
 * @param metrics of the images tested
 * @param predictions in the order of the data set
 * @param seen images that it was trained on, tested or not
 * @param unknown labels the model never learned, and how many images have them
 * @param unreadable images with a known label that could not be read
 * @param rejection what the model answered "unknown" to; empty when it never does
 */
public record Evaluation(
        List<String> classes,
        RunRecord.Metrics metrics,
        List<TestPrediction> predictions,
        int seen,
        Map<String, Integer> unknown,
        List<RunRecord.Unreadable> unreadable,
        Optional<Rejection> rejection) {
    public Evaluation {
        classes = List.copyOf(classes);
        predictions = List.copyOf(predictions);
        unknown = new TreeMap<>(unknown);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * How often a model said that it does not know. The metrics count such predictions by the class they would have been.
     *
     * @param rejected tested images of classes it knows
     * @param wrong how many of those it would have answered wrongly
     * @param novel readable images with labels it never learned
     * @param novelRejected how many of those it rejected
     */
    public record Rejection(
            int rejected,
            int wrong,
            @JsonProperty("strangers") int novel,
            @JsonProperty("strangersRejected") int novelRejected) {}

    /**
     * Tests a model.
     *
     * @param model still the caller's to close
     * @param withSeen whether images it was trained on are tested, too: the metrics are then too good
     * @param measure tells how large grains are, for models that go by size
     * @throws DatasetException when no image is left to test
     */
    public static Evaluation of(
            Classifier model, Dataset data, boolean withSeen, Classifier.Measure measure, Progress progress)
            throws IOException {
        return new Run(model, Inspection.ofGrouped(data, progress), withSeen, measure).evaluate(progress);
    }

    /** What is gathered on the way. */
    private static final class Run {
        private final Classifier model;
        private final Dataset data;
        private final List<ImageFacts> facts;
        private final boolean withSeen;
        private final Classifier.Measure measure;
        private final List<Integer> tested = new ArrayList<>();
        private final Map<String, Integer> unknown = new TreeMap<>();
        private final List<RunRecord.Unreadable> unreadable = new ArrayList<>();
        private final List<ImageSource> novel = new ArrayList<>();
        private int seen;
        private int rejected;
        private int wrong;
        private int novelRejected;

        Run(Classifier model, Inspection inspection, boolean withSeen, Classifier.Measure measure) {
            this.model = model;
            this.data = inspection.dataset();
            this.facts = inspection.facts();
            this.withSeen = withSeen;
            this.measure = measure;
        }

        Evaluation evaluate(Progress progress) throws IOException {
            long start = System.nanoTime();
            choose();
            List<TestPrediction> predictions = predictions(progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            long runs = (long) tested.size()
                    * model.card().views()
                    * model.card().backbones().size();
            RunRecord.Metrics metrics =
                    RunMetrics.of(predictions, model.classes(), new RunRecord.FeatureWork(runs, 0, seconds), 0);
            return new Evaluation(
                    model.classes(), metrics, predictions, seen, unknown, unreadable, rejection(progress));
        }

        private Optional<Rejection> rejection(Progress progress) throws IOException {
            if (model.card().rejection().isEmpty()) {
                return Optional.empty();
            }
            AtomicInteger done = new AtomicInteger();
            model.classifySources(novel, measure, result -> {
                novelRejected += result.prediction().map(Prediction::isUnknown).orElse(false) ? 1 : 0;
                progress.report("classifying what it never learned", done.incrementAndGet(), novel.size());
            });
            return Optional.of(new Rejection(rejected, wrong, novel.size(), novelRejected));
        }

        private void choose() throws ExinaException {
            ImageFingerprints trainedOn =
                    ImageFingerprints.parse(model.card().training().seen());
            for (int i = 0; i < data.size(); i++) {
                String label = data.samples().get(i).label();
                if (!model.classes().contains(label)) {
                    unknown.merge(label, 1, Integer::sum);
                    if (facts.get(i).isReadable()) {
                        novel.add(data.samples().get(i).source());
                    }
                } else if (!facts.get(i).isReadable()) {
                    unreadable.add(new RunRecord.Unreadable(
                            data.relativePaths().get(i), facts.get(i).problem().orElseThrow()));
                } else {
                    boolean known = trainedOn.contains(facts.get(i).sha256());
                    seen += known ? 1 : 0;
                    if (!known || withSeen) {
                        tested.add(i);
                    }
                }
            }
            if (tested.isEmpty()) {
                throw nothingLeft();
            }
        }

        private ExinaException nothingLeft() {
            if (seen > 0) {
                return new DatasetException(
                                data.root(),
                                "the model was trained on all " + seen + " images that could be tested, so a figure"
                                        + " on them says little; expected others, or the wish to test these all the same")
                        .with(Remedy.Kind.TEST_SEEN, data.root());
            }
            return unreadable.isEmpty()
                    ? new DatasetException(
                            data.root(),
                            "expected images of classes that the model knows (" + String.join(", ", model.classes())
                                    + "), found only "
                                    + unknown.keySet().stream()
                                            .map(this::neverLearned)
                                            .collect(Collectors.joining(", ")))
                    : new DatasetException(data.root(), "none of the " + unreadable.size() + " images can be read")
                            .with(Remedy.Kind.CHECK_DATA, data.root());
        }

        /** A label, and beside it the class that it looks like. */
        private String neverLearned(String label) {
            return Dataset.twin(label, model.classes())
                    .map(twin -> Dataset.visible(label) + " where the model has " + Dataset.visible(twin))
                    .orElse(label);
        }

        private List<TestPrediction> predictions(Progress progress) throws IOException {
            List<ImageSource> images =
                    tested.stream().map(i -> data.samples().get(i).source()).toList();
            List<TestPrediction> predictions = new ArrayList<>();
            List<IOException> changed = new ArrayList<>();
            model.classifySources(images, measure, result -> {
                int i = tested.get(predictions.size() + changed.size());
                result.prediction()
                        .ifPresentOrElse(
                                prediction -> predictions.add(prediction(i, prediction)),
                                () -> changed.add(
                                        new IOException(result.problem().orElseThrow()))); // was readable just now
                progress.report("classifying", predictions.size(), images.size());
            });
            if (!changed.isEmpty()) {
                throw changed.get(0);
            }
            return predictions;
        }

        private TestPrediction prediction(int i, Prediction prediction) {
            int label = model.classes().indexOf(data.samples().get(i).label());
            if (prediction.isUnknown()) {
                rejected++;
                wrong += prediction.label().equals(model.classes().get(label)) ? 0 : 1;
            }
            return new TestPrediction(data.relativePaths().get(i), 0, 0, i, label, prediction.probabilities());
        }
    }
}
