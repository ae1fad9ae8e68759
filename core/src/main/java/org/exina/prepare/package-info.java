/**
 * Writes a data set as folders of cut pictures, one for training and one for validation, as Keras reads them. Begin with
 * {@link org.exina.prepare.Preparation}. May import dataset, image and store.
 */
package org.exina.prepare;
