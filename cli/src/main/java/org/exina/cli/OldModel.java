package org.exina.cli;

import java.nio.file.Path;

/** What is said of model files whose fingerprint does not cover all of them. */
final class OldModel {
    private OldModel() {}

    /** @param wholeFileChecked see {@link org.exina.model.Classifier#isWholeFileChecked} */
    static void note(Console console, Path model, boolean wholeFileChecked) {
        if (!wholeFileChecked) {
            console.note(
                    "exina: " + model + " was written by an earlier Exina and carries no hash over all of it: its"
                            + " network was checked, its classes, threshold and figures were not; train it again for one that does");
        }
    }
}
