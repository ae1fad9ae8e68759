package org.exina.features;

/**
 * Features and what it took to get them.
 *
 * @param features a row for each picture, in their order; the receiver's to close
 * @param computed runs of a network on one view of one picture
 * @param cached the same that were not needed; both together are pictures x views x backbones
 * @param seconds from the first picture read to the last row
 */
public record ExtractionResult(FeatureMatrix features, long computed, long cached, double seconds) {}
