package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.exina.image.Interpolation;
import org.exina.network.Preprocessing;
import org.exina.onnx.OnnxGraph;

/** Networks small enough to be worked out by hand. */
public final class TinyModels {
    /** Colours doubled, as a map; and their means, as a vector. Takes any number of images of any size. */
    public static OnnxGraph doubled() {
        OnnxGraph graph = OnnxGraph.create("doubled");
        String x = graph.input("x", OnnxGraph.Type.FLOAT, -1, 3, -1, -1);
        String map = graph.node("Mul", x, graph.scalar("two", 2));
        graph.output("map", graph.namedNode("map", "Identity", Map.of(), map), OnnxGraph.Type.FLOAT, -1, 3, -1, -1);
        String mean = graph.node("GlobalAveragePool", x);
        graph.output(
                "vector", graph.namedNode("vector", "Flatten", Map.of("axis", 1), mean), OnnxGraph.Type.FLOAT, -1, 3);
        return graph;
    }

    /**
     * Each row of an 8 x 8 image as a token of 24 numbers: (n, 8, 24).
     *
     * @param batch -1, or baked into the graph
     */
    static OnnxGraph tokens(long batch) {
        OnnxGraph graph = OnnxGraph.create("tokens");
        String x = graph.input("x", OnnxGraph.Type.FLOAT, batch, 3, 8, 8);
        x = graph.node("Transpose", Map.of("perm", new int[] {0, 2, 3, 1}), x);
        String tokens =
                graph.namedNode("tokens", "Reshape", Map.of(), x, graph.constant("s", new long[] {batch, 8, 24}));
        graph.output("tokens", tokens, OnnxGraph.Type.FLOAT, batch, 8, 24);
        return graph;
    }

    static Path save(OnnxGraph graph, Path folder) throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.write(file, graph.toBytes());
        return file;
    }

    /** To be added as "tiny", its pixels divided by 255. */
    static NewModel model(Path file, int size, String... taps) {
        return new NewModel(
                file, "tiny", Preprocessing.UNIT, size, size, Interpolation.BILINEAR, List.of(taps), Pooling.MEAN);
    }

    private TinyModels() {}
}
