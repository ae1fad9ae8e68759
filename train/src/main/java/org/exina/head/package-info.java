/**
 * Classifiers over features: numbers in, scores out; no images are known here. Begin with
 * {@link org.exina.head.HeadSpec}. May import io, matrix, onnx, settings and task.
 */
package org.exina.head;
