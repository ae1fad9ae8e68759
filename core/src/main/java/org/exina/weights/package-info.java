/**
 * The official weight files of the networks Exina describes: where they are, and those that are here. Begin with {@link
 * org.exina.weights.WeightStore}. May import network and store.
 */
package org.exina.weights;
