package org.exina.labelling;

/**
 * What an image without a label is taken for.
 *
 * @param probability that it is right, in [0, 1], by how often such guesses were right before
 */
public record Guess(String label, double probability) {}
