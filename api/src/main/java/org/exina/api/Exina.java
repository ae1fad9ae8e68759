package org.exina.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.augment.Augmentation;
import org.exina.backbone.Backbones;
import org.exina.cleaning.CleanCopy;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.Folds;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.experiment.Evaluation;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.ModelFile;
import org.exina.experiment.PairedComparison;
import org.exina.experiment.RunFolder;
import org.exina.features.FeatureCache;
import org.exina.image.RgbImage;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.FoundImages;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageHeader;
import org.exina.image.file.ImageNotes;
import org.exina.image.file.ImageScale;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SampleDepth;
import org.exina.io.ExinaException;
import org.exina.io.ExinaHome;
import org.exina.model.Classifier;
import org.exina.model.Explainer;
import org.exina.model.Explanation;
import org.exina.model.FileResult;
import org.exina.model.ModelCard;
import org.exina.slides.GrainDiameter;
import org.exina.slides.GrainSizes;
import org.exina.slides.MergedStack;
import org.exina.task.Progress;

/**
 * Exina, opened: its folder with networks and features, and whom it tells how far it has come.
 *
 * <pre>{@code
 * Dataset pollen = Dataset.open(Path.of("pollen"));
 * try (Exina exina = Exina.open()) {
 *     System.out.println(exina.crossValidate(pollen, Recipe.DEFAULT).accuracy());
 *     exina.train(pollen, Recipe.DEFAULT).write(Path.of("model.onnx"));
 * }
 * System.out.println(Classifier.open(Path.of("model.onnx")).classify(Path.of("grain.jpg")).top(3));
 * }</pre>
 *
 * <p>What has been computed of an image stays in the folder and is not computed again. One thread at a time may call it;
 * the work itself is spread over all processors. A thread that is interrupted stops with an
 * {@link java.io.InterruptedIOException}, and what was finished is kept.
 */
public final class Exina implements AutoCloseable {
    private final Workspace work;

    private Exina(Workspace work) {
        this.work = work;
    }

    /** Opens Exina in the folder that {@code EXINA_HOME} names, else in the platform's usual place; it tells nobody. */
    public static Exina open() {
        return open(ExinaHome.path(), Progress.NONE, note -> {});
    }

    /**
     * Opens Exina.
     *
     * @param home its folder, which need not exist
     * @param progress told how far long work has come; called by several threads
     * @param notes told in words what a user should know and no result says: what is downloaded, or left out
     */
    public static Exina open(Path home, Progress progress, Consumer<String> notes) {
        return new Exina(new Workspace(home, progress, notes, FeatureCache.open(home.resolve("features"))));
    }

    /** Versions of Exina, ONNX Runtime ("onnxruntime"), Java and the system, as all that is written records them. */
    public static Map<String, String> versions() {
        return Workspace.versions();
    }

    public Path home() {
        return work.home();
    }

    /** A data set whose files that hold several planes of focus are read as one image each, sharp wherever a plane is. */
    public static Dataset merged(Dataset dataset) {
        return dataset.withSources(source -> MergedStack.of(source).withSampleBits(dataset.sampleBits()));
    }

    /** As {@link #merged(Dataset)}; another image as it is. */
    public static ImageSource merged(ImageSource image) {
        return MergedStack.of(image);
    }

    /** The networks that can be used, downloaded or added. */
    public Backbones backbones() {
        return work.backbones();
    }

    /** The features of all images seen; closed with this. */
    public FeatureCache cache() {
        return work.cache();
    }

    /**
     * Looks at every image of a data set: which cannot be read, which are alike, and what else may be wrong.
     *
     * @param groupBy images whose file names match with the same text (of group 1, if there is one) belong together
     * @throws org.exina.dataset.DatasetException when no two file names match it with the same text
     */
    public Check check(Dataset dataset, Optional<Pattern> groupBy) throws IOException {
        if (groupBy.isPresent()) {
            Groups.requireUse(dataset, groupBy.get());
        }
        work.noteGroups(dataset, groupBy);
        return Check.of(work.inspect(dataset), groupBy);
    }

    /**
     * Applies an edited table of {@link Check#writeProposals} to a copy of a data set.
     *
     * @param data as {@link Dataset#open} takes it; stays as it is
     * @param copy a new folder
     */
    public CleanCopy.Done cleanCopy(Path data, Path table, Path copy) throws IOException {
        return CleanCopy.write(data, table, copy, work.progress());
    }

    /**
     * Begins to label the images of a folder that nobody labelled, or goes on with it.
     *
     * @param folder searched with all folders in it
     * @param journal keeps the labels; made with the first one
     * @param recipe its networks, views, crop, batch and seed decide what looks alike
     * @throws ExinaException when there are not three different images, or the journal is something else
     */
    public Labelling label(Path folder, Path journal, Recipe recipe) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new ExinaException(folder, "is no folder; expected one with images");
        }
        FoundImages found = FoundImages.in(root);
        List<ImageSource> sources = found.expected().stream()
                .map(file -> ImageSource.of(Dataset.pathIn(root, file), file))
                .toList();
        return Labelling.open(work, Dataset.unlabelled(root, sources, found.others()), journal, recipe);
    }

    /**
     * Begins to label images that lie anywhere, or goes on with it.
     *
     * @param name what messages call them
     * @param images no two of one name
     */
    public Labelling label(String name, List<ImageSource> images, Path journal, Recipe recipe) throws IOException {
        return Labelling.open(work, Dataset.unlabelled(Path.of(name), images, List.of()), journal, recipe);
    }

    /** Draws what an augmentation makes of some images, see {@link AugmentationPreview}. */
    public AugmentationPreview preview(Augmentation augmentation, String title, Path source, int count, long seed)
            throws IOException {
        return AugmentationPreview.of(work, augmentation, title, source, count, seed);
    }

    /**
     * Gets the features of a data set's images, for several things to be done with them.
     *
     * @return to be closed before this
     * @throws org.exina.dataset.DatasetException when there are not two classes of readable images, a class loses half of
     *     its images or more, labels look alike, a class is called "unknown", or the images cannot be split into the recipe's folds: all that is tried
     *     before any image is read, and again before any network runs
     * @throws IOException when a network is unknown, broken or cannot be had
     */
    public Experiment experiment(Dataset dataset, Recipe recipe) throws IOException {
        Groups.requireSound(dataset, recipe.groupBy());
        if (recipe.folds() > 0) { // what cannot be split with every image alone cannot be with groups: told at once
            int[] alone = IntStream.range(0, dataset.size()).toArray();
            Folds.stratified(dataset, alone, recipe.folds(), recipe.seed());
        }
        work.noteReading(dataset);
        work.noteNames(dataset);
        work.noteGroups(dataset, recipe.groupBy());
        return Experiment.open(work, recipe, () -> images(work.inspect(dataset), recipe));
    }

    /**
     * Gets the features of images that were looked at before.
     *
     * @see #experiment(Dataset, Recipe)
     */
    public Experiment experiment(Check check, Recipe recipe) throws IOException {
        return Experiment.open(work, recipe, () -> images(check.inspection(), recipe));
    }

    private LabelledImages images(Inspection inspection, Recipe recipe) throws ExinaException {
        LabelledImages images = LabelledImages.of(inspection, recipe.groupBy());
        List<Audit.Finding> empty = images.audit().findings().stream()
                .filter(finding -> finding.kind() == Audit.Kind.EMPTY)
                .toList();
        if (!empty.isEmpty()) {
            work.note(empty.size() + (empty.size() == 1 ? " image shows" : " images show")
                    + " nothing, or hardly anything: "
                    + empty.get(0).paths().get(0) + " " + empty.get(0).detail()
                    + (empty.size() == 1 ? "" : ", and " + (empty.size() - 1) + " more"));
        }
        images.dataset().requireSound();
        return recipe.folds() == 0 ? images : images.requireFolds(recipe.folds(), recipe.repeats(), recipe.seed());
    }

    /** Doubts labels and images, by what classifiers trained without them say and by their neighbours. */
    public DeepCheck deepCheck(Check check, Recipe recipe) throws IOException {
        LabelledImages images = DeepCheck.requireFolds(
                LabelledImages.of(check.inspection(), recipe.groupBy()), recipe.folds(), recipe.seed());
        try (Experiment experiment = Experiment.open(work, recipe, () -> images)) {
            return experiment.deepCheck();
        }
    }

    /**
     * Tests classifiers on images they were not trained on, see {@link Experiment#crossValidate}.
     *
     * @throws org.exina.dataset.DatasetException when a class stands in one group only, or there are fewer groups than
     *     folds
     */
    public CrossValidated crossValidate(Dataset dataset, Recipe recipe) throws IOException {
        try (Experiment experiment = experiment(dataset, recipe)) {
            return experiment.crossValidate();
        }
    }

    /**
     * Trains a classifier on all images and writes it, see {@link Experiment#train(Path)}.
     *
     * @param file tried before the work begins; an earlier model of that name is replaced, nothing else is
     */
    public ModelCard train(Dataset dataset, Recipe recipe, Path file) throws IOException {
        ModelFile.reserve(file);
        try (Experiment experiment = experiment(dataset, recipe)) {
            return experiment.write(file);
        }
    }

    /** Trains a classifier on all images, see {@link Experiment#train()}. */
    public Trained train(Dataset dataset, Recipe recipe) throws IOException {
        try (Experiment experiment = experiment(dataset, recipe)) {
            return experiment.train();
        }
    }

    /**
     * Opens a model file; what its fingerprint does not cover is told.
     *
     * @throws org.exina.io.ExinaException when it is no model, damaged, or newer than this program
     */
    public Classifier classifier(Path model) throws IOException {
        Classifier classifier = Classifier.open(model);
        noteUnlessChecked(model, classifier.isWholeFileChecked());
        return classifier;
    }

    /**
     * Opens a model file to show what speaks for its answers.
     *
     * @param byOcclusion whether parts of the image are covered, one after the other, also where the model allows an exact
     *     and quicker way
     * @throws org.exina.io.ExinaException when it is no model, damaged, or newer than this program
     */
    public Explainer explainer(Path model, boolean byOcclusion) throws IOException {
        Explainer explainer = byOcclusion ? Explainer.byOcclusion(model) : Explainer.open(model);
        noteUnlessChecked(model, explainer.isWholeFileChecked());
        return explainer;
    }

    private void noteUnlessChecked(Path model, boolean isWholeFileChecked) {
        if (!isWholeFileChecked) {
            work.note(model
                    + " was written by an earlier Exina and carries no hash over all of it: its network was checked,"
                    + " its classes, threshold and metrics were not; train it again for one that does");
        }
    }

    /**
     * The images that are meant by files and folders, and what else lies there, which is not read.
     *
     * @throws ExinaException when a folder cannot be read
     */
    public static FoundImages images(List<Path> filesAndFolders) throws IOException {
        return FoundImages.of(filesAndFolders);
    }

    /**
     * Says what images show, a few of them in memory at a time.
     *
     * @param micronsPerPixel the scale, for models that go by the size of grains
     * @param results told what became of each image, in their order; one that cannot be read gives a problem
     */
    public void classify(
            Classifier classifier,
            List<ImageSource> images,
            OptionalDouble micronsPerPixel,
            Consumer<FileResult> results)
            throws IOException {
        classify(classifier, images, new SetReading(images, micronsPerPixel, OptionalInt.empty()), results);
    }

    /**
     * Says what some of a set of images show.
     *
     * @param set how all of it is read
     */
    public void classify(Classifier classifier, List<ImageSource> images, SetReading set, Consumer<FileResult> results)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        SetReading all = reading(classifier, set, work::note);
        int bits = all.sampleBits().orElseThrow();
        List<ImageSource> read =
                images.stream().map(image -> image.withSampleBits(bits)).toList();
        classifier.classifySources(
                read, (source, image) -> GrainDiameter.microns(image, all.micronsPerPixel()), result -> {
                    results.accept(result);
                    work.progress().report("classifying", done.incrementAndGet(), images.size());
                });
    }

    /**
     * How a classifier reads a set of images: what is not given, their files tell together.
     *
     * @param notes told in words what a user should know of it
     * @return with the bits of samples, and the scale where it is known and the classifier goes by it
     */
    public static SetReading reading(Classifier classifier, SetReading set, Consumer<String> notes) {
        List<Path> files =
                set.images().stream().flatMap(image -> image.file().stream()).toList();
        int bits = set.sampleBits().orElseGet(() -> classifier.sampleBits(files));
        ImageNotes told = ImageNotes.of(files);
        told.text(bits, set.images().stream().anyMatch(MergedStack.class::isInstance))
                .forEach(notes);
        return new SetReading(
                set.images(), scale(classifier.usesSize(), set.micronsPerPixel(), told, notes), OptionalInt.of(bits));
    }

    /**
     * Reads an image of a set as {@link #classify} does, for who runs the classifier himself. Safe for several threads.
     *
     * @param set of {@link #reading(Classifier, SetReading, Consumer)}
     * @throws ImageException when it cannot be read as an image
     */
    public static ReadImage read(Classifier classifier, Path image, SetReading set, ImageFile.Limits limits)
            throws IOException {
        DecodeSettings settings = DecodeSettings.ofBits(set.sampleBits().orElse(16));
        RgbImage pixels = ImageFile.decode(ImageFile.readContent(image, limits), image, limits, settings);
        return new ReadImage(
                pixels,
                classifier.usesSize() ? GrainDiameter.microns(pixels, set.micronsPerPixel()) : OptionalDouble.empty());
    }

    /**
     * Reads an image, to be shown; of a set of images of 16 bits, each by itself.
     *
     * @throws ImageException when it cannot be read as an image, or is larger than it may be
     */
    public static RgbImage pixels(Path image, ImageFile.Limits limits) throws IOException {
        return ImageFile.decode(
                ImageFile.readContent(image, limits),
                image,
                limits,
                DecodeSettings.ofBits(SampleDepth.of(List.of(image))));
    }

    /**
     * Looks at the header of an image file, whatever its name.
     *
     * @throws ImageException when the file is no image or its header is damaged; sound pixels are not promised
     */
    public static ImageHeader probe(Path image) throws IOException {
        return ImageFile.probe(image);
    }

    /** As given, or else that which all files tell. */
    private static OptionalDouble scale(boolean used, OptionalDouble given, ImageNotes notes, Consumer<String> told) {
        if (!used || given.isPresent()) {
            return given;
        }
        notes.scaleText().ifPresent(told);
        return notes.commonScale().stream()
                .mapToDouble(ImageScale::micronsPerPixel)
                .findFirst();
    }

    /**
     * How images that are to be explained are read, all of them alike; told once.
     *
     * @param micronsPerPixel the scale, for models that go by the size of grains
     */
    public SetReading reading(Explainer explainer, List<Path> images, OptionalDouble micronsPerPixel) {
        int bits = explainer.sampleBits(images);
        ImageNotes notes = ImageNotes.of(images);
        notes.text(bits, false).forEach(work::note);
        boolean usesSize = explainer.card().size().isPresent();
        return new SetReading(
                images.stream().map(ImageSource::of).toList(),
                scale(usesSize, micronsPerPixel, notes, work::note),
                OptionalInt.of(bits));
    }

    /**
     * Says what an image shows, what of it speaks for that, and which training images are nearest.
     *
     * @param set of {@link #reading}
     * @param about the class to speak for; empty for the likeliest
     * @param nearest how many training images
     * @throws ImageException when it cannot be read as an image
     */
    public Explanation explain(Explainer explainer, Path image, SetReading set, Optional<String> about, int nearest)
            throws ImageException, IOException {
        RgbImage pixels =
                ImageFile.decode(image, DecodeSettings.ofBits(set.sampleBits().orElse(16)));
        OptionalDouble diameter = explainer.card().size().isEmpty()
                ? OptionalDouble.empty()
                : GrainDiameter.microns(pixels, set.micronsPerPixel());
        return explainer.explain(pixels, diameter, about, nearest, Progress.NONE);
    }

    /** Synthetic images, to try everything. */
    public Samples samples() {
        return new Samples(work);
    }

    /** Microscope fields: counting, and models that count. */
    public Slides slides() {
        return new Slides(work);
    }

    /** Networks trained further and suites of experiments: needs the artifact exina-torch. */
    public Study study() {
        return new Study(work);
    }

    /**
     * Tests a model on labelled images; those it was trained on are known by their content.
     *
     * @param withSeen whether images it was trained on are tested, too
     */
    public Evaluation evaluate(Classifier classifier, Dataset dataset, boolean withSeen) throws IOException {
        Dataset read = dataset.reading().sampleBits() > 0
                ? dataset
                : dataset.withSampleBits(classifier.sampleBits(dataset.sampleBits()));
        work.noteReading(read);
        if (classifier.usesSize()) {
            read.scaleNote().ifPresent(work::note);
        }
        return Evaluation.of(classifier, read, withSeen, GrainSizes.measure(read.scales()), work.progress());
    }

    /**
     * Compares two cross-validations on the images that both tested, paired.
     *
     * @throws org.exina.io.ExinaException when they have none in common
     */
    public PairedComparison compare(RunFolder first, RunFolder second) throws IOException {
        return PairedComparison.of(first, second);
    }

    /**
     * Compares two models on labelled images, paired; what a model was trained on, or never learned, is told.
     *
     * @param withSeen whether images that one was trained on are tested, too
     * @throws IllegalArgumentException when there is no image that both are tested on
     */
    public PairedComparison compare(Path first, Path second, Dataset dataset, boolean withSeen) throws IOException {
        return PairedComparison.of(tested(first, dataset, withSeen), tested(second, dataset, withSeen));
    }

    private PairedComparison.Tested tested(Path model, Dataset dataset, boolean withSeen) throws IOException {
        try (Classifier classifier = classifier(model)) {
            Evaluation done = evaluate(classifier, dataset, withSeen);
            if (done.seen() > 0) {
                work.note(model + " was trained on " + done.seen() + " of the images; "
                        + (withSeen ? "its metrics are too good" : "they took no part"));
            }
            done.unknown()
                    .forEach((label, count) -> work.note(model + " never learned '" + label + "': " + count
                            + (count == 1 ? " image" : " images") + " took no part"));
            return new PairedComparison.Tested(model.toString(), done.classes(), done.predictions());
        }
    }

    @Override
    public void close() {
        work.cache().close();
    }
}
