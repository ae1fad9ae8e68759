package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.exina.image.Interpolation;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.network.Network;
import org.exina.network.NetworkCompiler;
import org.exina.network.Networks;
import org.exina.network.Preprocessing;
import org.exina.network.Scattering;
import org.exina.network.Shape;
import org.exina.network.weights.CompiledNetwork;
import org.exina.network.weights.OfficialFile;
import org.exina.network.weights.StoredWeights;
import org.exina.network.weights.WeightStore;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.task.Progress;

/** Backbones whose networks Exina describes: the built-in one, and those of {@link Networks} with their weights. */
final class DescribedBackbones {
    static final String BUILT_IN = "scattering";

    /** Height and width of images when nobody says; the networks take other sizes too. */
    static final int SIZE = 224;

    private static final List<Integer> SHAPES_SHOWN = List.of(200, SIZE);
    private static final String BUILT_IN_LICENCE = "Apache-2.0";

    private final WeightStore weights;

    DescribedBackbones(WeightStore weights) {
        this.weights = weights;
    }

    /** The built-in one first. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(BUILT_IN));
        names.addAll(Networks.names());
        return names;
    }

    BackboneListing listing(String name) throws IOException {
        if (name.equals(BUILT_IN)) {
            return listing(Scattering.network(), BackboneListing.State.BUILT_IN, 0, BUILT_IN_LICENCE, Optional.empty());
        }
        OfficialFile official = OfficialFile.of(name);
        try {
            Optional<StoredWeights> here = weights.find(name);
            return listing(
                    here.map(StoredWeights::describe).orElseGet(() -> Networks.of(name)),
                    here.isPresent() ? BackboneListing.State.READY : BackboneListing.State.DOWNLOADABLE,
                    here.map(StoredWeights::bytes).orElse(official.bytes()),
                    official.licence(),
                    Optional.empty());
        } catch (ExinaException e) {
            return listing(Networks.of(name), BackboneListing.State.BROKEN, 0, official.licence(), Optional.of(e));
        }
    }

    private static BackboneListing listing(
            Network network, BackboneListing.State state, long bytes, String licence, Optional<ExinaException> problem)
            throws IOException {
        TapConfig reading = reading(network, BackboneSpec.of(network.name()));
        Map<Integer, List<Integer>> shapes = new TreeMap<>();
        for (int size : network.oneSize() ? List.of(network.leastSize()) : SHAPES_SHOWN) {
            shapes.put(size, rowsFirst(network.outputShape(size, size)));
        }
        return new BackboneListing(
                network.name(),
                state,
                reading.input().height(),
                reading.input().width(),
                shapes,
                reading.tapList(),
                network.parameters(),
                bytes,
                licence,
                network.paper(),
                problem);
    }

    /** Every layer that can be a tap, and the images' size left as the reading has it. */
    List<BackboneListing.Layer> layers(BackboneSpec spec) throws IOException {
        Network network = network(spec.name());
        TapConfig reading = reading(network, spec);
        Map<String, Shape> shapes =
                network.shapes(reading.input().height(), reading.input().width());
        return network.layers().stream()
                .map(layer -> new BackboneListing.Layer(
                        layer, rowsFirst(shapes.get(layer)), reading.values().contains(layer)))
                .toList();
    }

    /** (height, width, channels), as Keras prints shapes; a vector's length alone. */
    private static List<Integer> rowsFirst(Shape shape) {
        return shape.isVector() ? List.of(shape.channels()) : List.of(shape.height(), shape.width(), shape.channels());
    }

    /**
     * Sees that a network can be read as asked, and gets its weights if they are not here.
     *
     * @param say told in words what is done
     */
    void prepare(BackboneSpec spec, Progress progress, Consumer<String> say) throws IOException {
        reading(network(spec.name()), spec); // before anything is downloaded for nothing
        if (!spec.name().equals(BUILT_IN)) {
            weights.download(spec.name(), progress, say);
        }
    }

    /**
     * Opens a described network, read as {@code spec} asks; all but the built-in one need weights.
     *
     * @throws ExinaException when its weights are not there, or it cannot be read as asked
     */
    Backbone open(BackboneSpec spec) throws IOException {
        Network network = network(spec.name());
        TapConfig reading = reading(network, spec);
        Network bare = network.with(Preprocessing.NONE); // the reading has it, so that one compiled file serves all
        if (spec.name().equals(BUILT_IN)) {
            return open(spec, reading, NetworkCompiler.compile(bare, reading.values()), bare.fingerprint());
        }
        StoredWeights stored = weights.find(spec.name())
                .orElseThrow(
                        () -> new ExinaException("backbone " + spec.name(), "its weights are not here; download them")
                                .with(Remedy.Kind.DOWNLOAD_WEIGHTS, spec.name()));
        weights.verify(stored);
        Path file = weights.file(stored);
        CompiledNetwork compiled = CompiledNetwork.open(
                bare,
                file,
                stored.sha256(),
                reading.values(),
                file.toAbsolutePath().getParent());
        return open(spec, reading, OnnxGraph.parse(Files.readAllBytes(compiled.file())), compiled.fingerprint());
    }

    private static Backbone open(BackboneSpec spec, TapConfig reading, OnnxGraph graph, String fingerprint)
            throws ExinaException {
        return OnnxBackbone.open(
                new OnnxBackbone.Settings(spec.id(), reading, reading.fingerprint(fingerprint), false), graph, false);
    }

    /** As wide as its weights are, if they are here. */
    private Network network(String name) throws IOException {
        if (name.equals(BUILT_IN)) {
            return Scattering.network();
        }
        return weights.find(name).map(StoredWeights::describe).orElseGet(() -> Networks.of(name));
    }

    /**
     * What is asked for, filled up with what is usual.
     *
     * @throws ExinaException when the network cannot be read so
     */
    static TapConfig reading(Network network, BackboneSpec spec) throws ExinaException {
        if (spec.name().equals(BUILT_IN) && spec.preprocessing().isPresent()) {
            throw new ExinaException(
                    "backbone '" + spec.id() + "'",
                    "the preprocessing of " + BUILT_IN + " is a part of it and cannot be another");
        }
        int size = spec.size().orElse(network.oneSize() ? network.leastSize() : SIZE);
        List<Pooling> poolings = spec.poolings().isEmpty() ? List.of(Pooling.MEAN) : spec.poolings();
        List<PooledTap> taps = new ArrayList<>();
        try {
            for (String tap : spec.taps().isEmpty() ? network.taps() : spec.taps()) {
                taps.addAll(PooledTap.of(tap, axes(network.shape(tap, size, size)), poolings));
            }
        } catch (IllegalArgumentException e) {
            throw new ExinaException("backbone '" + spec.id() + "'", e.getMessage());
        }
        InputSpec input = new InputSpec(size, size, Interpolation.BILINEAR);
        return new TapConfig(input, spec.preprocessing().orElse(network.preprocessing()), taps);
    }

    private static long[] axes(Shape shape) {
        return shape.isVector()
                ? new long[] {1, shape.channels()}
                : new long[] {1, shape.channels(), shape.height(), shape.width()};
    }
}
