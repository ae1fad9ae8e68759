/**
 * Boxes that people drew around grains on images of fields, in the forms that drawing programs write. Begin with
 * {@link org.exina.slides.annotation.BoxedFields}. May import dataset, image,
 * image.file, io and settings.
 */
package org.exina.slides.annotation;
