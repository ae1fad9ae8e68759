package org.exina.network.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.network.Network;
import org.exina.network.NetworkCompiler;
import org.exina.onnx.FileHash;
import org.exina.onnx.OnnxGraph;

/**
 * A network joined with a weight file, as an ONNX file kept in a folder and made again when the description, the weights
 * or the compiler change, or when a bit of it has changed.
 *
 * @param file the ONNX file, see {@link org.exina.network.NetworkCompiler#compile}
 * @param fingerprint 64 hexadecimal digits over description and weights, whatever the taps
 */
public record CompiledNetwork(Path file, String fingerprint) {
    private static final String KEY = "exina.compiled";
    private static final String HASH = "exina.compiled.sha256";

    /**
     * Finds or makes the compiled file.
     *
     * @param sha256 of the weight file as it is now
     * @param folder where compiled files are kept
     * @throws ExinaException when the weights are not this network's
     * @throws IllegalArgumentException when a tap is no layer
     */
    public static CompiledNetwork open(Network network, Path weights, String sha256, List<String> taps, Path folder)
            throws IOException {
        String fingerprint = Sha256.of(network.fingerprint() + "\n" + sha256);
        String chosen = Sha256.of(String.join("\n", taps)).substring(0, 8);
        Path file = folder.resolve(weights.getFileName() + "." + chosen + ".onnx");
        if (!isCurrent(file, fingerprint)) {
            try (KerasWeights opened = KerasWeights.open(weights, network)) {
                OnnxGraph graph = NetworkCompiler.compile(network, opened, taps);
                AtomicFiles.write(file, FileHash.seal(graph.metadata(KEY, fingerprint), HASH));
            }
        }
        return new CompiledNetwork(file, fingerprint);
    }

    private static boolean isCurrent(Path file, String fingerprint) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            Map<String, String> metadata = OnnxGraph.parse(bytes).metadata();
            return fingerprint.equals(metadata.get(KEY))
                    && FileHash.holds(bytes, Optional.ofNullable(metadata.get(HASH)));
        } catch (IllegalArgumentException e) {
            return false; // damaged: it is ours alone and is made again
        }
    }
}
