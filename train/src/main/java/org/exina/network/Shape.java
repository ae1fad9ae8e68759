package org.exina.network;

/**
 * Size of one map of a network, batch left out; axes stand in this order everywhere (NCHW). A vector (nothing but numbers,
 * NC) has channels only: its height and width are 0.
 */
public record Shape(int channels, int height, int width) {
    public Shape {
        boolean vector = height == 0 && width == 0;
        if (channels < 1 || (!vector && (height < 1 || width < 1))) {
            throw new IllegalArgumentException(
                    "a map needs at least 1 channel, row and column, got " + text(channels, height, width));
        }
    }

    public static Shape vector(int length) {
        return new Shape(length, 0, 0);
    }

    public boolean isVector() {
        return height == 0;
    }

    /** "512 x 7 x 7", "512" of a vector. */
    @Override
    public String toString() {
        return isVector() ? Integer.toString(channels) : text(channels, height, width);
    }

    private static String text(int channels, int height, int width) {
        return channels + " x " + height + " x " + width;
    }
}
