/**
 * Microscope fields on disk: what they are called, how they are opened (one picture, or planes of focus merged), and counting
 * many of them so that nothing is counted twice. Begin with {@link org.exina.field.FieldFile} and
 * {@link org.exina.field.FieldCounting}. May import slide, predict, image and store.
 */
package org.exina.field;
