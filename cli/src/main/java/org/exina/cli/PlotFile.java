package org.exina.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.exina.io.OutputKind;
import org.exina.report.plot.Plot;

/** A plot as an image file, SVG or PNG by its name. An earlier one of that name is replaced. */
final class PlotFile {
    private static final int WIDTH_PX = 1600;

    private PlotFile() {}

    /**
     * Before the long work begins.
     *
     * @param option that names the file, for the message
     * @param others what is read or written beside it
     * @throws UsageException when the name is of no image that can be drawn
     */
    static void check(String option, Path file, Path... others) throws IOException {
        if (!isSvg(file) && !file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException(option + ": expected a name that ends in .png or .svg, got '" + file + "'");
        }
        OutputKind.IMAGE.reserve(file, others);
    }

    static void write(Path file, Plot plot) throws IOException {
        OutputKind.writeImage(file, isSvg(file) ? plot.svg().getBytes(StandardCharsets.UTF_8) : plot.png(WIDTH_PX));
    }

    private static boolean isSvg(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    }
}
