package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.exina.backbone.Backbone;
import org.exina.dataset.LabelTwins;
import org.exina.features.FeaturePlan;
import org.exina.image.file.ImageNotes;
import org.exina.image.file.ImageScale;
import org.exina.image.file.SkippedFile;
import org.exina.io.AtomicFiles;
import org.exina.model.Classifier;
import org.exina.report.slides.CountPage;
import org.exina.report.slides.CountTable;
import org.exina.report.slides.CountsCsv;
import org.exina.report.slides.FieldOverlay;
import org.exina.report.slides.GrainsCsv;
import org.exina.slides.CountJournal;
import org.exina.slides.CountedField;
import org.exina.slides.DetectionSettings;
import org.exina.slides.FieldCounting;
import org.exina.slides.FieldFile;
import org.exina.slides.FieldFiles;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.Corrections;
import org.exina.slides.train.CorrectedCount;
import org.exina.slides.train.CorrectedFields;
import org.exina.slides.train.DetectionEvaluator;
import org.exina.slides.train.DetectionMetrics;
import org.exina.slides.train.EvaluatedField;
import org.exina.slides.train.FalsePositiveSheet;
import org.exina.slides.train.SlideCrossValidation;
import org.exina.slides.train.SlideEvaluation;
import org.exina.slides.train.SlideTraining;

/** Microscope fields: grains found, named and counted on them, and models that do so learned from boxes. */
public final class Slides {
    private static final double OVERLAP = 0.5;

    private final Workspace work;

    Slides(Workspace work) {
        this.work = work;
    }

    /** Whether a model is of {@link #train}: it says itself how grains are found. */
    public static boolean isDetector(Classifier model) throws IOException {
        return DetectionSettings.of(model).isPresent();
    }

    /**
     * Counts the grains on fields and writes the count: tables, a marked image of each field, and a page to check and
     * correct it on. A count that was stopped goes on where it was.
     *
     * @param model of {@link #train}, or trained on single grains
     * @param given images of fields of any size, or folders that are searched for them
     * @param files an earlier count of these names is replaced; nothing else is
     * @throws org.exina.io.ExinaException when there are no fields, the pollen sum does not fit the classes, or the
     *     corrections are of other fields
     */
    public Count count(Classifier model, List<Path> given, CountSettings settings, CountFiles files)
            throws IOException {
        Optional<Corrections> corrections = settings.corrections().isEmpty()
                ? Optional.empty()
                : Optional.of(Corrections.read(settings.corrections().get()));
        List<String> classes = corrections
                .map(each -> CorrectedCount.classes(model.classes(), each))
                .orElse(model.classes());
        settings.pollenSum().check(classes);
        DetectionSettings ofModel = DetectionSettings.orUsual(model);
        DetectionSettings card = ofModel.with(settings.detector().apply(ofModel.detector()));
        FieldFiles.Found found = FieldFiles.find(given, settings.stacks());
        List<FieldFile> fields = found.fields();
        List<Path> images =
                fields.stream().flatMap(field -> field.planes().stream()).toList();
        List<Path> read = new ArrayList<>(images);
        read.add(model.file());
        settings.corrections().ifPresent(read::add);
        if (corrections.isPresent()) {
            CorrectedCount.requireSome(fields, corrections.get());
        }
        files.reserve(fields.stream().map(FieldFile::name).toList(), read);
        ImageNotes notes = ImageNotes.of(images);
        int bits = settings.sampleBits().orElseGet(() -> model.sampleBits(images));
        notes.text(bits, settings.stacks()).forEach(work::note);
        OptionalDouble scale = settings.micronsPerPixel();
        if (scale.isEmpty()) {
            notes.scaleText().ifPresent(work::note);
            scale = notes.commonScale().stream()
                    .mapToDouble(ImageScale::micronsPerPixel)
                    .findFirst();
        }
        CountJournal journal = CountJournal.open(files.journal());
        FieldCounting.Result done = new FieldCounting(model, model.file(), card, settings.acceptAll(), scale, bits)
                .count(fields, journal, work.progress());
        CorrectedCount counted = corrections.isEmpty() || done.fields().isEmpty()
                ? new CorrectedCount(done.fields(), 0, List.of())
                : CorrectedCount.of(done.fields(), model.classes(), corrections.get());
        CountTable table = CountTable.of(classes, counted.fields(), settings.pollenSum());
        List<SkippedFile> skipped = skipped(found, done);
        if (!counted.fields().isEmpty()) {
            String title =
                    given.size() == 1 ? name(given.get(0)) : counted.fields().size() + " fields";
            CountPage.Settings page = new CountPage.Settings(
                    title,
                    name(model.file()),
                    scale,
                    settings.pollenSum(),
                    SkippedFile.summary(all(skipped, done)).orElse(""));
            write(files, classes, fields, counted.fields(), table, page, bits);
            journal.delete();
        }
        return new Count(
                table,
                counted.fields(),
                done.unreadable(),
                done.kept(),
                counted.byPerson(),
                counted.notCounted(),
                files,
                skipped);
    }

    private static List<SkippedFile> all(List<SkippedFile> skipped, FieldCounting.Result done) {
        Stream<SkippedFile> unreadable = done.unreadable().stream()
                .map(each -> new SkippedFile(each.path().toString(), SkippedFile.Kind.UNREADABLE, each.problem()));
        return Stream.concat(skipped.stream(), unreadable).toList();
    }

    private static List<SkippedFile> skipped(FieldFiles.Found found, FieldCounting.Result done) {
        Stream<SkippedFile> repeated = done.repeated().stream()
                .map(each -> new SkippedFile(
                        each.path().toString(),
                        SkippedFile.Kind.REPEATED,
                        "is the same as " + each.as() + ", which is counted"));
        return Stream.concat(found.skipped().stream(), repeated).toList();
    }

    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private void write(
            CountFiles files,
            List<String> classes,
            List<FieldFile> given,
            List<CountedField> fields,
            CountTable table,
            CountPage.Settings settings,
            int bits)
            throws IOException {
        Map<String, Path> overlays = files.overlaysOf(fields);
        MarkedFields marked = new MarkedFields(given, FieldOverlay.of(classes, fields), overlays, bits);
        CountPage.of(classes, fields, settings).write(files.page(), marked, work.progress());
        AtomicFiles.writeText(files.grains(), GrainsCsv.of(fields, settings.micronsPerPixel(), files.style()));
        AtomicFiles.writeText(files.percentages(), CountsCsv.percentages(table, files.style()));
        AtomicFiles.writeText(files.counts(), CountsCsv.counts(table, files.style()));
    }

    /**
     * Trains a model that counts: the detector is fitted to the boxes, what it finds is cut out and learned.
     *
     * @param source what the user named as the data
     * @param file an earlier model of that name is replaced; nothing else is
     * @throws org.exina.io.ExinaException when there are no two kinds of things to learn, or labels look alike
     */
    public SlideTraining.Trained train(BoxedFields fields, Recipe recipe, Path source, Path file) throws IOException {
        LabelTwins.requireDistinct(fields.root(), fields.classes());
        noteReading(fields);
        return read(
                recipe,
                plan -> SlideTraining.train(
                        fields,
                        plan,
                        work.cache(),
                        recipe.head(),
                        recipe.seed(),
                        file,
                        source,
                        recipe.thumbnails(),
                        Workspace.versions(),
                        work.progress()));
    }

    /**
     * Trains and counts in folds of fields; fields of one group are never split up.
     *
     * @param rejects whether grains unlike all trained on are answered unknown, as a model does unless told otherwise
     * @return every field once, in their order
     * @throws org.exina.io.ExinaException when there are too few groups of fields, or labels look alike
     */
    public List<EvaluatedField> crossValidate(BoxedFields fields, Recipe recipe, boolean rejects) throws IOException {
        LabelTwins.requireDistinct(fields.root(), fields.classes());
        noteReading(fields);
        return read(
                recipe,
                plan -> SlideCrossValidation.run(
                        fields,
                        new SlideCrossValidation.Settings(recipe.head(), recipe.folds(), recipe.seed(), rejects),
                        plan,
                        work.cache(),
                        work.progress()));
    }

    /**
     * Counts fields with boxes by a model that was not trained on them.
     *
     * @return in the order of the fields
     * @throws org.exina.io.ExinaException when no box is of a class of the model
     */
    public List<EvaluatedField> evaluate(Classifier model, BoxedFields fields) throws IOException {
        noteReading(fields);
        DetectionSettings card = DetectionSettings.orUsual(model);
        return SlideEvaluation.of(model, card, fields, work.progress());
    }

    /**
     * Says how well fields were counted: detections match boxes that overlap by half.
     *
     * @param seed of the intervals
     */
    public DetectionMetrics metrics(List<EvaluatedField> fields, long seed) {
        return DetectionEvaluator.metrics(fields, OVERLAP, seed);
    }

    /**
     * Draws detections that have no box, at random, as one PNG: many are grains that nobody boxed.
     *
     * @param most how many are drawn
     * @return how many there are
     */
    public int drawFalsePositives(List<EvaluatedField> judged, BoxedFields fields, int most, long seed, Path file)
            throws IOException {
        return FalsePositiveSheet.write(judged, fields.fields(), most, seed, file);
    }

    /**
     * Adds what a person corrected to the fields trained on before, as a new folder to train on.
     *
     * @param corrections the table that the page of a count saves
     * @param counted where the counted images lie
     * @param out a new or empty folder
     * @throws org.exina.io.ExinaException when a corrected field is in neither folder
     */
    public CorrectedFields.Learned learn(BoxedFields fields, Path corrections, Path counted, Path out)
            throws IOException {
        return CorrectedFields.write(fields, Corrections.read(corrections), counted, out);
    }

    /**
     * Makes fields to train on of what a person corrected, where there are no fields with boxes yet.
     *
     * @param corrections the table that the page of a count saves
     * @param counted where the counted images lie
     * @param out a new or empty folder
     * @throws org.exina.io.ExinaException when a corrected field is not in the folder, or nobody named a grain
     */
    public CorrectedFields.Learned learn(Path corrections, Path counted, Path out) throws IOException {
        return CorrectedFields.write(Corrections.read(corrections), counted, out);
    }

    private void noteReading(BoxedFields fields) {
        List<Path> files = fields.fields().stream().map(BoxedField::file).toList();
        ImageNotes.of(files).text(fields.fields().get(0).sampleBits(), false).forEach(work::note);
    }

    private interface Reading<T> {
        T by(FeaturePlan plan) throws IOException;
    }

    private <T> T read(Recipe recipe, Reading<T> reading) throws IOException {
        List<Backbone> opened = new ArrayList<>();
        try {
            return reading.by(Experiment.plan(work, recipe, opened));
        } finally {
            opened.forEach(Backbone::close);
        }
    }
}
