/**
 * Files of images: decoded by content, never by extension, whole or in parts. Begin with
 * {@link org.exina.image.file.ImageFile} and {@link org.exina.image.file.ImageRegions}; what is no file is brought in as
 * {@link org.exina.image.file.ImageSource}. May import image and io.
 */
package org.exina.image.file;
