package org.exina.slides.train;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Folds;
import org.exina.experiment.TrainingSets;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.NoveltyDetector;
import org.exina.head.TrainingSet;
import org.exina.slides.Candidate;
import org.exina.slides.CandidatePrediction;
import org.exina.slides.Detection;
import org.exina.slides.DetectionSettings;
import org.exina.slides.Grain;
import org.exina.slides.GrainSelector;
import org.exina.slides.SegmenterSettings;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.LabelledBox;
import org.exina.task.Progress;

/**
 * Trains and counts in folds of fields: each field is counted by a model trained on others, its detector fitted to others. A
 * group of fields is never torn apart, nor are fields with the same boxes.
 */
public final class SlideCrossValidation {
    private static final double KNOWN_KEPT = 0.95;

    private final BoxedFields all;
    private final List<BoxedField> fields;
    private final List<String> groups;
    private final Settings settings;
    private final FeaturePlan plan;
    private final FeatureCache cache;
    private final Progress progress;

    private SlideCrossValidation(
            BoxedFields fields, Settings settings, FeaturePlan plan, FeatureCache cache, Progress progress) {
        this.all = fields;
        this.fields = fields.fields();
        this.groups = FieldGroups.of(fields.fields());
        this.settings = settings;
        this.plan = plan;
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * What to run.
     *
     * @param folds at least 2
     * @param unknown whether grains unlike all trained on are answered unknown, as a model does unless told otherwise
     */
    public record Settings(HeadSpec head, int folds, long seed, boolean unknown) {
        public Settings {
            if (folds < 2) {
                throw new IllegalArgumentException("expected at least 2 folds, got " + folds);
            }
        }
    }

    /**
     * Runs it.
     *
     * @return every field once, in their order
     * @throws DatasetException when there are too few groups of fields
     * @throws InterruptedIOException when the thread is interrupted; features are kept
     */
    public static List<EvaluatedField> run(
            BoxedFields fields, Settings settings, FeaturePlan plan, FeatureCache cache, Progress progress)
            throws IOException {
        SlideTraining.requireGrains(fields);
        return new SlideCrossValidation(fields, settings, plan, cache, progress).run();
    }

    private List<EvaluatedField> run() throws IOException {
        int[] foldOf = deal();
        List<SegmenterSettings> fitted = fitted(foldOf);
        EvaluatedField[] judged = new EvaluatedField[fields.size()];
        int done = 0;
        // the same things are found whatever the boxes' growth, so that folds which differ in it alone share their
        // pieces
        for (SegmenterSettings found :
                fitted.stream().map(each -> each.withGrowth(0)).distinct().toList()) {
            DetectionSettings card = DetectionSettings.DEFAULT.with(found);
            try (FieldFeatures cut = FieldFeatures.of(all, groups, card, piece -> true, plan, cache, progress)) {
                for (int fold = 0; fold < settings.folds(); fold++) {
                    if (!fitted.get(fold).withGrowth(0).equals(found)) {
                        continue;
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedIOException("interrupted while heads were trained; features are kept");
                    }
                    progress.report("training and counting", done, settings.folds());
                    test(cut, card.with(fitted.get(fold)), foldOf, fold, judged);
                    progress.report("training and counting", ++done, settings.folds());
                }
            }
        }
        return List.of(judged);
    }

    /** The detector of each fold. */
    private List<SegmenterSettings> fitted(int[] foldOf) throws IOException {
        SegmenterTuning fit = new SegmenterTuning();
        List<SegmenterSettings> fitted = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            fitted.add(fit.of(without(foldOf, fold), progress));
        }
        return fitted;
    }

    private List<BoxedField> without(int[] foldOf, int fold) {
        return IntStream.range(0, fields.size())
                .filter(i -> foldOf[i] != fold)
                .mapToObj(fields::get)
                .toList();
    }

    /** Each fold gets its share of fields and of the grains of each class; no class stands in one fold only. */
    private int[] deal() throws DatasetException {
        requireGroups();
        List<String> classes = all.classes();
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> labels = new ArrayList<>();
        List<Integer> group = new ArrayList<>();
        List<Integer> first = new ArrayList<>(); // the field itself, behind it its grains
        for (int f = 0; f < fields.size(); f++) {
            int number = numbers.computeIfAbsent(groups.get(f), any -> numbers.size());
            first.add(labels.size());
            labels.add(classes.size());
            fields.get(f).grains().forEach(grain -> labels.add(classes.indexOf(grain.label())));
            group.addAll(Collections.nCopies(labels.size() - group.size(), number));
        }
        try {
            Folds folds = Folds.stratified(ints(labels), ints(group), settings.folds(), settings.seed());
            return first.stream().mapToInt(folds::foldOf).toArray();
        } catch (IllegalArgumentException e) {
            throw new DatasetException(
                    all.root(),
                    "its " + numbers.size() + " groups of fields cannot be split into " + settings.folds()
                            + " folds so that each class stands in two; draw boxes on more fields");
        }
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What would otherwise show only when all features are there. */
    private void requireGroups() throws DatasetException {
        long count = groups.stream().distinct().count();
        if (count < settings.folds()) {
            throw new DatasetException(
                    all.root(),
                    count + (count == 1 ? " group" : " groups") + " of fields cannot fill " + settings.folds()
                            + " folds; " + (count < 2 ? "" : "take at most " + count + " folds, or ")
                            + "draw boxes on more fields");
        }
        for (String label : all.classes()) {
            List<String> on = IntStream.range(0, fields.size())
                    .filter(f -> fields.get(f).count(label) > 0)
                    .mapToObj(groups::get)
                    .distinct()
                    .toList();
            if (on.size() == 1) {
                throw new DatasetException(
                        all.root(),
                        "the class " + label + " stands on fields of one group only (" + on.get(0)
                                + "), so a model trained without them cannot know it; draw it on another field or"
                                + " leave it out");
            }
        }
    }

    private void test(FieldFeatures cut, DetectionSettings card, int[] foldOf, int fold, EvaluatedField[] judged)
            throws IOException {
        List<TrainingCrop> pieces = cut.pieces();
        TrainingSets data = cut.features();
        int[] train = IntStream.range(0, pieces.size())
                .filter(i ->
                        foldOf[pieces.get(i).field()] != fold && pieces.get(i).trains())
                .toArray();
        List<String> classes = learned(pieces, train);
        List<String> missing = new ArrayList<>(data.images().dataset().classes());
        missing.removeAll(classes);
        if (classes.size() < 2 || !List.of(Grain.DEBRIS).containsAll(missing)) {
            throw new DatasetException(
                    all.root(),
                    "of the pieces of fields that fold " + (fold + 1) + " trains on, none is of " + missing
                            + "; take fewer folds or draw boxes on more fields");
        }
        TrainingSet set = missing.isEmpty()
                ? data.of(train, settings.seed())
                : data.without(data.images().dataset().classes().indexOf(Grain.DEBRIS), train, settings.seed());
        Head head = settings.head().train(set, settings.seed());
        Optional<NoveltyDetector> known = settings.unknown()
                ? NoveltyDetector.train(set, data.features().blockLengths(), KNOWN_KEPT)
                : Optional.empty();
        Map<Integer, List<Integer>> tested = new TreeMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).found() && foldOf[pieces.get(i).field()] == fold) {
                tested.computeIfAbsent(pieces.get(i).field(), any -> new ArrayList<>())
                        .add(i);
            }
        }
        GrainSelector selector = new GrainSelector(classes, card);
        for (int f = 0; f < fields.size(); f++) {
            if (foldOf[f] == fold) {
                List<Integer> found = tested.getOrDefault(f, List.of());
                judged[f] = judged(f, found, pieces, answers(data, found, head, known), selector);
            }
        }
    }

    /** The classes of some pieces, in order; debris is not among them when all that is no grain lies elsewhere. */
    private static List<String> learned(List<TrainingCrop> pieces, int[] train) {
        return Arrays.stream(train)
                .mapToObj(i -> pieces.get(i).label())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<CandidatePrediction> answers(
            TrainingSets data, List<Integer> found, Head head, Optional<NoveltyDetector> known) {
        float[][] rows =
                data.features().rows(found.stream().mapToInt(Integer::intValue).toArray());
        return Arrays.stream(rows)
                .map(row -> new CandidatePrediction(
                        Arrays.stream(head.probabilities(row)).boxed().toList(),
                        known.isPresent() && known.get().novelty(row) > NoveltyDetector.LIMIT))
                .toList();
    }

    private EvaluatedField judged(
            int f,
            List<Integer> found,
            List<TrainingCrop> pieces,
            List<CandidatePrediction> answers,
            GrainSelector selector) {
        BoxedField field = fields.get(f);
        List<Candidate> candidates =
                found.stream().map(i -> pieces.get(i).candidate()).toList();
        List<Detection> grains = selector.grains(candidates, answers, field.width(), field.height());
        return new EvaluatedField(field.name(), groups.get(f), grains, truth(field));
    }

    /** The boxes of a field as what a count is judged by: those of debris left out. */
    static List<GroundTruthGrain> truth(BoxedField field) {
        List<GroundTruthGrain> truth = new ArrayList<>();
        for (LabelledBox each : field.grains()) {
            truth.add(new GroundTruthGrain(each.box(), each.label()));
        }
        for (LabelledBox each : field.apart()) {
            if (each.label().equalsIgnoreCase(LabelledBox.UNKNOWN)) {
                truth.add(new GroundTruthGrain(each.box(), Grain.UNKNOWN));
            }
        }
        return truth;
    }
}
