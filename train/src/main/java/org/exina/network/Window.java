package org.exina.network;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a convolution or a pooling looks at: its size, its step and what happens at the border.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param stride step in both directions, at least 1
 * @param padding at the border
 */
public record Window(int height, int width, int stride, Padding padding) {
    /**
     * Padding as TensorFlow does it. {@code SAME}: ceil(size / stride) positions, the border filled as evenly as
     * possible with the odd row or column at the bottom or right (so it depends on the size when the stride is above 1).
     * {@code VALID}: none. https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
     */
    public enum Padding {
        SAME,
        VALID
    }

    public Window {
        if (height < 1 || width < 1 || stride < 1) {
            throw new IllegalArgumentException("a window needs a size and a stride of at least 1, got " + height + " x "
                    + width + " stride " + stride);
        }
    }

    /** ONNX Runtime 1.29 shifts a "same" pooling by one pixel where the stride is wider than the window. */
    void requirePoolable() {
        if (padding == Padding.SAME && stride > Math.min(height, width)) {
            throw new IllegalArgumentException("a pooling with \"same\" padding needs a window at least as wide as its"
                    + " stride, got " + height + " x " + width + " stride " + stride);
        }
    }

    /** What is left of {@code in}, with another number of channels. */
    Shape over(Shape in, int channels) {
        if (in.isVector()) {
            throw new IllegalArgumentException("a window needs a map, got a vector of " + in);
        }
        return new Shape(channels, positions(in.height(), height), positions(in.width(), width));
    }

    private int positions(int in, int window) {
        return padding == Padding.SAME ? (in + stride - 1) / stride : Math.floorDiv(in - window, stride) + 1;
    }

    /** ONNX's attributes for this window. */
    Map<String, Object> attributes() {
        Map<String, Object> result = new TreeMap<>();
        result.put("kernel_shape", new long[] {height, width});
        result.put("strides", new long[] {stride, stride});
        if (padding == Padding.SAME && stride == 1) { // does not depend on the size: runtimes optimize it further
            result.put("pads", new long[] {(height - 1) / 2, (width - 1) / 2, height / 2, width / 2});
        } else if (padding == Padding.SAME) {
            result.put("auto_pad", "SAME_UPPER");
        }
        return result;
    }
}
