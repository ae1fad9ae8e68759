package org.exina.labelling;

import java.util.List;
import java.util.Optional;

/**
 * What can be told from the labels there are.
 *
 * @param sheet the one that is worth most now; empty when all images have labels, or their guesses will do
 * @param guesses one per image, empty for those that have a label, or before there are two classes
 * @param expectedRight share of the images whose label is right if all guesses are taken
 */
public record Prospect(Optional<Sheet> sheet, List<Optional<Guess>> guesses, double expectedRight) {
    public Prospect {
        guesses = List.copyOf(guesses);
    }
}
