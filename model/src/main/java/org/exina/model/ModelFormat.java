package org.exina.model;

/** Names and versions in a model file. See docs/model-file.md. */
public final class ModelFormat {
    /** The version that this program writes, and the newest that it reads. */
    public static final int FORMAT = 4;

    /** The model's output: float (n, classes). */
    public static final String PROBABILITIES = "probabilities";

    /** An output of models that know when not to be believed: float (n), see {@link ModelCard.Rejection}. */
    public static final String NOVELTY = "novelty";

    /** An output of models that know when not to be believed: float (n, axes); pictures alike are near each other. */
    public static final String COORDINATES = "coordinates";

    /** An input of models that go by size: float (n), diameters in micrometres, 0 or less where not known. */
    public static final String DIAMETERS = "diameterMicrons";

    public static final String CARD = "exina";
    public static final String PICTURES = "exina.pictures";
    public static final String FORMAT_KEY = "exina.format";
    public static final String FINGERPRINT = "exina.fingerprint";

    /** The first whose fingerprint is a {@link org.exina.onnx.FileHash}; that of earlier ones is over the graph alone. */
    static final int WHOLE_FILE = 4;

    private ModelFormat() {}
}
