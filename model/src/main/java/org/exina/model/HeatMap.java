package org.exina.model;

import java.util.Arrays;
import org.exina.image.DihedralView;

/** What each part of an image adds to a score, or takes from it when below 0. Immutable. */
public final class HeatMap {
    private final int height;
    private final int width;
    private final double[] values; // rows from the top

    HeatMap(int height, int width, double[] values) {
        if (values.length != height * width) {
            throw new IllegalArgumentException("expected " + height * width + " values, got " + values.length);
        }
        this.height = height;
        this.width = width;
        this.values = values;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /**
     * What the part of the image in one column and row of the map adds to the score.
     *
     * @param x from the left
     * @param y from the top
     */
    public double at(int x, int y) {
        return values[y * width + x];
    }

    public double sum() {
        return Arrays.stream(values).sum();
    }

    /** What speaks for the class, over the most that does: in [0, 1]; 0 everywhere when nothing does. */
    public HeatMap shares() {
        double most = Arrays.stream(values).max().orElseThrow();
        return new HeatMap(
                height,
                width,
                Arrays.stream(values)
                        .map(value -> most > 0 ? Math.max(0, value) / most : 0)
                        .toArray());
    }

    /**
     * A value at any place, between the four around it.
     *
     * @param x in [0, 1]
     * @param y in [0, 1]
     */
    double between(double x, double y) {
        double column = Math.min(width - 1, Math.max(0, x * width - 0.5));
        double row = Math.min(height - 1, Math.max(0, y * height - 0.5));
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, top + 1);
        double upper = at(left, top) + (column - left) * (at(right, top) - at(left, top));
        double lower = at(left, bottom) + (column - left) * (at(right, bottom) - at(left, bottom));
        return upper + (row - top) * (lower - upper);
    }

    /** The map of an image from the map of a view of it. Undoes {@link DihedralView#apply}. */
    HeatMap unturned(DihedralView view) {
        boolean upright = view.turns() % 2 == 0;
        int h = upright ? height : width;
        int w = upright ? width : height;
        double[] result = new double[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sx = switch (view.turns()) {
                    case 0 -> x;
                    case 1 -> w - 1 - y;
                    case 2 -> w - 1 - x;
                    default -> y;
                };
                int sy = switch (view.turns()) {
                    case 0 -> y;
                    case 1 -> x;
                    case 2 -> h - 1 - y;
                    default -> h - 1 - x;
                };
                result[sy * w + (view.mirrored() ? w - 1 - sx : sx)] = values[y * width + x];
            }
        }
        return new HeatMap(h, w, result);
    }

    /** The map in more, smaller parts, each value spread smoothly over its surroundings; the sum stays. */
    HeatMap finer(int newHeight, int newWidth) {
        double[][] rows = spread(height, newHeight);
        double[][] columns = spread(width, newWidth);
        double[] result = new double[newHeight * newWidth];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int i = 0; i < newHeight; i++) {
                    double share = at(x, y) * rows[y][i];
                    for (int j = 0; share != 0 && j < newWidth; j++) {
                        result[i * newWidth + j] += share * columns[x][j];
                    }
                }
            }
        }
        return new HeatMap(newHeight, newWidth, result);
    }

    /** How each of {@code from} parts is spread over {@code to}: triangles two parts wide, each of sum 1. */
    private static double[][] spread(int from, int to) {
        double[][] result = new double[from][to];
        for (int i = 0; i < from; i++) {
            double sum = 0;
            for (int j = 0; j < to; j++) {
                double distance = Math.abs((j + 0.5) * from / to - (i + 0.5));
                result[i][j] = Math.max(0, 1 - distance);
                sum += result[i][j];
            }
            if (sum == 0) { // fewer parts than before: the nearest takes all
                result[i][Math.min(to - 1, i * to / from)] = 1;
                sum = 1;
            }
            for (int j = 0; j < to; j++) {
                result[i][j] /= sum;
            }
        }
        return result;
    }

    HeatMap plus(HeatMap other) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += other.values[i];
        }
        return new HeatMap(height, width, result);
    }

    /** The map with a number added, spread evenly over its parts. */
    HeatMap plus(double everywhere) {
        return new HeatMap(
                height,
                width,
                Arrays.stream(values).map(v -> v + everywhere / values.length).toArray());
    }
}
