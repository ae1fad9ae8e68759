package org.exina.features;

/**
 * Features and what it took to get them.
 *
 * @param features a row for each image, in their order; the receiver's to close
 * @param computed runs of a network on one view of one image
 * @param cached the same that were not needed; both together are images x views x backbones
 * @param seconds from the first image read to the last row
 */
public record ExtractionResult(FeatureMatrix features, long computed, long cached, double seconds) {}
