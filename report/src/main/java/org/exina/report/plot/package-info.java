/**
 * Images of learning curves, of compared experiments and of counts, as PNG and SVG. Begin with
 * {@link org.exina.report.plot.Plots}. May import io and settings.
 */
package org.exina.report.plot;
