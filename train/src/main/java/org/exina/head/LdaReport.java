package org.exina.head;

/**
 * What came of training {@link HeadSpec.Lda}.
 *
 * @param head as it was asked for
 * @param shrinkage of the covariance, the mean over the samples
 * @param temperature the scores are divided by it
 */
record LdaReport(String head, double shrinkage, double temperature) {}
