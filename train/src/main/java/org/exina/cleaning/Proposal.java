package org.exina.cleaning;

import java.util.Locale;

/**
 * A change to one image, which its owner decides on.
 *
 * @param path relative to the data set's root
 * @param label as it is
 * @param proposal the label it would get; the same as {@code label} where there is none to propose
 * @param reason for people
 * @param score how strong the reason is, comparable only where reasons are of one kind
 * @param sha256 of the file's content, 64 hexadecimal digits
 */
public record Proposal(
        String path, String label, String proposal, Action action, String reason, double score, String sha256) {

    /** What is to become of an image in the copy. */
    public enum Action {
        /** It gets the proposed label. */
        RELABEL,
        /** It is left out. */
        REMOVE,
        /** It stays as it is. */
        KEEP;

        /** As it stands in the table. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Proposal with(String moreReason) {
        return new Proposal(path, label, proposal, action, reason + "; " + moreReason, score, sha256);
    }
}
