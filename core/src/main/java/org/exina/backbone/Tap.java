package org.exina.backbone;

/**
 * A depth at which a backbone is read, and how its map becomes a vector.
 *
 * @param name of the layer or output
 * @param pooling "average" (over positions), "statistics" (the network makes a vector by itself)
 * @param features length of the vector
 */
public record Tap(String name, String pooling, int features) {
    public Tap {
        if (features < 1) {
            throw new IllegalArgumentException("tap " + name + ": expected at least 1 feature, got " + features);
        }
    }
}
