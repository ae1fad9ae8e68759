package org.exina.network;

import java.util.List;

/** Numbers in the shape of an array, last axis fastest. Owns its array: nobody may change it afterwards. */
public final class Tensor {
    private final List<Integer> shape;
    private final float[] values;

    private Tensor(List<Integer> shape, float[] values) {
        long count = new Parameter("", shape).count();
        if (count != values.length) {
            throw new IllegalArgumentException("expected " + count + " values for " + shape + ", got " + values.length);
        }
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    /**
     * A tensor of these values, the last axis fastest.
     *
     * @param values taken over, not copied
     */
    public static Tensor of(List<Integer> shape, float[] values) {
        return new Tensor(shape, values);
    }

    public List<Integer> shape() {
        return shape;
    }

    /** Not a copy: read only. */
    public float[] values() {
        return values;
    }
}
