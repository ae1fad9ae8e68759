package org.exina.slides;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exina.image.Box;

/** A connected set of pixels (by their sides) in a mask. */
final class ConnectedComponent {
    private final Box box;
    private final int[] pixels; // indices into the mask it was found in
    private final int maskWidth;

    private ConnectedComponent(Box box, int[] pixels, int maskWidth) {
        this.box = box;
        this.pixels = pixels;
        this.maskWidth = maskWidth;
    }

    /**
     * All of a mask that have as many pixels, from the top.
     *
     * @param mask (height, width), 0 for what belongs to none
     */
    static List<ConnectedComponent> of(byte[] mask, int width, double minArea) {
        int height = mask.length / width;
        boolean[] seen = new boolean[mask.length];
        int[] stack = new int[mask.length];
        List<ConnectedComponent> found = new ArrayList<>();
        for (int start = 0; start < mask.length; start++) {
            if (mask[start] == 0 || seen[start]) {
                continue;
            }
            int count = flood(mask, seen, stack, start, width, height);
            if (count >= minArea) {
                found.add(of(Arrays.copyOf(stack, count), width));
            }
        }
        return found;
    }

    /** The pixels lie in the first part of {@code queue} afterwards. */
    private static int flood(byte[] mask, boolean[] seen, int[] queue, int start, int width, int height) {
        int count = 0;
        queue[count++] = start;
        seen[start] = true;
        for (int next = 0; next < count; next++) {
            int at = queue[next];
            int x = at % width;
            int y = at / width;
            if (x > 0) {
                count = add(mask, seen, queue, count, at - 1);
            }
            if (x < width - 1) {
                count = add(mask, seen, queue, count, at + 1);
            }
            if (y > 0) {
                count = add(mask, seen, queue, count, at - width);
            }
            if (y < height - 1) {
                count = add(mask, seen, queue, count, at + width);
            }
        }
        return count;
    }

    private static int add(byte[] mask, boolean[] seen, int[] queue, int count, int at) {
        if (mask[at] == 0 || seen[at]) {
            return count;
        }
        seen[at] = true;
        queue[count] = at;
        return count + 1;
    }

    private static ConnectedComponent of(int[] pixels, int width) {
        int left = Integer.MAX_VALUE;
        int right = 0;
        int top = Integer.MAX_VALUE;
        int bottom = 0;
        for (int at : pixels) {
            left = Math.min(left, at % width);
            right = Math.max(right, at % width);
            top = Math.min(top, at / width);
            bottom = Math.max(bottom, at / width);
        }
        return new ConnectedComponent(new Box(left, top, right - left + 1, bottom - top + 1), pixels, width);
    }

    Box box() {
        return box;
    }

    int area() {
        return pixels.length;
    }

    /** The mean of a map as large as the mask. */
    double mean(float[] map) {
        double sum = 0;
        for (int at : pixels) {
            sum += map[at];
        }
        return sum / pixels.length;
    }

    /** Itself as a mask of its own, a free pixel all around: (box.height + 2, box.width + 2), 255 where it is. */
    byte[] alone() {
        int width = box.width() + 2;
        byte[] alone = new byte[width * (box.height() + 2)];
        for (int at : pixels) {
            alone[(at / maskWidth - box.y() + 1) * width + at % maskWidth - box.x() + 1] = (byte) 255;
        }
        return alone;
    }

    /** Takes it out of a mask as large as that which it was found in. */
    void clear(byte[] mask) {
        for (int at : pixels) {
            mask[at] = 0;
        }
    }

    /** How much of it is in a mask as large as that which it was found in. */
    double share(byte[] mask) {
        return Arrays.stream(pixels).filter(at -> mask[at] != 0).count() / (double) pixels.length;
    }

    /** Its area by that of its convex hull, pixels taken as squares. */
    double solidity() {
        int[] first = new int[box.height()];
        int[] last = new int[box.height()];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
        for (int at : pixels) {
            int row = at / maskWidth - box.y();
            int x = at % maskWidth - box.x();
            first[row] = Math.min(first[row], x);
            last[row] = Math.max(last[row], x + 1);
        }
        return Math.min(1, area() / ConvexHull.area(first, last));
    }
}
