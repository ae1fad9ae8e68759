package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.Interpolation;
import org.exina.network.CompiledNetwork;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.exina.network.OnnxGraph;
import org.exina.network.Preprocessing;
import org.exina.network.Scattering;
import org.exina.network.Shape;

/** Backbones whose networks Exina describes: the built-in one, and those of {@link Networks} with their weights. */
final class DescribedBackbones {
    static final String BUILT_IN = "scattering";

    /** Height and width of pictures when nobody says; the networks take other sizes too. */
    static final int SIZE = 224;

    private final Path weights;

    /** @param weights the folder of the weight files */
    DescribedBackbones(Path weights) {
        this.weights = weights;
    }

    /** The built-in one first. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(BUILT_IN));
        names.addAll(Networks.names());
        return names;
    }

    Backbones.Listing listing(String name) throws IOException {
        Network network = network(name);
        Reading reading = reading(network, BackboneSpec.of(name));
        Path file = weightFile(name);
        boolean there = Files.isRegularFile(file);
        return new Backbones.Listing(
                name,
                name.equals(BUILT_IN)
                        ? Backbones.State.BUILT_IN
                        : there ? Backbones.State.READY : Backbones.State.NO_WEIGHTS,
                reading.input().height(),
                reading.input().width(),
                reading.tapList(),
                network.parameters(),
                there ? Files.size(file) : 0,
                network.paper(),
                "");
    }

    /** @throws BackboneException when its weights are not there, or it cannot be read as asked */
    Backbone open(BackboneSpec spec) throws IOException {
        Network network = network(spec.name());
        Reading reading = reading(network, spec);
        Network bare = network.with(Preprocessing.NONE); // the reading has it, so that one compiled file serves all
        OnnxGraph graph;
        String fingerprint;
        if (spec.name().equals(BUILT_IN)) {
            graph = bare.compile(reading.values());
            fingerprint = bare.fingerprint();
        } else {
            Path file = weightFile(spec.name());
            if (!Files.isRegularFile(file)) {
                throw new BackboneException("backbone " + spec.name()
                        + ": its weights are not there; put Keras's weight" + " file without top at " + file);
            }
            CompiledNetwork compiled = CompiledNetwork.open(bare, file, reading.values());
            graph = OnnxGraph.parse(Files.readAllBytes(compiled.file()));
            fingerprint = compiled.fingerprint();
        }
        return OnnxBackbone.open(
                new OnnxBackbone.Settings(spec.id(), reading, reading.fingerprint(fingerprint), false), graph, false);
    }

    private static Network network(String name) {
        return name.equals(BUILT_IN) ? Scattering.network() : Networks.of(name);
    }

    /** What is asked for, filled up with what is usual. @throws BackboneException when the network cannot be read so */
    static Reading reading(Network network, BackboneSpec spec) throws BackboneException {
        if (spec.name().equals(BUILT_IN) && spec.preprocessing().isPresent()) {
            throw new BackboneException("backbone '" + spec.id() + "': the preprocessing of " + BUILT_IN
                    + " is a part of it and cannot be another");
        }
        int size = spec.size().orElse(network.oneSize() ? network.leastSize() : SIZE);
        Pooling pooling = spec.pooling().orElse(Pooling.MEAN);
        List<TapRead> taps = new ArrayList<>();
        try {
            for (String tap : spec.taps().isEmpty() ? network.taps() : spec.taps()) {
                taps.add(TapRead.of(tap, axes(network.shape(tap, size, size)), pooling));
            }
        } catch (IllegalArgumentException e) {
            throw new BackboneException("backbone '" + spec.id() + "': " + e.getMessage());
        }
        InputSpec input = new InputSpec(size, size, Interpolation.BILINEAR);
        return new Reading(input, spec.preprocessing().orElse(network.preprocessing()), taps);
    }

    private static long[] axes(Shape shape) {
        return shape.isVector()
                ? new long[] {1, shape.channels()}
                : new long[] {1, shape.channels(), shape.height(), shape.width()};
    }

    private Path weightFile(String name) {
        return weights.resolve(name + ".h5");
    }
}
