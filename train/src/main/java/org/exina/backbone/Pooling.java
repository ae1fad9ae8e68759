package org.exina.backbone;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How what a network gives at a tap becomes a vector. A tap that is a vector already stays as it is. */
public enum Pooling {
    /** Averaged over positions, or over all tokens, a class token included. */
    MEAN,
    /** The largest over positions or tokens. */
    MAX,
    /**
     * The generalised mean with exponent 3 of what is above 0, between mean and maximum (F. Radenović, G. Tolias, O.
     * Chum, Fine-tuning CNN Image Retrieval with No Human Annotation, 2018, section 3.2).
     */
    GEM,
    /**
     * The standard deviation over positions or tokens: with the mean, the second-order statistics of each channel (D.
     * Snyder and others, X-Vectors, 2018, call it statistics pooling).
     */
    STD,
    /** All of it, channels fastest, as Keras's {@code Flatten} has it: (row, column, channel) or (token, channel). */
    FLATTEN,
    /** The first token alone; of token outputs only. */
    CLASS;

    /** As users write it: "mean". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All ids, in order. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Pooling::id).toList();
    }

    /** The one of this id, if there is one. */
    public static Optional<Pooling> named(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
