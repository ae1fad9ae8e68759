package org.exina.report;

import org.exina.dataset.Audit;

/** What to do about what {@link Audit} finds. */
public final class Advice {
    private Advice() {}

    /** A sentence or two for the owner of the data. */
    public static String on(Audit.Kind kind) {
        return switch (kind) {
            case UNREADABLE ->
                "They take no part in anything. Copy them again from where they came from, or delete them.";
            case OTHER_FORMAT ->
                "They take no part in anything. Save them as JPEG, PNG or TIFF, in the program they come from.";
            case NAME ->
                "They take no part in anything. The files are sound: rename them, or start the program in a UTF-8 locale.";
            case MISSING -> "They take no part. Mend their paths in the manifest, or bring the files.";
            case TWIN_LABELS ->
                "They are taken for different classes, and nothing can be learned well of either. Give the images of one"
                        + " class one label.";
            case EMPTY -> "Nothing is to be learned from them. Delete them, or look what became of their pixels.";
            case READ_OTHERWISE -> "Look whether that is what is meant.";
            case LEFT_OUT -> "They take no part, as was asked for.";
            case RESERVED_LABEL -> "Other commands take them for something else. Name them otherwise, or mind it.";
            case JOINED_FOLDERS -> "All of their images are of one class. If they are not, name the folders otherwise.";
            case DEEPER_FOLDERS ->
                "All that lies in them is of the class of the folder around them. If they are the classes, another"
                        + " level of folders is to be read.";
            case TWO_LABELS ->
                "One of the labels is wrong, and no figure is to be trusted until it is mended: keep each"
                        + " image under the right label and delete it under the other.";
            case EXACT_DUPLICATE ->
                "They are kept on one side of every split, so they flatter no figure, but each counts"
                        + " as more than one image. Delete all but one.";
            case NEAR_DUPLICATE ->
                "The same grain taken twice, or one image saved anew. They are kept on one side of"
                        + " every split: nothing need be done. Look whether they are one object indeed.";
            case WRONG_EXTENSION ->
                "They are read all the same: what counts is the content. Rename them if other programs"
                        + " are to read them.";
            case TINY -> "Little is to be seen on them. Replace or delete those that show no whole object.";
            case ENORMOUS ->
                "They are read, slowly. If they show many objects, cut these out: one image is taken for one"
                        + " object.";
            case FEW_PICTURES ->
                "So few can hardly be learned, and their metrics are coarse. Add images, or leave the" + " class out.";
            case NO_LABEL -> "They take no part. Put each into the folder of its class.";
            case NOT_A_PICTURE -> "They are passed over; nothing need be done unless an image should be among them.";
            case FOLDER -> "They are passed over; nothing need be done unless images should be in them.";
        };
    }
}
