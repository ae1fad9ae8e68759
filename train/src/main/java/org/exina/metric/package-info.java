/**
 * Accuracy, F1, confusion and intervals. Begin with {@link org.exina.metric.ConfusionMatrix}. May import math.
 */
package org.exina.metric;
