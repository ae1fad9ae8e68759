package org.exina.image;

/**
 * A rectangle of whole pixels.
 *
 * @param x of its left column; may lie outside an image, as may all of it
 * @param y of its upper row, counted downwards
 * @param width at least 1
 * @param height at least 1
 */
public record Box(int x, int y, int width, int height) {
    public Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box must be at least 1 x 1 pixels, got " + width + " x " + height);
        }
    }

    /** The first column to the right of it. */
    public int right() {
        return x + width;
    }

    /** The first row below it. */
    public int bottom() {
        return y + height;
    }

    public long area() {
        return (long) width * height;
    }

    /** How many pixels lie in both. */
    public long overlap(Box other) {
        long across = Math.min(right(), other.right()) - (long) Math.max(x, other.x);
        long down = Math.min(bottom(), other.bottom()) - (long) Math.max(y, other.y);
        return Math.max(0, across) * Math.max(0, down);
    }

    /** Pixels in both by pixels in either: 0 when they do not meet, 1 when they are the same. */
    public double intersectionOverUnion(Box other) {
        long both = overlap(other);
        return (double) both / (area() + other.area() - both);
    }

    /** This box so many pixels to the right and down; to the left and up when below 0. */
    public Box moved(int right, int down) {
        return new Box(x + right, y + down, width, height);
    }

    /** Whether all of it lies in an image of this size. */
    public boolean isWithin(int imageWidth, int imageHeight) {
        return x >= 0 && y >= 0 && right() <= imageWidth && bottom() <= imageHeight;
    }

    /** Whether some of it lies in an image of this size. */
    public boolean meets(int imageWidth, int imageHeight) {
        return x < imageWidth && y < imageHeight && right() > 0 && bottom() > 0;
    }

    /**
     * The part of it that lies in an image of this size.
     *
     * @throws IllegalArgumentException when none does
     */
    public Box clipped(int imageWidth, int imageHeight) {
        if (!meets(imageWidth, imageHeight)) {
            throw new IllegalArgumentException(
                    this + " lies outside an image of " + imageWidth + " x " + imageHeight + " pixels");
        }
        int left = Math.max(0, x);
        int top = Math.max(0, y);
        return new Box(left, top, Math.min(right(), imageWidth) - left, Math.min(bottom(), imageHeight) - top);
    }
}
