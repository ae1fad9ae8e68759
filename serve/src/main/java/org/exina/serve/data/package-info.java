/**
 * The folder that a server works in: models, data sets, runs, counts, each found by a name that is never trusted.
 * Begin with {@link org.exina.serve.data.DataFolder}. May import api, dataset, experiment, image.file, io, model,
 * report.slides, serve.http, slides and study.
 */
package org.exina.serve.data;
