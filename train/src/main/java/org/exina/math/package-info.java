/**
 * Matrices, the normal distribution, minimisation, and chance that is the same everywhere. Begin with
 * {@link org.exina.math.Matrices}. May import nothing of ours.
 */
package org.exina.math;
