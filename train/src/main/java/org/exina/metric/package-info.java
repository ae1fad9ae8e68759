/**
 * Accuracy, F1, confusion and intervals. Begin with {@link org.exina.metric.ConfusionMatrix}. May import nothing of
 * ours.
 */
package org.exina.metric;
