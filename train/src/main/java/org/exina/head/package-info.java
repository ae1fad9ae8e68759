/** Classifiers over features: numbers in, scores out. May import network, metric and store. */
package org.exina.head;
