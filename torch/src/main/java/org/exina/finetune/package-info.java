/**
 * Trains a described network further on the user's images, all of it or its last blocks, and keeps it as a backbone.
 * Begin with {@link org.exina.finetune.TuningJob}. May import augment, backbone, dataset, experiment, features, head,
 * image, image.file, io, network, network.weights, onnx, settings, task and torch.
 */
package org.exina.finetune;
