package org.exina.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.backbone.Tap;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetReading;
import org.exina.features.ExtractionResult;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.image.file.SkippedFile;
import org.exina.model.ModelCard;

/**
 * What a run leaves in {@code run.json}: every figure, and all that is needed to run it again. Plain records, read and
 * written as they stand.
 *
 * @param format version of these records, 1
 * @param finished when, ISO 8601 in UTC
 * @param seconds the whole run took
 * @param settings what was asked for
 * @param data what it was asked of
 * @param backbones in the order of their features
 * @param figures what came out
 * @param heads what each training chose, in the order of repeats and folds
 * @param versions of Exina, Java, the system and the engines, by name
 */
public record RunRecord(
        int format,
        Kind kind,
        String finished,
        double seconds,
        Settings settings,
        Data data,
        List<BackboneUsed> backbones,
        Metrics figures,
        List<HeadTrained> heads,
        Map<String, String> versions) {
    /** The version this program writes, and the newest it reads. */
    public static final int FORMAT = 1;

    /** What was done in each fold. */
    public enum Kind {
        /** Heads were trained on features of frozen networks. */
        CROSSVAL,
        /** The network was tuned, too. */
        FINETUNE;

        /** "crossval", "finetune". */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RunRecord {
        backbones = List.copyOf(backbones);
        heads = List.copyOf(heads);
        versions = Map.copyOf(versions);
    }

    /**
     * What was asked for.
     *
     * @param crop which part of an image the backbones saw
     * @param views how many dihedral views were averaged: 1, 2, 4 or 8
     * @param groupBy the expression that grouped file names; empty when there was none
     * @param augment how the images were changed that heads were trained on besides them; empty when there were none
     * @param variants how many of each image; 0 when there were none
     * @param batch images in one run of a network
     * @param budgetSeconds the time that a search for the head was given; 0 when there was none
     * @param tuning how the network was tuned; empty when it was not
     */
    public record Settings(
            List<String> backbones,
            String head,
            int folds,
            int repeats,
            long seed,
            Crop crop,
            int views,
            String groupBy,
            String augment,
            Integer variants,
            Integer batch,
            Long budgetSeconds,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonDeserialize(using = TuningRecord.Reader.class)
            Optional<TuningRecord> tuning) {
        private static final String TUNED = " on the network tuned ";
        private static final Pattern WORDS = Pattern.compile("(\\d+) variants? of (.*); seed -?\\d+");

        public Settings {
            backbones = List.copyOf(backbones);
            augment = augment == null ? "" : augment; // null in a run that was written before there were any
            variants = variants == null ? 0 : variants;
            budgetSeconds = budgetSeconds == null ? 0 : budgetSeconds;
            Matcher words = WORDS.matcher(augment); // as they were written before they were told by number
            if (words.matches()) {
                variants = Integer.parseInt(words.group(1));
                augment = words.group(2);
            }
            batch = batch == null ? FeaturePlan.BATCH : batch;
            int tuned = head.indexOf(TUNED); // as it was written before it had a place of its own
            tuning = tuned < 0
                    ? tuning
                    : Optional.of(TuningRecord.ofWords(
                            List.of(head.substring(tuned + TUNED.length()).split(" ", -1))));
            head = tuned < 0 ? head : head.substring(0, tuned);
        }

        /** Without variants, of the usual batch. */
        public Settings(
                List<String> backbones,
                String head,
                int folds,
                int repeats,
                long seed,
                Crop crop,
                int views,
                String groupBy) {
            this(
                    backbones,
                    head,
                    folds,
                    repeats,
                    seed,
                    crop,
                    views,
                    groupBy,
                    "",
                    0,
                    FeaturePlan.BATCH,
                    0L,
                    Optional.empty());
        }

        /** The head in words, and how its network was tuned. */
        public String headTitle() {
            return head + tuning.map(how -> TUNED + how.title()).orElse("");
        }
    }

    /**
     * The data set as it was used.
     *
     * @param root absolute path of the folder that relative paths begin at
     * @param source what the user named: that folder, or a manifest
     * @param layout how labels were told, in words
     * @param pictures how many were used
     * @param classes sorted; a class index points here
     * @param groups how many sets of images must stay together; an image like no other is a set of its own
     * @param unreadable images with a label that could not be used, and why
     * @param fingerprint SHA-256 over labels, contents and groups in order
     * @param notUsed what else was not used, and why: files that are no images, folders that were passed over
     * @param reading how the folder or manifest was read
     */
    public record Data(
            String root,
            String source,
            String layout,
            int pictures,
            List<ClassSize> classes,
            int groups,
            List<Unreadable> unreadable,
            String fingerprint,
            List<Unreadable> notUsed,
            DatasetReading reading) {
        public Data {
            classes = List.copyOf(classes);
            unreadable = List.copyOf(unreadable);
            notUsed = notUsed == null ? List.of() : List.copyOf(notUsed);
            reading = reading == null ? DatasetReading.DEFAULT : reading;
        }

        /** As an earlier Exina recorded it. */
        public Data(
                String root,
                String source,
                String layout,
                int pictures,
                List<ClassSize> classes,
                int groups,
                List<Unreadable> unreadable,
                String fingerprint) {
            this(root, source, layout, pictures, classes, groups, unreadable, fingerprint, null, null);
        }

        /**
         * A data set as it is recorded.
         *
         * @param source what the user named
         */
        public static Data of(LabelledImages images, String source) {
            Dataset dataset = images.dataset();
            int[] sizes = images.classSizes(IntStream.range(0, dataset.size()).toArray());
            return new Data(
                    dataset.root().toString(),
                    source,
                    dataset.layout().title(),
                    dataset.size(),
                    IntStream.range(0, sizes.length)
                            .mapToObj(k -> new ClassSize(dataset.classes().get(k), sizes[k]))
                            .toList(),
                    images.groups().count(),
                    leftOut(dataset, true),
                    images.fingerprint(),
                    leftOut(dataset, false),
                    dataset.reading());
        }
    }

    private static List<Unreadable> leftOut(Dataset dataset, boolean unreadable) {
        return SkippedFile.worthTelling(dataset.skipped()).stream()
                .filter(file -> (file.kind() == SkippedFile.Kind.UNREADABLE) == unreadable)
                .map(file -> new Unreadable(file.path(), file.reason()))
                .toList();
    }

    /** A class and how many images of it were used. */
    public record ClassSize(String label, int pictures) {}

    /**
     * An image, or another file or a folder, that was not used.
     *
     * @param path relative to the root
     */
    public record Unreadable(String path, String reason) {}

    /**
     * A frozen network that made features.
     *
     * @param taps the depths it was read at
     * @param features how many numbers it gives for an image
     */
    public record BackboneUsed(
            String name,
            String fingerprint,
            int heightPx,
            int widthPx,
            List<String> taps,
            int features,
            String engine,
            String precision) {
        public BackboneUsed {
            taps = List.copyOf(taps);
        }

        /** The backbones of a plan, in their order. */
        public static List<BackboneUsed> of(FeaturePlan plan) {
            return plan.backbones().stream()
                    .map(backbone -> new BackboneUsed(
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
    }

    /**
     * What a head's training chose.
     *
     * @param settings by name: numbers, words, truth values
     * @param selection what a search for it found; empty when there was no search
     */
    public record HeadTrained(
            int repeat,
            int fold,
            Map<String, Object> settings,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ModelCard.Selection> selection) {
        public HeadTrained {
            selection = selection.isPresent() ? selection : ModelCard.Selection.ofSettings(settings);
            settings = ModelCard.Selection.without(settings);
        }

        /** A head that was not searched for. */
        public HeadTrained(int repeat, int fold, Map<String, Object> settings) {
            this(repeat, fold, settings, Optional.empty());
        }
    }

    /**
     * What came out, over all images, each tested once in every repeat by a head that never saw its group.
     *
     * @param n images tested
     * @param errors wrong ones, in all repeats together
     * @param accuracy share of right answers, mean over the repeats
     * @param accuracyLow lower end of its 95 % interval (Wilson; n images, whatever the number of repeats)
     * @param accuracyHigh its upper end
     * @param repeatAccuracies one for each repeat
     * @param top3Accuracy share of images whose label is among the three likeliest
     * @param macroF1 mean F1 over the classes
     * @param logLoss mean negative natural logarithm of the probability given to the true label
     * @param calibrationError expected calibration error over 10 bins
     * @param reliability those bins; empty ones are left out
     * @param perClass in the order of the classes
     * @param confusion rows true, columns predicted, all repeats together
     * @param features how they were got
     * @param headSeconds all heads took together
     */
    public record Metrics(
            int n,
            int errors,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            List<Double> repeatAccuracies,
            double top3Accuracy,
            double macroF1,
            double logLoss,
            double calibrationError,
            List<Bin> reliability,
            List<PerClass> perClass,
            List<List<Integer>> confusion,
            FeatureWork features,
            double headSeconds) {
        public Metrics {
            repeatAccuracies = List.copyOf(repeatAccuracies);
            reliability = List.copyOf(reliability);
            perClass = List.copyOf(perClass);
            confusion = confusion.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Answers of about the same confidence.
     *
     * @param confidence their mean
     * @param accuracy share of right ones
     */
    public record Bin(double low, double high, int count, double confidence, double accuracy) {}

    /**
     * Metrics of one class.
     *
     * @param support images of this class tested, all repeats together
     */
    public record PerClass(String label, int support, double precision, double recall, double f1) {}

    /**
     * How features were got.
     *
     * @param computed images times views times backbones that the networks ran on
     * @param cached those that were there already
     */
    public record FeatureWork(long computed, long cached, double seconds) {
        /** What it took to get all features, those of variants too. */
        static FeatureWork of(FeatureSet features) {
            List<ExtractionResult> all = features.extractions();
            return new FeatureWork(
                    all.stream().mapToLong(ExtractionResult::computed).sum(),
                    all.stream().mapToLong(ExtractionResult::cached).sum(),
                    all.stream().mapToDouble(ExtractionResult::seconds).sum());
        }
    }
}
