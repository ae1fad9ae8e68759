package org.exina.predict;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.exina.backbone.InputSpec;
import org.exina.backbone.OrtModel;
import org.exina.image.Crop;
import org.exina.image.ImageException;
import org.exina.image.ImageFile;
import org.exina.image.RgbImage;
import org.exina.network.OnnxGraph;
import org.exina.store.Json;

/** A model file, opened. Needs nothing of training. Safe for several threads; close it when done. */
public final class Classifier implements AutoCloseable {
    private static final int PICTURES_IN_A_RUN = 8; // views counted

    private final Path file;
    private final ModelCard card;
    private final Crop crop;
    private final OrtModel model;
    private final int batch;

    private Classifier(Path file, ModelCard card, OrtModel model, boolean oneByOne) {
        this.file = file;
        this.card = card;
        this.crop = Crop.valueOf(card.crop().toUpperCase(Locale.ROOT));
        this.model = model;
        this.batch = oneByOne ? 1 : Math.max(1, PICTURES_IN_A_RUN / card.views());
    }

    /**
     * Opens a model file.
     *
     * @throws ModelException when it is no ONNX file or damaged, when Exina did not write it, or when a newer one did
     */
    public static Classifier open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ModelException(file, "is a folder; expected a model file, as exina train writes it");
        }
        byte[] bytes = Files.readAllBytes(file);
        OnnxGraph graph;
        try {
            graph = OnnxGraph.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    file, "is no ONNX file, or was cut off; expected a model file, as exina train writes it", e);
        }
        ModelCard card = card(file, graph);
        Map<String, InputSpec> inputs = new LinkedHashMap<>();
        card.inputs()
                .forEach(in -> inputs.put(in.name(), new InputSpec(in.heightPx(), in.widthPx(), in.interpolation())));
        try {
            boolean oneByOne = graph.shapeOf(card.inputs().get(0).name()).get(0) == 1;
            return new Classifier(file, card, OrtModel.open(bytes, inputs), oneByOne);
        } catch (OrtException e) {
            throw new ModelException(file, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    private static ModelCard card(Path file, OnnxGraph graph) throws IOException {
        Map<String, String> metadata = graph.metadata();
        String format = metadata.get(ModelFile.FORMAT_KEY);
        if (format == null) {
            throw new ModelException(
                    file,
                    "is an ONNX model, but Exina did not write it; expected a model file, as exina train writes it."
                            + " To train on its features: exina backbones add " + file.getFileName() + " --name NAME");
        }
        String damaged = "is damaged; copy it again, or train the model again";
        int version;
        try {
            version = Integer.parseInt(format);
        } catch (NumberFormatException e) {
            throw new ModelException(file, damaged, e);
        }
        if (version > ModelFile.FORMAT) {
            throw new ModelException(
                    file,
                    "model format version " + version + " is newer than " + ModelFile.FORMAT
                            + ", the newest that this program reads; update Exina");
        }
        if (!graph.fingerprint().equals(metadata.get(ModelFile.FINGERPRINT))) {
            throw new ModelException(file, damaged);
        }
        try {
            return Json.read(metadata.getOrDefault(ModelFile.CARD, ""), ModelCard.class);
        } catch (IOException e) {
            throw new ModelException(file, damaged, e);
        }
    }

    public ModelCard card() {
        return card;
    }

    /** Labels, in the order of the probabilities. */
    public List<String> classes() {
        return card.classes();
    }

    /** Says what a picture shows; of any size. */
    public Prediction classify(RgbImage picture) {
        return classify(List.of(picture)).get(0);
    }

    /** The same of many, in their order; in runs of a few, so that memory stays flat. */
    public List<Prediction> classify(List<RgbImage> pictures) {
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += batch) {
            predictions.addAll(run(pictures.subList(from, Math.min(pictures.size(), from + batch))));
        }
        return predictions;
    }

    /**
     * The same of files, a run of them in memory at a time. One that cannot be read as a picture gives a problem.
     *
     * @param results told what became of each file, in their order
     * @throws InterruptedIOException when the thread is interrupted
     */
    public void classifyFiles(Iterable<Path> files, Consumer<FileResult> results) throws IOException {
        List<Path> names = new ArrayList<>();
        List<RgbImage> pictures = new ArrayList<>();
        for (Path each : files) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            try {
                pictures.add(ImageFile.decode(each));
                names.add(each);
            } catch (ImageException e) {
                flush(names, pictures, results);
                results.accept(new FileResult(each, Optional.empty(), Optional.of(e.getMessage())));
            }
            if (names.size() == batch) {
                flush(names, pictures, results);
            }
        }
        flush(names, pictures, results);
    }

    private void flush(List<Path> names, List<RgbImage> pictures, Consumer<FileResult> results) {
        if (names.isEmpty()) {
            return;
        }
        List<Prediction> predictions = run(pictures);
        for (int i = 0; i < names.size(); i++) {
            results.accept(new FileResult(names.get(i), Optional.of(predictions.get(i)), Optional.empty()));
        }
        names.clear();
        pictures.clear();
    }

    private List<Prediction> run(List<RgbImage> pictures) {
        Map<String, List<RgbImage>> images = new LinkedHashMap<>();
        for (ModelCard.Input in : card.inputs()) {
            images.put(
                    in.name(),
                    pictures.stream()
                            .map(picture -> crop.toSize(picture, in.widthPx(), in.heightPx(), in.interpolation()))
                            .toList());
        }
        FloatBuffer values;
        try {
            values = model.run(images).get(ModelFile.PROBABILITIES).values();
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": ONNX Runtime failed: " + e.getMessage(), e);
        }
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            double[] probabilities = new double[classes().size()];
            for (int k = 0; k < probabilities.length; k++) {
                probabilities[k] = values.get();
            }
            predictions.add(new Prediction(classes(), probabilities));
        }
        return predictions;
    }

    @Override
    public void close() {
        model.close();
    }
}
