package org.exina.augment;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;

/** A sheet of images, each in a row with its variants, to see with one's own eyes what an augmentation does. */
public final class PreviewSheet {
    /** Rows that a sheet holds at most. */
    public static final int MAX_ROWS = 8;

    /** Variants that a row holds at most. */
    public static final int MAX_VARIANTS = 12;

    private static final int CELL = 150; // pixels
    private static final int GAP = 10;
    private static final int MARGIN = 20;
    private static final int CAPTION = 40;
    private static final int LABEL = 24;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    private static final Color INK = new Color(0x222222);
    private static final Color PALE = new Color(0x6A6A6A);

    private PreviewSheet() {}

    /**
     * An image of the sheet.
     *
     * @param label what stands above it
     * @param key tells the image from others, see {@link Augmentation#variant}
     */
    public record Row(String label, String key, RgbImage image) {}

    /**
     * Draws the sheet.
     *
     * @param title first line, such as "microscope"
     * @param rows 1 to {@link #MAX_ROWS}
     * @param count variants of each, 1 to {@link #MAX_VARIANTS}
     */
    public static RgbImage draw(String title, List<Row> rows, Augmentation augmentation, int count, long seed) {
        if (rows.isEmpty() || rows.size() > MAX_ROWS || count < 1 || count > MAX_VARIANTS) {
            throw new IllegalArgumentException("expected 1 to " + MAX_ROWS + " rows of 1 to " + MAX_VARIANTS
                    + " variants, got " + rows.size() + " of " + count);
        }
        int width = 2 * MARGIN + (count + 1) * (CELL + GAP) - GAP;
        List<String> lines = wrapped(augmentation.id() + "; seed " + seed, width - 2 * MARGIN);
        int head = MARGIN + 24 + 18 * lines.size() + 12;
        int rowHeight = LABEL + CELL + CAPTION + GAP;
        BufferedImage sheet =
                new BufferedImage(width, head + rows.size() * rowHeight + MARGIN - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        text(pen, TITLE, INK, title, MARGIN, MARGIN + 16);
        for (int i = 0; i < lines.size(); i++) {
            text(pen, TEXT, PALE, lines.get(i), MARGIN, MARGIN + 38 + 18 * i);
        }
        for (int r = 0; r < rows.size(); r++) {
            drawRow(pen, rows.get(r), augmentation, count, seed, head + r * rowHeight);
        }
        pen.dispose();
        return RgbImage.of(sheet);
    }

    private static void drawRow(Graphics2D pen, Row row, Augmentation augmentation, int count, long seed, int top) {
        RgbImage small = ImageEncoder.thumbnail(row.image(), CELL);
        int y = top + LABEL;
        text(pen, TEXT, INK, row.label(), MARGIN, y - 7);
        put(pen, small, MARGIN, y);
        caption(
                pen,
                List.of("original", row.image().width() + " x " + row.image().height() + " px"),
                MARGIN,
                y);
        for (int v = 1; v <= count; v++) {
            int x = MARGIN + v * (CELL + GAP);
            Variant variant = augmentation.variant(seed, row.key(), v);
            put(pen, variant.apply(row.image(), small.width(), small.height()), x, y);
            caption(pen, variant.words(), x, y);
        }
    }

    /** In the middle of its cell. */
    private static void put(Graphics2D pen, RgbImage image, int x, int y) {
        pen.drawImage(
                ImageEncoder.toBufferedImage(image),
                x + (CELL - image.width()) / 2,
                y + (CELL - image.height()) / 2,
                null);
    }

    private static void caption(Graphics2D pen, List<String> lines, int x, int y) {
        for (int i = 0; i < lines.size(); i++) {
            text(pen, SMALL, PALE, lines.get(i), x, y + CELL + 12 + 12 * i);
        }
    }

    private static void text(Graphics2D pen, Font font, Color color, String text, int x, int y) {
        pen.setFont(font);
        pen.setColor(color);
        pen.drawString(text, x, y);
    }

    /** Broken after commas. */
    private static List<String> wrapped(String text, int width) {
        BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = one.createGraphics();
        FontMetrics metrics = pen.getFontMetrics(TEXT);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : text.split("(?<=[,;])", -1)) {
            if (line.length() > 0 && metrics.stringWidth(line + part) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(part);
        }
        lines.add(line.toString());
        pen.dispose();
        return lines;
    }
}
