/**
 * Self-contained HTML pages. Begin with {@link org.exina.report.RunPage}. May import cleaning, map, explain, predict,
 * experiment, suite, page, plot, table, dataset, metric, image and store.
 */
package org.exina.report;
