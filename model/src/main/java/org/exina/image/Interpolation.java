package org.exina.image;

/** How new pixels are made of old ones when an image is resized. */
public enum Interpolation {
    NEAREST,
    BILINEAR,
    BICUBIC
}
