/**
 * Networks described once, as small graphs of layers, and ONNX graphs made of them. Begin with
 * {@link org.exina.network.Networks} for those there are, {@link org.exina.network.Network} for what a description can
 * do. May import io, onnx and settings.
 */
package org.exina.network;
