package org.exina.model;

/** Names and versions in a model file. See docs/model-file.md. */
public final class ModelFormat {
    /** The newest version that this program reads; it writes it where a model goes by the size of grains. */
    public static final int FORMAT = 3;

    /** What it writes else: programs that know no sizes read these, too. */
    public static final int WITHOUT_SIZE = 2;

    /** The model's output: float (n, classes). */
    public static final String PROBABILITIES = "probabilities";

    /** An output of models that know when not to be believed: float (n), see {@link ModelCard.Rejection}. */
    public static final String NOVELTY = "novelty";

    /** The same: float (n, axes), where pictures alike are near each other. */
    public static final String COORDINATES = "coordinates";

    /** An input of models that go by size: float (n), diameters in micrometres, 0 or less where not known. */
    public static final String DIAMETERS = "diameterMicrons";

    public static final String CARD = "exina";
    public static final String PICTURES = "exina.pictures";
    public static final String FORMAT_KEY = "exina.format";
    public static final String FINGERPRINT = "exina.fingerprint";

    private ModelFormat() {}
}
