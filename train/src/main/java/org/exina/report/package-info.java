/**
 * Self-contained HTML pages. Begin with {@link org.exina.report.RunPage}. May import explain, predict, experiment, suite,
 * plot, table, dataset, metric, image and store.
 */
package org.exina.report;
