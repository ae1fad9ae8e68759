package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.experiment.ModelFile;
import org.exina.io.AtomicFiles;
import org.exina.model.ModelCard;

/** A trained classifier that is not yet in a file. */
public final class Trained {
    private final ModelCard card;
    private final byte[] model;

    Trained(ModelCard card, byte[] model) {
        this.card = card;
        this.model = model;
    }

    /** What the model says of itself: its classes, what to expect of it, what it was trained on. */
    public ModelCard card() {
        return card;
    }

    /** The model file, see docs/model-file.md; the caller's own array. */
    public byte[] bytes() {
        return model.clone();
    }

    /**
     * Makes sure, before the work begins, that a model can be written there.
     *
     * @throws org.exina.io.ExinaException when something else than a model is there
     */
    public static void reserve(Path file) throws IOException {
        ModelFile.reserve(file);
    }

    /**
     * Writes the model file.
     *
     * @param file an earlier model of that name is replaced
     * @throws org.exina.io.ExinaException when something else is there
     */
    public void write(Path file) throws IOException {
        ModelFile.reserve(file);
        AtomicFiles.write(file, out -> out.write(model));
    }
}
