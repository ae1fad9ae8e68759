package org.exina.dataset;

/** How a data set says which label an image has. */
public enum Layout {
    /** A folder for each label; what lies deeper inside it has the same label. */
    FOLDER_PER_CLASS("a folder for each class"),
    /** One folder; the label is the file's name without its number: {@code croton_12.jpg}. */
    LABEL_IN_NAME("the label in the file name"),
    /** A CSV file with the columns path and label. */
    MANIFEST("a CSV manifest"),
    /** No files: each sample was given its label. */
    SOURCES("labelled sources");

    private final String title;

    Layout(String title) {
        this.title = title;
    }

    /** In words that complete "read as ...". */
    public String title() {
        return title;
    }
}
