package org.exina.dataset;

/**
 * How a folder or a manifest is read where its owner wants it otherwise.
 *
 * @param labelLevel which of the folders above an image is its class, from 1 for the outermost
 * @param minImages classes with fewer images are left out; 1 for none
 * @param skipMissing whether a manifest may name images that are not there
 * @param sampleBits that samples of 16 bits use, 8 to 16; 0 where the images tell, see {@link Dataset#sampleBits}
 * @param merged whether planes of focus in one file are read as one image; who opens the data sees to it
 */
public record DatasetReading(int labelLevel, int minImages, boolean skipMissing, Integer sampleBits, Boolean merged) {
    /** The outermost folders, all classes, every image of a manifest. */
    public static final DatasetReading DEFAULT = new DatasetReading(1, 1, false, 0, false);

    public DatasetReading {
        sampleBits = sampleBits == null ? 0 : sampleBits; // boxed, since older files have none
        merged = merged != null && merged;
        if (sampleBits != 0 && (sampleBits < 8 || sampleBits > 16)) {
            throw new IllegalArgumentException("sampleBits must be 0 or 8 to 16, got " + sampleBits);
        }
        if (labelLevel < 1 || minImages < 1) {
            throw new IllegalArgumentException(
                    "labelLevel and minImages must be at least 1, got " + labelLevel + " and " + minImages);
        }
    }
}
