/**
 * Networks described once, as small graphs of layers, and ONNX graphs made of them. Begin with
 * {@link org.exina.network.OnnxGraph}. May import {@code store}.
 */
package org.exina.network;
