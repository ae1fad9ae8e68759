package org.exina.network.weights;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.exina.network.Parameter;
import org.exina.network.Tensor;
import org.exina.network.Weights;

/**
 * Weights in a file of Keras (HDF5: the legacy layout, a whole model in it, or Keras 3's {@code .weights.h5}). Layers are
 * matched by order, as Keras does, since names differ between official files; every shape is checked on opening. A
 * classifier at the end of the file is left out when the network has none. Not thread-safe; close it when done.
 */
public final class KerasWeights implements Weights, AutoCloseable {
    /** What Keras's networks name the layers after their features. */
    private static final Set<String> CLASSIFIER =
            Set.of("fc1", "fc2", "fc1000", "predictions", "conv_preds", "dense", "dense_1", "dense_2");

    private final KerasFile file;
    private final Map<String, KerasFile.Stored> layers;

    private KerasWeights(KerasFile file, Map<String, KerasFile.Stored> layers) {
        this.file = file;
        this.layers = layers;
    }

    /**
     * Opens the weights of a network.
     *
     * @throws ExinaException naming the file, when it is no weight file of Keras, truncated, damaged, or of another
     *     network (which one, when Exina knows it)
     */
    public static KerasWeights open(Path path, Network network) throws IOException {
        KerasFile file = KerasFile.open(path);
        try {
            List<KerasFile.Stored> found = file.layers(network);
            Optional<String> problem = mismatch(found, network);
            if (problem.isPresent()) {
                throw new ExinaException(
                        path,
                        "does not hold the weights of " + network + ": " + problem.get()
                                + fitting(file)
                                        .map(n -> "; they are those of " + n)
                                        .orElse(""));
            }
            Map<String, KerasFile.Stored> layers = new HashMap<>();
            for (int i = 0; i < network.weightedLayers().size(); i++) {
                layers.put(network.weightedLayers().get(i), found.get(i));
            }
            return new KerasWeights(file, layers);
        } catch (ExinaException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The network of {@link Networks} whose weights a file holds, seen from the shapes; a MobileNet comes with the width
     * of the file.
     *
     * @throws ExinaException naming the file, when it is no weight file of Keras, truncated, damaged, or of no network
     *     Exina knows
     */
    public static Network recognize(Path path) throws IOException {
        try (KerasFile file = KerasFile.open(path)) {
            return fitting(file)
                    .orElseThrow(() -> new ExinaException(
                            path, "holds the weights of none of " + String.join(", ", Networks.names())));
        }
    }

    @Override
    public List<Tensor> of(String layer, List<Parameter> expected) throws ExinaException {
        List<Tensor> result = new ArrayList<>();
        for (Dataset array : layers.get(layer).arrays()) {
            result.add(file.read(array));
        }
        return result;
    }

    @Override
    public void close() {
        file.close();
    }

    private static Optional<Network> fitting(KerasFile file) throws ExinaException {
        for (String name : Networks.names()) {
            Network network = Networks.of(name);
            List<KerasFile.Stored> found = file.layers(network);
            if (name.equals("mobilenet")) {
                network = Networks.mobilenet(width(found));
            }
            if (mismatch(found, network).isEmpty()) {
                return Optional.of(network);
            }
        }
        return Optional.empty();
    }

    /** A MobileNet's width, from the filters of its first convolution, which are 32 at width 1. */
    private static double width(List<KerasFile.Stored> found) {
        List<Integer> kernel =
                found.isEmpty() ? List.of() : found.get(0).shapes().get(0);
        return kernel.size() == 4 && kernel.get(3) >= 1 && kernel.get(3) <= 128 ? kernel.get(3) / 32.0 : 1;
    }

    private static Optional<String> mismatch(List<KerasFile.Stored> found, Network network) {
        List<String> layers = network.weightedLayers();
        for (int i = 0; i < Math.min(found.size(), layers.size()); i++) {
            List<Parameter> expected = network.parameters(layers.get(i));
            List<List<Integer>> shapes = expected.stream().map(Parameter::shape).toList();
            if (!found.get(i).shapes().equals(shapes)) {
                return Optional.of("layer " + layers.get(i) + " needs arrays of shapes " + shapes + ", layer "
                        + found.get(i).name() + " of the file holds "
                        + found.get(i).shapes());
            }
        }
        boolean rest = found.stream().skip(layers.size()).allMatch(s -> CLASSIFIER.contains(s.name()));
        return found.size() >= layers.size() && rest
                ? Optional.empty()
                : Optional.of("expected " + layers.size() + " layers with weights, found " + found.size());
    }

    /**
     * The network, with its width, whose weights a file holds.
     *
     * @throws ExinaException when the weights are another network's; what is said of the file names {@code source}
     */
    static Network recognized(Path file, String network, String source) throws IOException {
        Network found;
        try {
            found = recognize(file);
        } catch (ExinaException e) {
            open(file, Networks.of(network)).close(); // says what does not fit
            throw e;
        }
        if (!found.name().equals(network)) {
            throw new ExinaException(
                            source,
                            "holds the weights of " + found.name() + ", not of " + network
                                    + "; to use them, import them as those of " + found.name())
                    .with(Remedy.Kind.IMPORT_WEIGHTS, found.name());
        }
        return found;
    }
}
