package org.exina.labelling;

import java.util.List;

/**
 * A step of a person who labels, as the journal keeps it.
 *
 * @param key its number, from 1
 * @param undoes the key of the step that it takes back; empty for one that gives a label
 * @param by who did it; empty when nobody said
 * @param when in UTC, as ISO 8601 has it
 * @param label of the images; empty for one that takes back
 * @param images that have the label
 * @param thrownOut images shown among them that have another one
 * @param proposed what the images were taken for when they were shown; empty for a group without a name
 */
public record LabelEvent(
        String key,
        String undoes,
        String by,
        String when,
        String label,
        List<Image> images,
        List<Image> thrownOut,
        String proposed) {
    public LabelEvent {
        images = List.copyOf(images);
        thrownOut = List.copyOf(thrownOut);
    }

    /**
     * An image, whatever becomes of its file.
     *
     * @param sha256 what it is known by
     * @param name for people: as it was called then
     * @param shownAs the name of the image that was shown in its place, since both show the same; empty when it was shown
     * @param probability that it has the proposed label, see {@link Sheet#probabilities}; 0 where none was proposed
     */
    public record Image(String sha256, String name, String shownAs, Double probability) {
        public Image {
            shownAs = shownAs == null ? "" : shownAs;
            probability = probability == null ? 0 : probability;
        }
    }

    boolean takesBack() {
        return !undoes.isEmpty();
    }
}
