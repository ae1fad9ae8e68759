/**
 * Frozen networks that can be run. Begin with {@link org.exina.backbone.Backbones}. May import image, io, network,
 * network.weights, onnx, settings and task.
 */
package org.exina.backbone;
