package org.exina.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.backbone.Backbone;
import org.exina.image.DihedralView;
import org.exina.model.ModelCard;
import org.exina.model.ModelFormat;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;

/** From pixels to probabilities: views, backbones side by side, the mean over the views, the head. */
final class ModelGraph {
    private final OnnxGraph graph = OnnxGraph.create("exina");
    private final ModelRecipe recipe;
    private final Map<InputSpec, String> inputs = new LinkedHashMap<>();
    private final IdentityHashMap<Backbone, String> backbones = new IdentityHashMap<>(); // what each gives

    private ModelGraph(ModelRecipe recipe) {
        this.recipe = recipe;
    }

    /** The graph and which of its inputs takes which images. */
    record Built(OnnxGraph graph, Map<InputSpec, String> inputs) {}

    static Built of(ModelRecipe recipe, int classes) {
        ModelGraph model = new ModelGraph(recipe);
        model.addInputs();
        List<String> parts = new ArrayList<>();
        for (ModelRecipe.Part part : recipe.parts()) {
            parts.add(model.features(part));
        }
        String features = parts.size() == 1
                ? parts.get(0)
                : model.graph.node("Concat", Map.of("axis", 1), parts.toArray(String[]::new));
        Optional<String> diameters = recipe.size().map(model::diameters);
        String probabilities = recipe.head().addTo(model.graph, features, diameters);
        model.graph.output(ModelFormat.PROBABILITIES, probabilities, OnnxGraph.Type.FLOAT, -1, classes);
        recipe.familiarity().map(nodes -> nodes.addTo(model.graph, features)).ifPresent(placed -> {
            model.graph.output(ModelFormat.NOVELTY, placed.novelty(), OnnxGraph.Type.FLOAT, -1);
            model.graph.output(ModelFormat.COORDINATES, placed.coordinates(), OnnxGraph.Type.FLOAT, -1, placed.axes());
        });
        return new Built(model.graph, model.inputs);
    }

    private void addInputs() {
        long sizes = recipe.backbones().stream().map(Backbone::input).distinct().count();
        boolean oneByOne = recipe.backbones().stream().anyMatch(b -> b.largestBatch() == 1);
        for (Backbone backbone : recipe.backbones()) {
            InputSpec input = backbone.input();
            if (!inputs.containsKey(input)) {
                String name = sizes == 1 ? OrtModel.PIXELS : OrtModel.PIXELS + "_" + (inputs.size() + 1);
                graph.input(name, OnnxGraph.Type.UINT8, oneByOne ? 1 : -1, input.height(), input.width(), 3);
                inputs.put(input, name);
            }
        }
    }

    /**
     * Adds the input for diameters of grains.
     *
     * @return (n, 1)
     */
    private String diameters(ModelCard.Size size) {
        boolean oneByOne = recipe.backbones().stream().anyMatch(b -> b.largestBatch() == 1);
        String diameters = graph.input(size.input(), OnnxGraph.Type.FLOAT, oneByOne ? 1 : -1);
        return graph.node("Reshape", diameters, graph.constant("column", new long[] {-1, 1}));
    }

    /**
     * Adds the features of one part: the mean over as many views as it takes.
     *
     * @return (n, length)
     */
    private String features(ModelRecipe.Part part) {
        Backbone backbone = part.backbone();
        String ran = backbones.computeIfAbsent(backbone, this::run);
        int views = recipe.viewsOf(backbone);
        if (views == 1) {
            return ran;
        }
        float[] share = new float[views];
        Arrays.fill(share, 0, part.views(), 1f / part.views());
        String mean = graph.node("MatMul", ran, graph.constant("mean", share, views, 1));
        return graph.node("Reshape", mean, graph.constant("vector", new long[] {-1, backbone.length()}));
    }

    /**
     * Adds a backbone, which is fed all views in one batch.
     *
     * @return (n, length) of one view, (n, length, views) of several
     */
    private String run(Backbone backbone) {
        String pixels = inputs.get(backbone.input());
        List<DihedralView> views = recipe.views().subList(0, recipe.viewsOf(backbone));
        if (views.size() == 1) {
            return backbone.toOnnx(graph, pixels);
        }
        String[] turned = views.stream().map(view -> turned(pixels, view)).toArray(String[]::new);
        String all = graph.node("Concat", Map.of("axis", 0), turned); // (views x n, ...)
        String features = backbone.toOnnx(graph, all);
        String perView = graph.node(
                "Reshape", features, graph.constant("views", new long[] {views.size(), -1, backbone.length()}));
        return graph.node("Transpose", Map.of("perm", new int[] {1, 2, 0}), perView);
    }

    /** As {@link DihedralView#apply} does, on (n, h, w, 3). */
    private String turned(String pixels, DihedralView view) {
        String x = view.mirrored() ? reversed(pixels, 2) : pixels;
        return switch (view.turns()) {
            case 1 -> reversed(transposed(x), 1);
            case 2 -> reversed(reversed(x, 1), 2);
            case 3 -> reversed(transposed(x), 2);
            default -> x;
        };
    }

    private String transposed(String x) {
        return graph.node("Transpose", Map.of("perm", new int[] {0, 2, 1, 3}), x);
    }

    private String reversed(String x, long axis) {
        return graph.node(
                "Slice",
                x,
                graph.constant("last", new long[] {-1}),
                graph.constant("first", new long[] {Long.MIN_VALUE + 1}),
                graph.constant("axis", new long[] {axis}),
                graph.constant("back", new long[] {-1}));
    }
}
