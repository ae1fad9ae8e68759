/**
 * Self-contained HTML pages, and the map of the data that is on them. Begin with {@link org.exina.report.RunPage}. May
 * import cleaning, dataset, experiment, head, image, image.file, io, math, metric, model, report.html, report.plot,
 * settings and task.
 */
package org.exina.report;
