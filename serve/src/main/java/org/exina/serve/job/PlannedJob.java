package org.exina.serve.job;

/**
 * What is to be done.
 *
 * @param title what it is done to
 */
public record PlannedJob(String kind, String title, Job.Work work) {}
