/**
 * Matrices and minimisation. Begin with {@link org.exina.matrix.Matrices}. May import onnx.
 */
package org.exina.matrix;
