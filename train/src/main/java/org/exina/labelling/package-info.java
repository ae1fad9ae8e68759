/**
 * From images that nobody labelled to a data set: which sheet of images alike a person should name next, and labels that are
 * kept as they are given. Begin with {@link org.exina.labelling.SheetChooser} and {@link org.exina.labelling.Labels}. May
 * import dataset, head, image.file, io, math, metric and task.
 */
package org.exina.labelling;
