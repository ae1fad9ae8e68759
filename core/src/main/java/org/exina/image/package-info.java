/**
 * Pictures as arrays of bytes: decoding by content, cropping, resizing as Pillow does, the eight dihedral views. Begin
 * with {@link org.exina.image.ImageFile}. Imports nothing of ours.
 */
package org.exina.image;
