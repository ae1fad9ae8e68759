package org.exina.image.file;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.LongStream;

/**
 * The images a model was trained on, so that a test on them can be told from a test: the first six bytes of each
 * file's SHA-256, sorted, as Base64. An image is taken for another in one of 3e9 cases with 100,000 images.
 */
public final class ImageFingerprints {
    private static final int BYTES = 6;

    private final long[] sorted;

    private ImageFingerprints(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Notes the images that a model is trained on; the same content counts once.
     *
     * @param sha256 of files, 64 hexadecimal digits each
     */
    public static ImageFingerprints of(Collection<String> sha256) {
        return new ImageFingerprints(sha256.stream()
                .mapToLong(ImageFingerprints::begin)
                .sorted()
                .distinct()
                .toArray());
    }

    /**
     * What {@link #text} gave.
     *
     * @throws IllegalArgumentException when it did not
     */
    public static ImageFingerprints parse(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % BYTES != 0) {
            throw new IllegalArgumentException("expected a multiple of " + BYTES + " bytes, got " + bytes.length);
        }
        long[] sorted = new long[bytes.length / BYTES];
        for (int i = 0; i < bytes.length; i++) {
            sorted[i / BYTES] = sorted[i / BYTES] << 8 | (bytes[i] & 0xff);
        }
        return new ImageFingerprints(sorted);
    }

    public String text() {
        byte[] bytes = new byte[sorted.length * BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (sorted[i / BYTES] >> (8 * (BYTES - 1 - i % BYTES)));
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** These and others. */
    public ImageFingerprints and(ImageFingerprints others) {
        return new ImageFingerprints(LongStream.concat(Arrays.stream(sorted), Arrays.stream(others.sorted))
                .sorted()
                .distinct()
                .toArray());
    }

    public boolean contains(String sha256) {
        return Arrays.binarySearch(sorted, begin(sha256)) >= 0;
    }

    private static long begin(String sha256) {
        return HexFormat.fromHexDigitsToLong(sha256, 0, 2 * BYTES);
    }
}
