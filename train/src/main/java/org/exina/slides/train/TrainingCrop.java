package org.exina.slides.train;

import org.exina.slides.Candidate;

/**
 * Something cut out of a field.
 *
 * @param field index of the field
 * @param label a class, or debris
 * @param found whether the detector found it; else a person drew it and the detector did not see it
 * @param trains whether its label is sure enough to be learned: half a grain is neither grain nor debris
 */
record TrainingCrop(int field, Candidate candidate, String label, boolean found, boolean trains) {}
