package org.exina.torch;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Labelled samples a network learns from or is tested on, read one by one. Used by one thread at a time, except those that
 * are {@link #isShared}.
 */
public interface Samples {
    /** None at all. */
    Samples NONE = of(new float[0][], new int[0]);

    int size();

    /** The class index of a sample. */
    int label(int sample);

    /**
     * Puts the numbers of one sample: a vector, or an image as (3, height, width), RGB, 0 to 255.
     *
     * @param pass 0 in the first epoch, 1 in the second, ...: a sample may look different each time (augmentation), but
     *     the same whenever it is read for the same pass
     * @param to exactly as many numbers as one sample has are put
     * @throws IOException when the sample cannot be read
     */
    void read(int sample, int pass, FloatBuffer to) throws IOException;

    /** Whether several threads may read at once: worth it where reading takes long. */
    default boolean isShared() {
        return false;
    }

    /**
     * Vectors at hand.
     *
     * @param rows not copied
     * @param labels one per row, not copied
     */
    static Samples of(float[][] rows, int[] labels) {
        if (rows.length != labels.length) {
            throw new IllegalArgumentException(
                    "expected one label per sample, got " + rows.length + " samples and " + labels.length + " labels");
        }
        return new Samples() {
            @Override
            public int size() {
                return rows.length;
            }

            @Override
            public int label(int sample) {
                return labels[sample];
            }

            @Override
            public void read(int sample, int pass, FloatBuffer to) {
                to.put(rows[sample]);
            }
        };
    }

    /**
     * Images at hand, one byte a number: four times smaller than as floats.
     *
     * @param pixels each (height, width, 3), RGB, as decoded; all of one size; not copied
     * @param labels one per image, not copied
     */
    static Samples ofPixels(byte[][] pixels, int[] labels) {
        if (pixels.length != labels.length) {
            throw new IllegalArgumentException(
                    "expected one label per image, got " + pixels.length + " images and " + labels.length + " labels");
        }
        return ofImages((sample, pass) -> pixels[sample], labels);
    }

    /** Makes an image anew each time it is read. Asked by several threads at once. */
    @FunctionalInterface
    interface Images {
        /**
         * Pixels of one sample, as they are in one pass.
         *
         * @return (height, width, 3), RGB, the same for the same sample and pass; not changed
         * @throws IOException when it cannot be read
         */
        byte[] pixels(int sample, int pass) throws IOException;
    }

    /**
     * Images that may look different in each pass.
     *
     * @param labels one per image, not copied
     */
    static Samples ofImages(Images images, int[] labels) {
        Samples labelled = of(new float[labels.length][], labels);
        return new Samples() {
            @Override
            public int size() {
                return labelled.size();
            }

            @Override
            public int label(int sample) {
                return labelled.label(sample);
            }

            @Override
            public boolean isShared() {
                return true;
            }

            @Override
            public void read(int sample, int pass, FloatBuffer to) throws IOException {
                byte[] from = images.pixels(sample, pass);
                float[] channel = new float[from.length / 3];
                for (int c = 0; c < 3; c++) {
                    for (int i = 0; i < channel.length; i++) {
                        channel[i] = from[3 * i + c] & 0xFF;
                    }
                    to.put(channel);
                }
            }
        };
    }
}
