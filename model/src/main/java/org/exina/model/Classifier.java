package org.exina.model;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.exina.image.Crop;
import org.exina.image.RgbImage;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageFormat;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SampleDepth;
import org.exina.io.ExinaException;
import org.exina.io.FileKind;
import org.exina.io.Json;
import org.exina.io.Remedy;
import org.exina.onnx.FileHash;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;

/** A model file, opened. Needs nothing of training. Safe for several threads; close it when done. */
public final class Classifier implements AutoCloseable {
    private static final int IMAGES_IN_A_RUN = 8; // views counted
    private static final String DAMAGED =
            "is damaged: it is not as it was written; copy it again, or train the model again";

    private static final String EXPECTED = "; expected a model file, as training writes it";

    private final Path file;
    private final Map<String, String> metadata;
    private final ModelCard card;
    private final Crop crop;
    private final OrtModel model;
    private final TrainingImages images;
    private final int batch;

    private Classifier(Path file, Map<String, String> metadata, ModelCard card, TrainingImages images, OrtModel model) {
        this.file = file;
        this.metadata = metadata;
        this.card = card;
        this.images = images;
        this.crop = card.crop();
        this.model = model;
        this.batch = model.takesOneImage() ? 1 : Math.max(1, IMAGES_IN_A_RUN / card.views());
    }

    /**
     * Opens a model file. Its fingerprint is checked, see {@link #isWholeFileChecked}.
     *
     * @throws ExinaException when it is no ONNX file or damaged, when Exina did not write it, or when a newer one did
     */
    public static Classifier open(Path file) throws IOException {
        requireNoOther(file);
        byte[] bytes = Files.readAllBytes(file);
        Map<String, String> metadata = metadata(file, bytes);
        ModelCard card = card(file, metadata);
        return new Classifier(file, metadata, card, images(file, metadata, card), running(file, bytes, card));
    }

    /**
     * What a model file says of itself. It is checked as {@link #open} does, but nothing is made ready to run.
     *
     * @throws ExinaException when it is no ONNX file or damaged, when Exina did not write it, or when a newer one did
     */
    public static ModelCard card(Path file) throws IOException {
        requireNoOther(file);
        return card(file, metadata(file, Files.readAllBytes(file)));
    }

    private static Map<String, String> metadata(Path file, byte[] bytes) throws ExinaException {
        Optional<Map<String, String>> sealed = FileHash.metadata(bytes, ModelFormat.FINGERPRINT);
        return sealed.isPresent() && format(file, sealed.get()) >= ModelFormat.WHOLE_FILE
                ? sealed.get()
                : checked(file, bytes);
    }

    /** The metadata of a file of before {@link ModelFormat#WHOLE_FILE}; tells what is wrong with any other. */
    private static Map<String, String> checked(Path file, byte[] bytes) throws ExinaException {
        OnnxGraph graph = parsed(file, bytes);
        Map<String, String> metadata = graph.metadata();
        if (format(file, metadata) >= ModelFormat.WHOLE_FILE
                || !graph.fingerprint().equals(metadata.get(ModelFormat.FINGERPRINT))) {
            throw new ExinaException(file, DAMAGED);
        }
        return metadata;
    }

    /** Refuses what is no model, however sound, before it is read whole. */
    private static void requireNoOther(Path file) throws IOException {
        Optional<FileKind> kind = FileKind.of(file);
        if (kind.isPresent()) {
            throw new ExinaException(file, "is " + kind.get().title() + EXPECTED);
        }
        String other = "a folder";
        if (!Files.isDirectory(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                Optional<ImageFormat> image = ImageFormat.of(in.readNBytes(ImageFormat.SIGNATURE_BYTES));
                if (image.isEmpty()) {
                    return;
                }
                other = "an image (" + image.get().title() + ")";
            }
        }
        throw new ExinaException(file, "is " + other + EXPECTED).with(Remedy.Kind.MODEL_FIRST, file);
    }

    private static OnnxGraph parsed(Path file, byte[] bytes) throws ExinaException {
        try {
            return OnnxGraph.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new ExinaException(
                    file,
                    "is no ONNX file, or was damaged or cut off; copy it again, or name a model file, as training writes it",
                    e);
        }
    }

    private static OrtModel running(Path file, byte[] graph, ModelCard card) throws ExinaException {
        Map<String, InputSpec> inputs = new LinkedHashMap<>();
        card.inputs()
                .forEach(in -> inputs.put(in.name(), new InputSpec(in.heightPx(), in.widthPx(), in.interpolation())));
        try {
            return OrtModel.open(graph, inputs);
        } catch (OrtException e) {
            throw new ExinaException(file, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    private static TrainingImages images(Path file, Map<String, String> metadata, ModelCard card)
            throws ExinaException {
        try {
            String text = metadata.get(ModelFormat.IMAGES);
            return text == null ? TrainingImages.NONE : TrainingImages.parse(text, card.classes());
        } catch (IOException | IllegalArgumentException e) {
            throw new ExinaException(file, DAMAGED, e);
        }
    }

    private static int format(Path file, Map<String, String> metadata) throws ExinaException {
        String format = metadata.get(ModelFormat.FORMAT_KEY);
        if (format == null && !metadata.containsKey(ModelFormat.FINGERPRINT)) {
            throw new ExinaException(
                            file,
                            "is an ONNX model, but Exina did not write it; expected a model file, as training writes it."
                                    + " To train on its features, add it as a backbone")
                    .with(Remedy.Kind.ADD_BACKBONE, file.getFileName());
        }
        int version;
        try {
            version = Integer.parseInt(format);
        } catch (NumberFormatException e) {
            throw new ExinaException(file, DAMAGED, e);
        }
        if (version > ModelFormat.FORMAT) {
            throw new ExinaException(
                    file,
                    "model format version " + version + " is newer than " + ModelFormat.FORMAT
                            + ", the newest that this program reads; update Exina");
        }
        return version;
    }

    private static ModelCard card(Path file, Map<String, String> metadata) throws ExinaException {
        try {
            return Json.read(metadata.getOrDefault(ModelFormat.CARD, ""), ModelCard.class);
        } catch (IOException e) {
            throw new ExinaException(file, DAMAGED, e);
        }
    }

    /** The file that was opened. */
    public Path file() {
        return file;
    }

    public ModelCard card() {
        return card;
    }

    /**
     * Whether the fingerprint that was checked covers all of the file. Not so in files of formats 1 to 3: it is of the
     * graph alone there, and a changed threshold, figure or name goes unnoticed.
     */
    public boolean isWholeFileChecked() {
        return Integer.parseInt(metadata.get(ModelFormat.FORMAT_KEY)) >= ModelFormat.WHOLE_FILE;
    }

    /** What else stands in the file's metadata, see docs/model-file.md. */
    public Optional<String> metadata(String key) {
        return Optional.ofNullable(metadata.get(key));
    }

    /** Labels, in the order of the probabilities. */
    public List<String> classes() {
        return card.classes();
    }

    /** The graph of the file, to be looked at or cut; the caller's own, read anew. */
    public OnnxGraph graph() throws IOException {
        return parsed(file, Files.readAllBytes(file));
    }

    /** Of the images it was trained on, for the nearest to another; none in models that know no novelty. */
    public TrainingImages images() {
        return images;
    }

    /**
     * Why an image counts as unknown, in words; empty when it does not.
     *
     * @param prediction this model's
     */
    public String why(Prediction prediction) {
        if (!prediction.isUnknown()) {
            return "";
        }
        ModelCard.Rejection rejection = card.rejection().orElseThrow();
        String nearest = images.nearest(prediction.coordinates(), 1).stream()
                .map(near -> "; nearest: " + near.image().label() + " ("
                        + near.image().path() + ")")
                .findFirst()
                .orElse("");
        return String.format(
                Locale.ROOT,
                "unlike all training images: %.2f times as far from them as %.0f %% of known images stay%s",
                prediction.novelty().orElseThrow() / rejection.threshold(),
                100 * rejection.aim(),
                nearest);
    }

    /** Whether it goes by the size of grains too, where it is told. */
    public boolean usesSize() {
        return card.size().isPresent();
    }

    /**
     * The size that an answer goes by, beside those of its likeliest classes, in words: "38.2 \u00b5m; Secale 41.0
     * \u00b1 5.1, Poa 28.3 \u00b1 4.0". Empty where it goes by none.
     *
     * @param prediction this model's
     */
    public String sizes(Prediction prediction) {
        if (prediction.diameterMicrons().isEmpty()) {
            return "";
        }
        List<ModelCard.ClassSize> known = card.size().orElseThrow().perClass();
        String beside = prediction.top(2).stream()
                .map(Prediction.Ranked::label)
                .map(label -> label + " " + known.get(classes().indexOf(label)).text())
                .collect(Collectors.joining(", "));
        double diameter = prediction.diameterMicrons().getAsDouble();
        return String.format(Locale.ROOT, "%.1f \u00b5m; %s", diameter, beside);
    }

    /**
     * Says what an image file shows.
     *
     * @throws ImageException when it cannot be read as an image
     */
    public Prediction classify(Path image) throws IOException {
        return classify(ImageFile.decode(image, DecodeSettings.ofBits(sampleBits(List.of(image)))));
    }

    /**
     * Says what an image file in memory shows, such as one that was uploaded.
     *
     * @param content of a JPEG, PNG, TIFF, ... file
     * @param name for messages
     * @throws ImageException when it cannot be read as an image
     */
    public Prediction classify(byte[] content, Path name) throws IOException {
        return classify(ImageFile.decode(content, name));
    }

    /**
     * How many bits the samples of images of 16 use that do not declare it, for these to be read as those that the model
     * was trained on: as many as theirs, more where the values need more. See {@link SampleDepth}.
     */
    public int sampleBits(List<Path> images) {
        return sampleBits(SampleDepth.of(images));
    }

    /**
     * As {@link #sampleBits(List)}.
     *
     * @param own bits that the images' own values need
     */
    public int sampleBits(int own) {
        ModelCard.Training training = card.training();
        return training.sampleBitsKnown() ? Math.max(own, training.sampleBits()) : own;
    }

    /** Says what an image shows; of any size. */
    public Prediction classify(RgbImage image) {
        return classify(List.of(image)).get(0);
    }

    /**
     * Says what an image of a grain of known size shows.
     *
     * @param diameterMicrons of the grain on it; empty where it is not known, models without size pass it over
     */
    public Prediction classify(RgbImage image, OptionalDouble diameterMicrons) {
        return classify(List.of(image), List.of(diameterMicrons)).get(0);
    }

    /** Says what each of many images shows, in their order; in runs of a few, so that memory stays flat. */
    public List<Prediction> classify(List<RgbImage> images) {
        return classify(images, Collections.nCopies(images.size(), OptionalDouble.empty()));
    }

    /**
     * Says what each of many images of grains shows, in their order.
     *
     * @param diametersMicrons one for each image, empty where it is not known
     */
    public List<Prediction> classify(List<RgbImage> images, List<OptionalDouble> diametersMicrons) {
        if (diametersMicrons.size() != images.size()) {
            throw new IllegalArgumentException(
                    "expected a diameter for each of " + images.size() + " images, got " + diametersMicrons.size());
        }
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < images.size(); from += batch) {
            int to = Math.min(images.size(), from + batch);
            predictions.addAll(run(images.subList(from, to), diametersMicrons.subList(from, to)));
        }
        return predictions;
    }

    /**
     * Says what files show, a run of them in memory at a time. One that cannot be read as an image gives a problem.
     *
     * @param results told what became of each file, in their order
     * @throws InterruptedIOException when the thread is interrupted
     */
    public void classifyFiles(Iterable<Path> files, Consumer<FileResult> results) throws IOException {
        classifyFiles(files, (file, image) -> OptionalDouble.empty(), results);
    }

    /** Tells how large grains are. */
    @FunctionalInterface
    public interface Measure {
        /** In micrometres; empty where it is not known. */
        OptionalDouble diameterMicrons(ImageSource source, RgbImage image);
    }

    /**
     * Says what files show, with the size of the grains on them.
     *
     * @param measure asked where the model {@link #usesSize}
     */
    public void classifyFiles(Iterable<Path> files, Measure measure, Consumer<FileResult> results) throws IOException {
        List<Path> all = new ArrayList<>();
        files.forEach(all::add);
        int bits = sampleBits(all);
        classifySources(
                all.stream()
                        .map(file -> ImageSource.of(file.toString(), file, bits))
                        .toList(),
                measure,
                results);
    }

    /**
     * Says what images show, wherever they lie; as {@link #classifyFiles(Iterable, Measure, Consumer)} does.
     *
     * @param measure asked where the model {@link #usesSize}
     */
    public void classifySources(Iterable<ImageSource> sources, Measure measure, Consumer<FileResult> results)
            throws IOException {
        List<ImageSource> read = new ArrayList<>();
        List<RgbImage> images = new ArrayList<>();
        List<OptionalDouble> diameters = new ArrayList<>();
        for (ImageSource each : sources) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            try {
                RgbImage image = each.pixels();
                images.add(image);
                diameters.add(usesSize() ? measure.diameterMicrons(each, image) : OptionalDouble.empty());
                read.add(each);
            } catch (ImageException e) {
                flush(read, images, diameters, results);
                results.accept(new FileResult(each, Optional.empty(), Optional.of(e.getMessage())));
            }
            if (read.size() == batch) {
                flush(read, images, diameters, results);
            }
        }
        flush(read, images, diameters, results);
    }

    private void flush(
            List<ImageSource> read,
            List<RgbImage> images,
            List<OptionalDouble> diameters,
            Consumer<FileResult> results) {
        if (read.isEmpty()) {
            return;
        }
        List<Prediction> predictions = run(images, diameters);
        for (int i = 0; i < read.size(); i++) {
            results.accept(new FileResult(read.get(i), Optional.of(predictions.get(i)), Optional.empty()));
        }
        read.clear();
        images.clear();
        diameters.clear();
    }

    private List<Prediction> run(List<RgbImage> shown, List<OptionalDouble> diameters) {
        Map<String, List<RgbImage>> images = new LinkedHashMap<>();
        for (ModelCard.Input in : card.inputs()) {
            images.put(
                    in.name(),
                    shown.stream()
                            .map(image -> crop.toSize(image, in.widthPx(), in.heightPx(), in.interpolation()))
                            .toList());
        }
        Map<String, OrtModel.Output> outputs;
        try {
            outputs = model.run(images, numbers(diameters));
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": ONNX Runtime failed: " + e.getMessage(), e);
        }
        FloatBuffer values = outputs.get(ModelFormat.PROBABILITIES).values();
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            double[] probabilities = new double[classes().size()];
            for (int k = 0; k < probabilities.length; k++) {
                probabilities[k] = values.get();
            }
            OptionalDouble diameter = usesSize() ? diameters.get(i) : OptionalDouble.empty();
            predictions.add(new Prediction(classes(), probabilities, place(outputs), diameter));
        }
        return predictions;
    }

    /** What the model takes besides images. */
    private Map<String, float[]> numbers(List<OptionalDouble> diameters) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        card.size().ifPresent(size -> {
            float[] values = new float[diameters.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) diameters.get(i).orElse(0);
            }
            numbers.put(size.input(), values);
        });
        return numbers;
    }

    /** The next image's novelty and coordinates. */
    private Optional<Prediction.FeaturePosition> place(Map<String, OrtModel.Output> outputs) {
        OrtModel.Output novelty = outputs.get(ModelFormat.NOVELTY);
        OrtModel.Output coordinates = outputs.get(ModelFormat.COORDINATES);
        if (novelty == null || coordinates == null || card.rejection().isEmpty()) {
            return Optional.empty();
        }
        List<Float> place = new ArrayList<>();
        for (long axis = 0; axis < coordinates.shape()[1]; axis++) {
            place.add(coordinates.values().get());
        }
        double threshold = card.rejection().orElseThrow().threshold();
        return Optional.of(new Prediction.FeaturePosition(novelty.values().get(), threshold, place));
    }

    @Override
    public void close() {
        model.close();
    }
}
