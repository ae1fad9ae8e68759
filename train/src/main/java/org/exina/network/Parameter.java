package org.exina.network;

import java.util.List;

/**
 * An array of numbers a layer learned.
 *
 * @param name Keras's word: kernel, bias, gamma, beta, moving_mean, moving_variance, ...
 * @param shape in Keras's order: a kernel is (height, width, in, out)
 */
public record Parameter(String name, List<Integer> shape) {
    public Parameter {
        shape = List.copyOf(shape);
    }

    public static Parameter of(String name, Integer... shape) {
        return new Parameter(name, List.of(shape));
    }

    public long count() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }
}
