/**
 * Classifiers over features: numbers in, scores out; no images are known here. Begin with
 * {@link org.exina.head.HeadSpec}. May import io, matrix, onnx and settings.
 */
package org.exina.head;
