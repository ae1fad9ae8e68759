/**
 * Images changed at random within bounds, for training only. Begin with {@link org.exina.augment.Augmentation}. May
 * import image, image.file, io, math and settings.
 */
package org.exina.augment;
