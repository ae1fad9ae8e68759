package org.exina.image;

/** How new pixels are made of old ones when a picture is resized. */
public enum Interpolation {
    NEAREST,
    BILINEAR,
    BICUBIC
}
