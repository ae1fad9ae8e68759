package org.exina.network;

/** Size of one map of a network, batch left out; axes stand in this order everywhere (NCHW). */
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a map needs at least 1 channel, row and column, got " + text(channels, height, width));
        }
    }

    /** "512 x 7 x 7". */
    @Override
    public String toString() {
        return text(channels, height, width);
    }

    private static String text(int channels, int height, int width) {
        return channels + " x " + height + " x " + width;
    }
}
