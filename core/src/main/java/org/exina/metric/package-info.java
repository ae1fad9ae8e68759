/** Accuracy, F1, confusion and intervals. May import nothing of ours. */
package org.exina.metric;
