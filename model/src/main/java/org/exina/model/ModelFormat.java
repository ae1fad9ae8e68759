package org.exina.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.io.AtomicFiles;
import org.exina.onnx.FileHash;
import org.exina.onnx.OnnxGraph;

/** Names and versions in a model file. See docs/model-file.md. */
public final class ModelFormat {
    /** The version that this program writes, and the newest that it reads. */
    public static final int FORMAT = 4;

    /** The model's output: float (n, classes). */
    public static final String PROBABILITIES = "probabilities";

    /** An output of models that know when not to be believed: float (n), see {@link ModelCard.Rejection}. */
    public static final String NOVELTY = "novelty";

    /** An output of models that know when not to be believed: float (n, axes); images alike are near each other. */
    public static final String COORDINATES = "coordinates";

    /** An input of models that go by size: float (n), diameters in micrometres, 0 or less where not known. */
    public static final String DIAMETERS = "diameterMicrons";

    public static final String CARD = "exina";
    public static final String IMAGES = "exina.pictures";
    public static final String FORMAT_KEY = "exina.format";
    public static final String FINGERPRINT = "exina.fingerprint";

    /** The first whose fingerprint is a {@link FileHash}; that of earlier ones is over the graph alone. */
    static final int WHOLE_FILE = 4;

    private ModelFormat() {}

    /** Adds to the metadata of a model file that is there. */
    public static void add(Path file, String key, String value) throws IOException {
        OnnxGraph graph = OnnxGraph.parse(Files.readAllBytes(file)).metadata(key, value);
        AtomicFiles.write(file, FileHash.seal(graph, FINGERPRINT));
    }
}
