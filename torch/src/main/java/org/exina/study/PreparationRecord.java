package org.exina.study;

import java.util.List;

/**
 * What {@code preparation.json} says of a prepared folder: how it was made, and all that was left out. Plain records.
 *
 * @param format version of these records, 1
 * @param finished when, ISO 8601 in UTC
 * @param source what the user named as the data
 * @param layout how labels were told there, in words
 * @param settings what was asked for
 * @param split "grouped" when all pieces of an image, and all images that belong together, stand on one side; "leaky"
 *     when pieces were split one by one
 * @param warning what to know before believing a figure from it; empty when there is nothing
 * @param pictures how many were cut
 * @param groups how many sets of images must stay together; an image like no other is a set of its own
 * @param tornPictures images with pieces on both sides; 0 unless the split is leaky
 * @param classes in the order in which Keras numbers them
 * @param unreadable images that were left out, and why
 * @param skipped other files that were left out, and why
 * @param exina version of the program
 */
public record PreparationRecord(
        int format,
        String finished,
        String source,
        String layout,
        Settings settings,
        String split,
        String warning,
        int pictures,
        int groups,
        int tornPictures,
        List<ClassFiles> classes,
        List<LeftOut> unreadable,
        List<LeftOut> skipped,
        String exina) {
    /** The version this program writes. */
    public static final int FORMAT = 1;

    public PreparationRecord {
        classes = List.copyOf(classes);
        unreadable = List.copyOf(unreadable);
        skipped = List.copyOf(skipped);
    }

    /**
     * What was asked for.
     *
     * @param crop see {@link Cut#id}
     * @param sizePx side of every written image; 0 when each keeps its own
     * @param groupBy the expression that grouped file names; empty when there was none
     */
    public record Settings(String crop, int sizePx, double validation, long seed, String groupBy) {}

    /** Files written for a class. */
    public record ClassFiles(String label, int train, int validation) {}

    /**
     * A file of which nothing was written.
     *
     * @param path relative to the data set's root
     */
    public record LeftOut(String path, String reason) {}

    /** Files written for training. */
    public int train() {
        return classes.stream().mapToInt(ClassFiles::train).sum();
    }

    /** Files written for validation. */
    public int validation() {
        return classes.stream().mapToInt(ClassFiles::validation).sum();
    }
}
