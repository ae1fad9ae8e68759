/**
 * Learning to find and to tell grains from boxes that people drew on fields, and how well it went. Begin with
 * {@link org.exina.slides.train.SlideTraining} and {@link org.exina.slides.train.SlideCrossValidation}. May import
 * dataset, experiment, features, head, image, image.file, io, math, metric, model, slides, slides.annotation and task.
 */
package org.exina.slides.train;
