/**
 * What looks wrong with labels and images by what can be learned from them, and a mended copy. Begin with
 * {@link org.exina.cleaning.DeepCheck}, then {@link org.exina.cleaning.Proposals}. May import backbone, dataset,
 * experiment, features, head, image.file, io, math, settings and task.
 */
package org.exina.cleaning;
