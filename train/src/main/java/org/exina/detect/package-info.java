/**
 * Learning to find and to tell grains from boxes that people drew on fields. Begin with {@link
 * org.exina.detect.SlideTraining} and {@link org.exina.detect.SlideCrossValidation}. May import boxes, slide, dataset,
 * features, backbone, network, head, metric, image, predict, experiment, plot, table and store.
 */
package org.exina.detect;
