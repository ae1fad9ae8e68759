/**
 * Long work in the background, one piece at a time: waiting, running, watched, cancelled. Begin with {@link
 * org.exina.serve.job.JobQueue} and {@link org.exina.serve.job.JobRequest}. May import api, cleaning, dataset,
 * experiment, image, io, model, report, report.slides, serve.data, serve.http, slides, slides.annotation,
 * slides.train, study and task.
 */
package org.exina.serve.job;
