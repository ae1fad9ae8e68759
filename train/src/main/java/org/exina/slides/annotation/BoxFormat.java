package org.exina.slides.annotation;

/** How boxes are written down. */
public enum BoxFormat {
    CSV("CSV"),
    VOC("Pascal VOC XML"),
    COCO("COCO JSON"),
    YOLO("YOLO text"),
    LABELME("LabelMe JSON"),
    CVAT("CVAT XML"),
    VIA("VIA"),
    LABEL_STUDIO("Label Studio JSON"),
    QUPATH("QuPath GeoJSON"),
    CORRECTIONS("corrections of a count");

    private final String title;

    BoxFormat(String title) {
        this.title = title;
    }

    /** "Pascal VOC XML". */
    public String title() {
        return title;
    }
}
