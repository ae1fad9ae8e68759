/**
 * Images as arrays of bytes: cropping, resizing as Pillow does, the eight dihedral views. Begin with
 * {@link org.exina.image.RgbImage}. May import nothing of ours.
 */
package org.exina.image;
