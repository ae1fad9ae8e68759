/**
 * Images changed at random within bounds, for training only. Begin with {@link org.exina.augment.Augmentation}. May
 * import image, image.file and io.
 */
package org.exina.augment;
