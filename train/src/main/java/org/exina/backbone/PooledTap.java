package org.exina.backbone;

import java.util.List;

/**
 * A value of a network that is read. Kept as JSON in the description of an added model.
 *
 * @param value its name in the graph
 * @param layout what its axes mean
 * @param features length of the vector it becomes
 */
record PooledTap(String value, Layout layout, Pooling pooling, int features) {
    /**
     * How a value is read: the shape tells its layout, layout and pooling tell how many features it gives.
     *
     * @param shape of one image's output, batch included
     * @throws IllegalArgumentException naming the tap, when it is of no kind known or cannot be pooled so
     */
    static PooledTap of(String value, long[] shape, Pooling pooling) {
        try {
            Layout layout = Layout.of(shape);
            return new PooledTap(value, layout, pooling, layout.features(shape, pooling));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tap '" + value + "' " + e.getMessage(), e);
        }
    }

    /** One for each pooling; one alone of a vector, which stays as it is. */
    static List<PooledTap> of(String value, long[] shape, List<Pooling> poolings) {
        boolean vector = shape.length == 2;
        return poolings.stream()
                .limit(vector ? 1 : poolings.size())
                .map(pooling -> of(value, shape, pooling))
                .toList();
    }

    Tap tap() {
        return new Tap(value, layout == Layout.VECTOR ? Tap.VECTOR : pooling.id(), features);
    }
}
