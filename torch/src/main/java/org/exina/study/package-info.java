/**
 * Many experiments described in one file and run one after the other or side by side, each once; and data sets written
 * as folders of cut images, one for training and one for validation, as Keras reads them. Begin with
 * {@link org.exina.study.Suite} for what they are, {@link org.exina.study.SuiteRun} for how they are run,
 * {@link org.exina.study.Preparation} for the folders. May import augment, backbone, dataset, experiment, features,
 * head, image, image.file, io, metric, network, onnx, settings, task and torch.
 */
package org.exina.study;
