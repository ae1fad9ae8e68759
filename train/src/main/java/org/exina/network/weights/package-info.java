/**
 * The weight files of the networks Exina describes: where the official ones are, those that are here, and what is in
 * them. Begin with {@link org.exina.network.weights.WeightStore}. May import io, network, onnx, settings and task.
 */
package org.exina.network.weights;
