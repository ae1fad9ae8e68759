/**
 * Matrices and minimisation. Begin with {@link org.exina.matrix.Matrices}. May import nothing of ours.
 */
package org.exina.matrix;
