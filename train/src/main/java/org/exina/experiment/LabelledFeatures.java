package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Tap;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.dataset.PictureFacts;
import org.exina.dataset.Sample;
import org.exina.dataset.SkippedFile;
import org.exina.features.Extraction;
import org.exina.features.FeatureCache;
import org.exina.features.FeatureExtractor;
import org.exina.features.FeaturePlan;
import org.exina.head.Head;
import org.exina.head.TrainingSet;
import org.exina.head.select.Block;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SeenPictures;
import org.exina.io.Sha256;
import org.exina.task.Progress;

/** The readable pictures of a data set, what must stay together, and their features. Close it to let the features go. */
public final class LabelledFeatures implements AutoCloseable {
    /** Folds inside each training set. */
    static final int INNER_FOLDS = 5;

    private final Inspection inspection;
    private final Groups groups;
    private final Audit audit;
    private final Optional<Pattern> groupBy;
    private final FeaturePlan plan;
    private final Optional<TrainingVariants> variants;
    private final Extraction extraction;
    private final List<Extraction> varied;
    private final List<Double> diameters; // one per sample; none where heads are not told

    private LabelledFeatures(
            Inspection inspection,
            Audit audit,
            Optional<Pattern> groupBy,
            FeaturePlan plan,
            Optional<TrainingVariants> variants,
            List<Extraction> extractions,
            List<Double> diameters) {
        this.inspection = inspection;
        this.groups = Groups.of(inspection, groupBy);
        this.audit = audit;
        this.groupBy = groupBy;
        this.plan = plan;
        this.variants = variants;
        this.extraction = extractions.get(0);
        this.varied = List.copyOf(extractions.subList(1, extractions.size()));
        this.diameters = List.copyOf(diameters);
    }

    /**
     * Inspects every picture, groups duplicates, and gets the features of those that can be read.
     *
     * @param data a folder or a manifest, see {@link Dataset#open}
     * @param groupBy see {@link Groups#of}
     * @throws org.exina.dataset.DatasetException when there are not two classes of readable pictures
     */
    public static LabelledFeatures of(
            Path data, Optional<Pattern> groupBy, FeaturePlan plan, FeatureCache cache, Progress progress)
            throws IOException {
        return of(data, groupBy, plan, Optional.empty(), cache, progress);
    }

    /** Inspects every picture, and gets its features and, for training on only, those of its variants. */
    public static LabelledFeatures of(
            Path data,
            Optional<Pattern> groupBy,
            FeaturePlan plan,
            Optional<TrainingVariants> variants,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        Inspection all = Inspection.of(Dataset.open(data), progress);
        return of(all, groupBy, plan, variants, cache, progress);
    }

    /** Groups the pictures of an inspected data set, and gets the features of those that can be read. */
    public static LabelledFeatures of(
            Inspection all, Optional<Pattern> groupBy, FeaturePlan plan, FeatureCache cache, Progress progress)
            throws IOException {
        return of(all, groupBy, plan, Optional.empty(), cache, progress);
    }

    /** Groups the pictures of an inspected data set, and gets the features of those that can be read and of their variants. */
    public static LabelledFeatures of(
            Inspection all,
            Optional<Pattern> groupBy,
            FeaturePlan plan,
            Optional<TrainingVariants> variants,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        Inspection readable = all.readable();
        List<ImageSource> pictures =
                readable.dataset().samples().stream().map(Sample::source).toList();
        List<FeaturePlan> plans = new ArrayList<>(List.of(plan));
        variants.ifPresent(wanted -> plans.addAll(wanted.plans(plan)));
        List<Extraction> extractions = new ArrayList<>();
        try {
            for (FeaturePlan each : plans) {
                extractions.add(new FeatureExtractor(cache).extract(pictures, each, progress));
            }
            Audit audit = Audit.of(all, Audit.Settings.DEFAULT);
            return new LabelledFeatures(readable, audit, groupBy, plan, variants, extractions, List.of());
        } catch (IOException | RuntimeException e) {
            extractions.forEach(extraction -> extraction.features().close());
            throw e;
        }
    }

    /** Only readable pictures. */
    public Dataset dataset() {
        return inspection.dataset();
    }

    public Groups groups() {
        return groups;
    }

    /** Of all pictures, unreadable ones too. */
    public Audit audit() {
        return audit;
    }

    /** How the features were made. */
    public FeaturePlan plan() {
        return plan;
    }

    /** What grouped file names; empty when nothing did. */
    public String groupBy() {
        return groupBy.map(Pattern::pattern).orElse("");
    }

    /** Where the columns come from, in their order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int column = 0;
        for (FeaturePlan.Part part : plan.parts()) {
            for (Tap tap : part.backbone().taps()) {
                blocks.add(new Block(
                        BackboneSpec.nameOf(part.backbone().name()),
                        part.views(),
                        tap.name(),
                        tap.pooling(),
                        column,
                        column + tap.features()));
                column += tap.features();
            }
        }
        return blocks;
    }

    /**
     * These features for heads that are told how large grains are; gone when this is closed.
     *
     * @param diametersMicrons one per sample, 0 where it is not known
     */
    public LabelledFeatures withDiameters(List<Double> diametersMicrons) {
        if (diametersMicrons.size() != dataset().size()) {
            throw new IllegalArgumentException(
                    "expected a diameter for each of " + dataset().size() + " samples, got " + diametersMicrons.size());
        }
        if (!varied.isEmpty()) {
            throw new IllegalStateException("variants of a picture show its grain in other sizes");
        }
        return new LabelledFeatures(inspection, audit, groupBy, plan, variants, List.of(extraction), diametersMicrons);
    }

    /** In micrometres, one per sample, 0 where it is not known; none where heads are not told. */
    public List<Double> diameters() {
        return diameters;
    }

    /** The features of some parts of the plan, without diameters; gone when this is closed. */
    LabelledFeatures only(List<FeaturePlan.Part> parts) {
        int[] columns = plan.columnsOf(parts);
        List<Extraction> chosen = Stream.concat(Stream.of(extraction), varied.stream())
                .map(each -> new Extraction(
                        each.features().columns(columns), each.computed(), each.cached(), each.seconds()))
                .toList();
        return new LabelledFeatures(inspection, audit, groupBy, plan.only(parts), variants, chosen, List.of());
    }

    /** A row for each sample of the data set. */
    public Extraction extraction() {
        return extraction;
    }

    /** What it took to get all features, those of variants too. */
    RunRecord.FeatureWork work() {
        List<Extraction> all = new ArrayList<>(varied);
        all.add(extraction);
        return new RunRecord.FeatureWork(
                all.stream().mapToLong(Extraction::computed).sum(),
                all.stream().mapToLong(Extraction::cached).sum(),
                all.stream().mapToDouble(Extraction::seconds).sum());
    }

    /** How many features each tap of each part gives, in their order. */
    public List<Integer> blockLengths() {
        return blocks().stream().map(block -> block.to() - block.from()).toList();
    }

    /** What was trained on besides the pictures. */
    Optional<TrainingVariants> variants() {
        return variants;
    }

    /**
     * Features of some samples.
     *
     * @return (indices, columns)
     */
    public float[][] rows(int[] indices) {
        return extraction.features().toArray(indices);
    }

    /**
     * What heads are given of some samples: features and, where they are told, the diameter.
     *
     * @return (indices, columns)
     */
    float[][] headRows(int[] indices) {
        return withDiameter(rows(indices), indices);
    }

    private float[][] withDiameter(float[][] rows, int[] indices) {
        if (diameters.isEmpty()) {
            return rows;
        }
        float[][] longer = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            longer[i] = Arrays.copyOf(rows[i], rows[i].length + 1);
            longer[i][rows[i].length] = diameters.get(indices[i]).floatValue();
        }
        return longer;
    }

    /**
     * What a head learns from: some samples, themselves and their variants, with inner folds that tear no group apart.
     *
     * @param samples ascending
     * @param seed of the inner folds
     */
    public TrainingSet trainingSet(int[] samples, long seed) {
        return trainingSet(
                samples, pick(dataset().labels(), samples), dataset().classes().size(), seed);
    }

    private TrainingSet trainingSet(int[] samples, int[] labels, int classes, long seed) {
        int[] together = pick(groups.groupOf(), samples);
        int[] inner = innerFolds(samples, seed);
        return new TrainingSet(
                withDiameter(trainingRows(samples), samples),
                repeated(labels, copies()),
                classes,
                repeated(inner, copies()),
                repeated(inner.length == 0 ? inner : together, copies())); // one group only: nothing to leave out
    }

    /** What a head learns from samples among which one class is missing; classes after it move up by one. */
    public TrainingSet trainingSetWithout(int missing, int[] samples, long seed) {
        int[] labels = Arrays.stream(pick(dataset().labels(), samples))
                .map(label -> label > missing ? label - 1 : label)
                .toArray();
        return trainingSet(samples, labels, dataset().classes().size() - 1, seed);
    }

    /** The inner folds of {@link #trainingSet}, one number for each of the samples; empty where there is one group only. */
    int[] innerFolds(int[] samples, long seed) {
        return InnerFolds.of(pick(dataset().labels(), samples), pick(groups.groupOf(), samples), INNER_FOLDS, seed);
    }

    /** Rows to train on for each sample: itself, then its variants. */
    int copies() {
        return 1 + varied.size();
    }

    /**
     * Features of some samples, then of their first variants, and so on.
     *
     * @return (copies x indices, columns)
     */
    float[][] trainingRows(int[] indices) {
        return Stream.concat(Stream.of(extraction), varied.stream())
                .flatMap(each -> Arrays.stream(each.features().toArray(indices)))
                .toArray(float[][]::new);
    }

    private static int[] repeated(int[] values, int times) {
        return IntStream.range(0, times * values.length)
                .map(i -> values[i % values.length])
                .toArray();
    }

    private static int[] pick(int[] values, int[] indices) {
        return Arrays.stream(indices).map(i -> values[i]).toArray();
    }

    /**
     * What a head says of some samples.
     *
     * @param fold for the record: which part they are
     * @return in the order of {@code samples}
     */
    public List<Outcome> outcomes(int[] samples, int fold, Head head) {
        return outcomes(samples, 0, fold, head);
    }

    List<Outcome> outcomes(int[] samples, int repeat, int fold, Head head) {
        int[] labels = dataset().labels();
        int[] groupOf = groups.groupOf();
        float[][] rows = headRows(samples);
        return IntStream.range(0, samples.length)
                .mapToObj(i -> new Outcome(
                        dataset().relativePaths().get(samples[i]),
                        repeat,
                        fold,
                        groupOf[samples[i]],
                        labels[samples[i]],
                        head.probabilities(rows[i])))
                .toList();
    }

    /** How many groups some samples are of. */
    int groups(int[] samples) {
        return (int) Arrays.stream(pick(groups.groupOf(), samples)).distinct().count();
    }

    /** How many of some samples each class has. */
    int[] classSizes(int[] samples) {
        int[] sizes = new int[dataset().classes().size()];
        for (int label : pick(dataset().labels(), samples)) {
            sizes[label]++;
        }
        return sizes;
    }

    /** Some samples, and what the backbones were tuned on, for a model to know them again. */
    public SeenPictures seenPictures(int[] samples) {
        SeenPictures seen =
                SeenPictures.of(Arrays.stream(samples).mapToObj(this::sha256).toList());
        for (Backbone backbone : plan.backbones()) {
            seen = seen.and(SeenPictures.parse(backbone.seen()));
        }
        return seen;
    }

    /** Of the file of a sample. */
    public String sha256(int sample) {
        return inspection.facts().get(sample).sha256();
    }

    /**
     * Makes sure that no backbone has seen the images that it is tested on.
     *
     * @throws RunException when a backbone was tuned on some of the pictures: figures got of them would be too good
     */
    public void requireUnseen() throws RunException {
        for (Backbone backbone : plan.backbones()) {
            SeenPictures seen = SeenPictures.parse(backbone.seen());
            long count = inspection.facts().stream()
                    .filter(facts -> seen.contains(facts.sha256()))
                    .count();
            if (count > 0) {
                throw new RunException(
                        dataset().root(),
                        "backbone " + backbone.name() + " was tuned on " + count + " of these "
                                + dataset().size()
                                + " pictures, so a cross-validation with it would promise too much. An honest estimate"
                                + " tunes anew without each fold: exina finetune with --folds. To train a model all the"
                                + " same: exina train with --folds 0");
            }
        }
    }

    /**
     * The data set as a run records it.
     *
     * @param source what the user named
     */
    public RunRecord.Data record(String source) {
        Dataset dataset = dataset();
        int[] sizes = classSizes(IntStream.range(0, dataset.size()).toArray());
        List<RunRecord.ClassSize> classes = IntStream.range(0, sizes.length)
                .mapToObj(k -> new RunRecord.ClassSize(dataset.classes().get(k), sizes[k]))
                .toList();
        List<RunRecord.Unreadable> unreadable = dataset.skipped().stream()
                .filter(file -> file.kind() == SkippedFile.Kind.UNREADABLE)
                .map(file -> new RunRecord.Unreadable(file.path(), file.reason()))
                .toList();
        return new RunRecord.Data(
                dataset.root().toString(),
                source,
                dataset.layout().title(),
                dataset.size(),
                classes,
                groups.count(),
                unreadable,
                fingerprint());
    }

    /** The backbones as a run records them. */
    public List<RunRecord.BackboneUsed> backbones() {
        return plan.backbones().stream()
                .map(backbone -> new RunRecord.BackboneUsed(
                        backbone.name(),
                        backbone.fingerprint(),
                        backbone.input().height(),
                        backbone.input().width(),
                        backbone.taps().stream().map(Tap::name).toList(),
                        backbone.length(),
                        backbone.engine(),
                        backbone.precision()))
                .toList();
    }

    /** SHA-256 over label, content and group of each sample, in order: 64 hexadecimal digits. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        List<PictureFacts> facts = inspection.facts();
        int[] groupOf = groups.groupOf();
        for (int i = 0; i < facts.size(); i++) {
            text.append(dataset().samples().get(i).label())
                    .append('\t')
                    .append(facts.get(i).sha256())
                    .append('\t')
                    .append(groupOf[i])
                    .append('\n');
        }
        return Sha256.of(text.toString());
    }

    @Override
    public void close() {
        extraction.features().close();
        varied.forEach(each -> each.features().close());
    }
}
