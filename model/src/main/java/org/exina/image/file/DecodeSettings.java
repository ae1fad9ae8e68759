package org.exina.image.file;

/**
 * What a file leaves open of how it is read.
 *
 * @param plane which of several images of one size in a file, from 0: planes of focus, moments, pages
 * @param bits that samples of 16 bits use, 8 to 16, where the file does not declare how many: those of a camera of 12 bits
 *     go to 4095. See {@link SampleDepth}
 */
public record DecodeSettings(int plane, int bits) {
    /** The first plane, all 16 bits. */
    public static final DecodeSettings DEFAULT = new DecodeSettings(0, 16);

    public DecodeSettings {
        if (plane < 0 || bits < 8 || bits > 16) {
            throw new IllegalArgumentException(
                    "expected a plane of at least 0 and 8 to 16 bits, got " + plane + " and " + bits);
        }
    }

    /** The first plane. */
    public static DecodeSettings ofBits(int bits) {
        return bits == 16 ? DEFAULT : new DecodeSettings(0, bits);
    }
}
