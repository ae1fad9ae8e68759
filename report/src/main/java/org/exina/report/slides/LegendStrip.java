package org.exina.report.slides;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/** What the boxes of a field mean, how many of each there are, and of which field. */
final class LegendStrip {
    private static final Color INK = new Color(0x1b2330);

    private final Font font;
    private final String title;
    private final List<Entry> entries;
    private final int height;

    /**
     * A type in the legend and its place, in pixels.
     *
     * @param top from the upper edge of the strip
     */
    private record Entry(String text, TypeStyle style, double left, double top) {}

    private LegendStrip(Font font, String title, List<Entry> entries, int height) {
        this.font = font;
        this.title = title;
        this.entries = entries;
        this.height = height;
    }

    /** Those types of which there is a grain, in order, as many beside each other as find room. */
    static LegendStrip of(CountedField field, List<String> types, Map<String, TypeStyle> styles, Font font, int width) {
        List<String> labels = new ArrayList<>(types);
        labels.addAll(List.of(Grain.UNKNOWN, Grain.DEBRIS));
        double line = line(font);
        double left = line / 2;
        double top = 1.5 * line;
        List<Entry> entries = new ArrayList<>();
        for (String label : labels) {
            long count = field.count(label);
            if (count == 0) {
                continue;
            }
            String text = label + " " + count;
            double wide = 1.8 * line + width(font, text);
            if (left > line && left + wide > width) {
                left = line / 2;
                top += line;
            }
            entries.add(new Entry(text, styles.get(label), left, top));
            left += wide;
        }
        long grains = field.grains().stream().filter(grain -> !grain.isDebris()).count();
        String title = field.name() + ": " + grains + (grains == 1 ? " grain" : " grains");
        return new LegendStrip(font, title, entries, (int) Math.ceil(top + (entries.isEmpty() ? 0 : 1.4 * line)));
    }

    int height() {
        return height;
    }

    void draw(Graphics2D pen, int down) {
        pen.setColor(Color.WHITE);
        pen.fill(new Rectangle2D.Double(
                0, down, pen.getDeviceConfiguration().getBounds().getWidth(), height));
        double line = line(font);
        pen.setFont(font.deriveFont(Font.BOLD));
        pen.setColor(INK);
        pen.drawString(title, (float) (line / 2), (float) (down + line));
        pen.setFont(font);
        for (Entry entry : entries) {
            Rectangle2D box =
                    new Rectangle2D.Double(entry.left(), down + entry.top() + line / 5, 0.85 * line, 0.6 * line);
            entry.style().outline(pen, box, font);
            pen.setColor(INK);
            pen.drawString(
                    entry.text(), (float) (entry.left() + 1.15 * line), (float) (down + entry.top() + 0.72 * line));
        }
    }

    private static double line(Font font) {
        return 1.6 * font.getSize2D();
    }

    private static double width(Font font, String text) {
        return font.getStringBounds(text, new FontRenderContext(null, true, true))
                .getWidth();
    }
}
