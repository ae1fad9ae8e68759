package org.exina.backbone;

/**
 * A depth at which a backbone is read, and how its map becomes a vector.
 *
 * @param name of the layer or output
 * @param pooling an id of {@link Pooling}, or {@value #VECTOR} when the network makes a vector by itself
 * @param features length of the vector
 */
public record Tap(String name, String pooling, int features) {
    static final String VECTOR = "vector";

    public Tap {
        if (features < 1) {
            throw new IllegalArgumentException("tap " + name + ": expected at least 1 feature, got " + features);
        }
    }
}
