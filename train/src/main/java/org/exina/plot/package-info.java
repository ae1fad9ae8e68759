/**
 * Pictures of learning curves, of compared experiments and of counts, as PNG and SVG. Begin with
 * {@link org.exina.plot.Plots}. May import store.
 */
package org.exina.plot;
