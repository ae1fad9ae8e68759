package org.exina.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.Sha256;

/**
 * All that decides the numbers an image gets, but the image and the view. Rows of two spaces are never mixed: each
 * has a folder of its own in the cache.
 *
 * @param backbone its name; for people, the fingerprint is what counts
 * @param fingerprint 64 hexadecimal digits over network, weights and preprocessing
 * @param tap where the network is read
 * @param pooling how the map there becomes a vector
 * @param crop which part of the image the network sees
 * @param engine what computes it, with version
 * @param precision arithmetic ("fp32")
 * @param pixels version of how a file becomes pixels of the network's size; see {@link #PIXELS}
 * @param length values in a row, at least 1
 * @param batch images in one run of the network: an engine may round otherwise for another shape
 * @param variant how the image was changed before, with seed and number; empty when it was not
 */
public record FeatureSpace(
        String backbone,
        String fingerprint,
        String tap,
        String pooling,
        String crop,
        String engine,
        String precision,
        int pixels,
        int length,
        Integer batch,
        String variant) {
    /** To be raised when decoding, cropping, resizing or turning an image comes to give other pixels than before. */
    public static final int PIXELS = 2;

    /** Its own name in its folder. */
    static final String FILE = "space.json";

    public FeatureSpace {
        if (length < 1) {
            throw new IllegalArgumentException("expected at least 1 value in a row, got " + length);
        }
        batch = batch == null ? FeaturePlan.BATCH : batch; // of a description that was written before it was told
        variant = variant == null ? "" : variant; // of a description that was written before there were any
    }

    /** Of images as they are. */
    public FeatureSpace(
            String backbone,
            String fingerprint,
            String tap,
            String pooling,
            String crop,
            String engine,
            String precision,
            int pixels,
            int length) {
        this(backbone, fingerprint, tap, pooling, crop, engine, precision, pixels, length, FeaturePlan.BATCH, "");
    }

    /**
     * What a folder of the cache says it holds.
     *
     * @throws ExinaException when it cannot be read
     */
    static FeatureSpace read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return Json.read(file, FeatureSpace.class);
        } catch (IOException e) {
            throw new FeatureException.Damaged(file, "it does not describe features");
        }
    }

    static FeatureSpace of(Backbone backbone, Tap tap, FeaturePlan plan) {
        return new FeatureSpace(
                backbone.name(),
                backbone.fingerprint(),
                tap.name(),
                tap.pooling(),
                plan.crop().id(),
                backbone.engine(),
                backbone.precision(),
                PIXELS,
                tap.features(),
                plan.batch(),
                plan.augmented().map(FeaturePlan.Augmented::id).orElse(""));
    }

    /**
     * 64 hexadecimal digits over all of it: the SHA-256 of its values in UTF-8, in the order above, each followed by a
     * line feed, the batch only if it is not the usual one, the variant only if there is one. Not of its JSON, whose library takes a quarter of a second to load, as long as a whole run from the
     * cache.
     */
    String hash() {
        StringBuilder text = new StringBuilder();
        for (Object value : List.of(backbone, fingerprint, tap, pooling, crop, engine, precision, pixels, length)) {
            text.append(value).append('\n');
        }
        if (batch != FeaturePlan.BATCH) {
            text.append("batch ").append(batch).append('\n');
        }
        if (!variant.isEmpty()) {
            text.append(variant).append('\n');
        }
        return Sha256.of(text.toString());
    }

    /** The name of its folder: the first 16 digits of its hash. */
    public String folder() {
        return hash().substring(0, 16);
    }
}
