/** Tables, plots and self-contained pages. May import experiment, dataset, metric, image and store. */
package org.exina.report;
