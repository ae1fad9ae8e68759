package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.exina.io.AtomicFiles;
import org.exina.report.plot.Plot;

/** A plot as an image file, SVG or PNG by its name. An earlier file of that name is replaced. */
final class PlotFile {
    private static final int WIDTH_PX = 1600;

    private PlotFile() {}

    /**
     * Before the long work begins.
     *
     * @param option that names the file, for the message
     * @throws UsageException when the name is of no image that can be drawn
     */
    static void check(String option, Path file) {
        if (!isSvg(file) && !file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException(option + ": expected a name that ends in .png or .svg, got '" + file + "'");
        }
    }

    static void write(Path file, Plot plot) throws IOException {
        if (isSvg(file)) {
            AtomicFiles.writeText(file, plot.svg());
        } else {
            AtomicFiles.write(file, plot.png(WIDTH_PX));
        }
    }

    private static boolean isSvg(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    }
}
