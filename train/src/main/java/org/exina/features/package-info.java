/**
 * Runs backbones over images once and keeps the numbers. Begin with {@link org.exina.features.FeatureExtractor}; how
 * they are kept is in {@link org.exina.features.FeatureCache}. May import augment, backbone, image, image.file, io,
 * onnx and task.
 */
package org.exina.features;
