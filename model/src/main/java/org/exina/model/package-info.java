/**
 * The model file opened: predictions, and why it says what it says (heat maps and the nearest training images). Begin
 * with {@link org.exina.model.Classifier} and {@link org.exina.model.Explainer}. May import image, image.file, io, onnx
 * and task.
 */
package org.exina.model;
