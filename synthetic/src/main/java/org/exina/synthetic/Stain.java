package org.exina.synthetic;

/** Absorbance by colour of what a wall is made of or stained with; mean about 1. */
final class Stain {
    static final Rgb PALE = new Rgb(1, 1, 1.02);
    static final Rgb YELLOW = new Rgb(0.8, 0.88, 1.3);
    static final Rgb BROWN = new Rgb(0.62, 0.97, 1.45);
    static final Rgb FUCHSIN = new Rgb(0.6, 1.4, 1.0);
    static final Rgb GREENISH = new Rgb(1.05, 0.85, 1.1);

    private Stain() {}
}
