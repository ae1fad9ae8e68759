/** Accuracy, F1, confusion and intervals. Begin with {@link org.exina.metric.ConfusionMatrix}. */
package org.exina.metric;
