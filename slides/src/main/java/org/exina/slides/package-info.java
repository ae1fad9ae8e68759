/**
 * Microscope fields: on disk, opened (one image, or planes of focus merged), grains found on them, classified and
 * counted, so that nothing is counted twice. Begin with {@link org.exina.slides.FieldFile},
 * {@link org.exina.slides.GrainCounter} and {@link org.exina.slides.FieldCounting}. May import image, image.file, io,
 * math, model and task.
 */
package org.exina.slides;
