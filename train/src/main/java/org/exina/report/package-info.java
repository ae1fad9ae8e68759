/**
 * Self-contained HTML pages. Begin with {@link org.exina.report.RunPage}. May import experiment, suite, plot, table,
 * dataset, metric, image and store.
 */
package org.exina.report;
