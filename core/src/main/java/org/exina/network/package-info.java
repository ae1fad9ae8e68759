/**
 * Networks described once, as small graphs of layers, and ONNX graphs made of them. Begin with
 * {@link org.exina.network.Networks} for those there are, {@link org.exina.network.Network} for what a description can
 * do, {@link org.exina.network.OnnxGraph} for graphs. May import {@code store}.
 */
package org.exina.network;
