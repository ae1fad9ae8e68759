/**
 * Pictures of learning curves and of compared experiments, as PNG and SVG. Begin with {@link org.exina.plot.Plots}. May
 * import store.
 */
package org.exina.plot;
