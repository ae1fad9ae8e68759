/**
 * Boxes that people drew around grains on pictures of fields, in the forms that drawing programs write. Begin with
 * {@link org.exina.boxes.BoxedFields}. May import image and store.
 */
package org.exina.boxes;
