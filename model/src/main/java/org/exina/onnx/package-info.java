/**
 * ONNX graphs: built, read, cut and run. Begin with {@link org.exina.onnx.OnnxGraph} and
 * {@link org.exina.onnx.OrtModel}. May import image and io.
 */
package org.exina.onnx;
