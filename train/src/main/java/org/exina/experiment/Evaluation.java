package org.exina.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Sample;
import org.exina.image.file.ImageException;
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
        return new Run(model, data, withSeen, measure).evaluate(progress);
    }

    /** What is gathered on the way. */
    private static final class Run {
        private final Classifier model;
        private final Dataset data;
        private final boolean withSeen;
        private final Classifier.Measure measure;
        private final List<Integer> tested = new ArrayList<>();
        private final Map<String, Integer> unknown = new TreeMap<>();
        private final Map<Integer, String> unreadable = new TreeMap<>();
        private final List<ImageSource> novel = new ArrayList<>();
        private int seen;
        private int rejected;
        private int wrong;
        private int novelRead;
        private int novelRejected;

        Run(Classifier model, Dataset data, boolean withSeen, Classifier.Measure measure) {
            this.model = model;
            this.data = data;
            this.withSeen = withSeen;
            this.measure = measure;
        }

        Evaluation evaluate(Progress progress) throws IOException {
            choose(progress);
            long start = System.nanoTime();
            List<TestPrediction> predictions = predictions(progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            long runs = (long) tested.size()
                    * model.card().views()
                    * model.card().backbones().size();
            RunRecord.Metrics metrics =
                    RunMetrics.of(predictions, model.classes(), new RunRecord.FeatureWork(runs, 0, seconds), 0);
            List<RunRecord.Unreadable> problems = unreadable.entrySet().stream()
                    .map(each -> new RunRecord.Unreadable(data.relativePaths().get(each.getKey()), each.getValue()))
                    .toList();
            return new Evaluation(model.classes(), metrics, predictions, seen, unknown, problems, rejection(progress));
        }

        private Optional<Rejection> rejection(Progress progress) throws IOException {
            if (model.card().rejection().isEmpty()) {
                return Optional.empty();
            }
            AtomicInteger done = new AtomicInteger();
            model.classifySources(novel, measure, result -> {
                novelRead += result.prediction().isPresent() ? 1 : 0;
                novelRejected += result.prediction().map(Prediction::isUnknown).orElse(false) ? 1 : 0;
                progress.report("classifying what it never learned", done.incrementAndGet(), novel.size());
            });
            return Optional.of(new Rejection(rejected, wrong, novelRead, novelRejected));
        }

        /** By labels and content alone: no image is decoded to learn that it takes no part. */
        private void choose(Progress progress) throws IOException {
            ImageFingerprints trainedOn =
                    ImageFingerprints.parse(model.card().training().seen());
            for (int i = 0; i < data.size(); i++) {
                Sample sample = data.samples().get(i);
                if (!model.classes().contains(sample.label())) {
                    unknown.merge(sample.label(), 1, Integer::sum);
                    novel.add(sample.source());
                } else {
                    chooseKnown(i, sample.source(), trainedOn);
                }
                progress.report("reading images", i + 1, data.size());
            }
            if (tested.isEmpty()) {
                throw nothingLeft();
            }
        }

        private void chooseKnown(int i, ImageSource source, ImageFingerprints trainedOn) throws IOException {
            try {
                boolean known = trainedOn.contains(source.read().sha256());
                seen += known ? 1 : 0;
                if (!known || withSeen) {
                    tested.add(i);
                }
            } catch (ImageException e) {
                cannotBeRead(i, e.getMessage());
            }
        }

        private void cannotBeRead(int i, String problem) {
            unreadable.put(i, data.samples().get(i).source().withoutWhere(problem));
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
            Iterator<Integer> next = tested.iterator();
            List<TestPrediction> predictions = new ArrayList<>();
            model.classifySources(images, measure, result -> {
                int i = next.next();
                result.prediction()
                        .ifPresentOrElse(
                                prediction -> predictions.add(prediction(i, prediction)),
                                () -> cannotBeRead(i, result.problem().orElseThrow()));
                progress.report("classifying", predictions.size() + unreadable.size(), images.size());
            });
            if (predictions.isEmpty()) {
                throw nothingLeft();
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
