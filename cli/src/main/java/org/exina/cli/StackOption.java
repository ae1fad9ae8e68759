package org.exina.cli;

import org.exina.api.Exina;
import org.exina.image.file.ImageSource;
import picocli.CommandLine.Option;

/** Whether planes of focus in one file are merged. */
final class StackOption {
    @Option(
            names = "--stack",
            description = "Planes of focus that stand in one file are merged; without it, the first of them is read.")
    private boolean stack;

    boolean isGiven() {
        return stack;
    }

    ImageSource of(ImageSource image) {
        return stack ? Exina.merged(image) : image;
    }
}
