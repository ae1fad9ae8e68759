package org.exina.report.plot;

import java.io.IOException;
import java.util.List;
import org.exina.io.ExinaException;

/** An image that can be written in any size. The same input gives the same SVG everywhere. */
public final class Plot {
    private static final int MAX_WIDTH_PX = 20_000;

    private final String title;
    private final double width;
    private final double height;
    private final List<Mark> marks;

    Plot(String title, double width, double height, List<Mark> marks) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.marks = List.copyOf(marks);
    }

    /**
     * The image as an {@code <svg>} element: a file of its own, or a part of a page. It carries no ids and no style
     * sheet, so any number may stand on one page. Text is text, in a sans-serif face of the reader's machine.
     */
    public String svg() {
        return Svg.of(title, width, height, marks);
    }

    /**
     * The image as a PNG file; its height follows from its width.
     *
     * @param widthPx in [100, 20000]; 1200 for the screen, 2400 for print
     * @throws ExinaException when the machine has no font at all
     */
    public byte[] png(int widthPx) throws IOException {
        if (widthPx < 100 || widthPx > MAX_WIDTH_PX) {
            throw new IllegalArgumentException("widthPx must be in [100, " + MAX_WIDTH_PX + "], got " + widthPx);
        }
        return Png.of(widthPx, width, height, marks);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    List<Mark> marks() {
        return marks;
    }
}
