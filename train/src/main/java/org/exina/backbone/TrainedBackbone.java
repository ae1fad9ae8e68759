package org.exina.backbone;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exina.network.Network;
import org.exina.network.NetworkCompiler;
import org.exina.network.Preprocessing;
import org.exina.network.Weights;
import org.exina.onnx.OnnxGraph;

/** A described network whose weights were trained here, run as any other backbone. */
public final class TrainedBackbone {
    private TrainedBackbone() {}

    /**
     * Opens it; its name is the network's.
     *
     * @param tap the layer it is read at
     * @throws IOException when the weights do not fit, or ONNX Runtime cannot run the network
     */
    public static Backbone of(Network network, Weights weights, String tap) throws IOException {
        return of(
                network,
                weights,
                new BackboneSpec(network.name(), OptionalInt.empty(), List.of(tap), List.of(), Optional.empty()));
    }

    /** Opens it, read as asked. */
    public static Backbone of(Network network, Weights weights, BackboneSpec spec) throws IOException {
        TapConfig reading = DescribedBackbones.reading(network, spec);
        OnnxGraph graph = NetworkCompiler.compile(network.with(Preprocessing.NONE), weights, reading.values());
        return OnnxBackbone.open(
                new OnnxBackbone.Settings(network.name(), reading, reading.fingerprint(graph.fingerprint()), false),
                graph,
                false);
    }
}
