/**
 * Cross-validation and training, recorded so that they can be run again, and the model files they write. Begin with
 * {@link org.exina.experiment.CrossValidation} and {@link org.exina.experiment.Training}. May import augment, backbone,
 * dataset, features, head, head.select, image, image.file, io, math, metric, model, onnx, slides and
 * task.
 */
package org.exina.experiment;
