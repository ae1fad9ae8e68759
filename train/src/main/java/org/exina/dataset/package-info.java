/**
 * Lists and checks the labelled images, names the groups that must not be torn apart, makes folds. Begin with
 * {@link org.exina.dataset.Dataset}. May import features, image, image.file, io, math and task.
 */
package org.exina.dataset;
