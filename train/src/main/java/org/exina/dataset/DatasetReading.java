package org.exina.dataset;

/**
 * How a folder or a manifest is read where its owner wants it otherwise.
 *
 * @param labelLevel which of the folders above an image is its class, from 1 for the outermost
 * @param minImages classes with fewer images are left out; 1 for none
 * @param skipMissing whether a manifest may name images that are not there
 */
public record DatasetReading(int labelLevel, int minImages, boolean skipMissing) {
    /** The outermost folders, all classes, every image of a manifest. */
    public static final DatasetReading DEFAULT = new DatasetReading(1, 1, false);

    public DatasetReading {
        if (labelLevel < 1 || minImages < 1) {
            throw new IllegalArgumentException(
                    "labelLevel and minImages must be at least 1, got " + labelLevel + " and " + minImages);
        }
    }
}
