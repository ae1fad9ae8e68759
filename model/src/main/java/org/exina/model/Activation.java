package org.exina.model;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;
import org.exina.task.Progress;

/** Exact heat maps of models whose head is linear over averages of maps. */
final class Activation implements AttributionMethod {
    /** Parts of an image along each side: maps of 7, 14 and 28 places divide it. */
    private static final int SIDE = 56;

    private final ModelCard card;
    private final ClassActivationTerms pooled;
    private final OrtModel model; // gives the maps

    private Activation(ModelCard card, ClassActivationTerms pooled, OrtModel model) {
        this.card = card;
        this.pooled = pooled;
        this.model = model;
    }

    /** Empty when the model is of another kind. */
    static Optional<AttributionMethod> of(Classifier classifier) throws IOException {
        OnnxGraph graph = classifier.graph();
        Optional<ClassActivationTerms> pooled = ClassActivationTerms.in(graph);
        if (pooled.isEmpty()) {
            return Optional.empty();
        }
        Map<String, InputSpec> inputs = new LinkedHashMap<>();
        for (ModelCard.Input in : classifier.card().inputs()) {
            inputs.put(in.name(), new InputSpec(in.heightPx(), in.widthPx(), in.interpolation()));
        }
        try {
            OrtModel model = OrtModel.open(graph.cutAt(pooled.get().maps()).toBytes(), inputs);
            return Optional.of(new Activation(classifier.card(), pooled.get(), model));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run a part of a model it runs: " + e.getMessage(), e);
        }
    }

    @Override
    public String method() {
        return "activation";
    }

    /** Sums to the score, exactly but for rounding. */
    @Override
    public HeatMap map(RgbImage image, int label, Progress progress) {
        Crop crop = card.crop();
        Map<String, List<RgbImage>> images = new LinkedHashMap<>();
        for (ModelCard.Input in : card.inputs()) {
            images.put(in.name(), List.of(crop.toSize(image, in.widthPx(), in.heightPx(), in.interpolation())));
        }
        Map<String, OrtModel.Output> outputs;
        try {
            outputs = model.run(images);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
        HeatMap sum = new HeatMap(SIDE, SIDE, new double[SIDE * SIDE]).plus(againstOthers(pooled.intercepts(), label));
        int feature = 0;
        for (String name : pooled.maps()) {
            OrtModel.Output map = outputs.get(name);
            sum = sum.plus(heat(map, feature, label));
            feature += (int) map.shape()[1];
        }
        return sum;
    }

    /**
     * What one map adds.
     *
     * @param first its first feature
     */
    private HeatMap heat(OrtModel.Output map, int first, int label) {
        int views = (int) map.shape()[0];
        int channels = (int) map.shape()[1];
        int height = (int) map.shape()[2];
        int width = map.shape().length > 3 ? (int) map.shape()[3] : 1;
        int places = height * width;
        FloatBuffer values = map.values();
        HeatMap sum = new HeatMap(SIDE, SIDE, new double[SIDE * SIDE]);
        for (DihedralView view : DihedralView.first(views)) {
            double[] heat = new double[places];
            for (int c = 0; c < channels; c++) {
                double weight = weight(first + c, label) / places / views;
                for (int i = 0; i < places; i++) {
                    heat[i] += weight * values.get();
                }
            }
            sum = sum.plus(new HeatMap(height, width, heat).unturned(view).finer(SIDE, SIDE));
        }
        return sum;
    }

    private double weight(int feature, int label) {
        int classes = pooled.intercepts().size();
        double others = 0;
        for (int k = 0; k < classes; k++) {
            others += k == label ? 0 : pooled.weight(feature, k) / (classes - 1);
        }
        return pooled.weight(feature, label) - others;
    }

    private static double againstOthers(List<Double> scores, int label) {
        double sum = scores.stream().mapToDouble(s -> s).sum();
        return scores.get(label) - (sum - scores.get(label)) / (scores.size() - 1);
    }

    @Override
    public void close() {
        model.close();
    }
}
