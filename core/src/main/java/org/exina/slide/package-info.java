/**
 * Grains on microscope fields: found, classified, counted. Begin with {@link org.exina.slide.CountedField}. Imports predict,
 * image, metric and store.
 */
package org.exina.slide;
