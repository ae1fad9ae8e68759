package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import org.exina.synthetic.FieldFolder;
import org.exina.synthetic.FieldSettings;
import org.exina.synthetic.SampleFolder;
import org.exina.synthetic.SyntheticGrains;

/** Synthetic pollen grains, to try everything without images of one's own; they never grew. */
public final class Samples {
    /** The fewest classes that can be drawn. */
    public static final int MIN_CLASSES = SyntheticGrains.MIN_CLASSES;

    /** The most classes that can be drawn. */
    public static final int MAX_CLASSES = SyntheticGrains.MAX_CLASSES;

    private final Workspace work;

    Samples(Workspace work) {
        this.work = work;
    }

    /**
     * Draws single grains, a folder for each class.
     *
     * @param folder new or empty, or with a drawing of the same settings that was stopped
     */
    public SampleFolder.Written grains(Path folder, SampleFolder.Settings settings) throws IOException {
        return SampleFolder.write(folder, settings, work.progress());
    }

    /**
     * Draws microscope fields with many grains, and tables that tell what and where they are.
     *
     * @param folder new or empty, or with a drawing of the same settings that was stopped
     */
    public FieldFolder.Written fields(Path folder, FieldSettings settings) throws IOException {
        return FieldFolder.write(folder, settings, work.progress());
    }
}
