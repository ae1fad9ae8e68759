/**
 * Pictures changed at random within bounds, for training only. Begin with {@link org.exina.augment.Augmentation}. May
 * import image and store.
 */
package org.exina.augment;
