package org.exina.report.slides;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.image.Box;
import org.exina.image.Interpolation;
import org.exina.image.PixelSource;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;
import org.exina.report.plot.Fonts;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/**
 * Fields as images, each grain in a box of its type's colour with its name and confidence in percent; debris in thin grey,
 * unknown grains in broken white. Below them stands what the colours mean, with counts.
 */
public final class FieldOverlay {
    /** The longer side of a smaller field is brought to this, so that labels find room: pixels. */
    public static final int MIN_SIDE = 1200;

    /** The longer side of a larger field is brought to this: pixels. */
    public static final int MAX_SIDE = 4000;

    private static final float JPEG_QUALITY = 0.9f;
    private static final int MOST_LETTERS = 22; // of a type's name beside a grain; all of it is in the legend

    private final List<String> classes;
    private final Map<String, TypeStyle> styles;

    private FieldOverlay(List<String> classes, Map<String, TypeStyle> styles) {
        this.classes = classes;
        this.styles = styles;
    }

    /**
     * An overlay with one colour for each type, whichever field it is on.
     *
     * @param fields all that colours should mean the same on
     */
    public static FieldOverlay of(List<String> classes, List<CountedField> fields) {
        return new FieldOverlay(CountTable.types(classes), TypeStyle.of(classes, fields));
    }

    /** Writes the image: JPEG when the name ends so, else PNG. */
    public void write(Path file, CountedField field, PixelSource pixels) throws IOException {
        RgbImage image = draw(field, pixels.overview(MAX_SIDE));
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
        OutputKind.writeImage(file, jpeg ? ImageEncoder.jpeg(image, JPEG_QUALITY) : ImageEncoder.png(image));
    }

    /**
     * Draws it.
     *
     * @param image the field in any size; what is smaller than {@link #MIN_SIDE} is made larger
     * @throws ExinaException when there is no font on this machine
     */
    public RgbImage draw(CountedField field, RgbImage image) throws ExinaException {
        double larger = Math.max(1, (double) MIN_SIDE / Math.max(image.width(), image.height()));
        int width = (int) Math.round(image.width() * larger);
        int height = (int) Math.round(image.height() * larger);
        float size = 12 + Math.max(width, height) / 600f;
        Font font = new Font(Fonts.sans(), Font.PLAIN, 1).deriveFont(size);
        LegendStrip legend = LegendStrip.of(field, classes, styles, font, width);
        BufferedImage sheet = new BufferedImage(width, height + legend.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        RgbImage ground = Resize.resize(image, width, height, Interpolation.BICUBIC);
        pen.drawImage(ImageEncoder.toBufferedImage(ground), 0, 0, null);
        drawGrains(pen, field, font, width, height);
        legend.draw(pen, height);
        pen.dispose();
        return RgbImage.of(sheet);
    }

    private void drawGrains(Graphics2D pen, CountedField field, Font font, int width, int height) {
        LabelPlaces places = new LabelPlaces(width, height);
        for (Grain grain : field.grains()) {
            Rectangle2D box = scaled(grain.box(), field, width, height);
            styles.get(grain.label()).outline(pen, box, font);
            places.addGrain(box);
        }
        pen.setFont(font);
        for (Grain grain : field.grains()) {
            if (!grain.isDebris()) {
                label(pen, grain, places, scaled(grain.box(), field, width, height));
            }
        }
    }

    private static Rectangle2D scaled(Box box, CountedField field, int width, int height) {
        double across = (double) width / field.width();
        double down = (double) height / field.height();
        return new Rectangle2D.Double(box.x() * across, box.y() * down, box.width() * across, box.height() * down);
    }

    private void label(Graphics2D pen, Grain grain, LabelPlaces places, Rectangle2D box) {
        String text = text(grain);
        double pad = pen.getFont().getSize2D() / 4;
        double wide = pen.getFontMetrics().stringWidth(text) + 2 * pad;
        double high = pen.getFont().getSize2D() * 1.25;
        Rectangle2D place = places.place(box, wide, high);
        TypeStyle style = styles.get(grain.label());
        pen.setColor(Color.decode(style.color()));
        pen.fill(new RoundRectangle2D.Double(place.getX(), place.getY(), wide, high, 2 * pad, 2 * pad));
        pen.setColor(style.isLight() ? TypeStyle.DARK : Color.WHITE);
        pen.drawString(text, (float) (place.getX() + pad), (float) (place.getMaxY() - high / 4));
    }

    private static String text(Grain grain) {
        if (grain.isUnknown()) {
            return grain.label();
        }
        String name = grain.label();
        int letters = name.codePointCount(0, name.length());
        if (letters > MOST_LETTERS) {
            name = name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS - 1)) + "\u2026";
        }
        return grain.byPerson() ? name : name + " " + Math.round(100 * grain.probability());
    }
}
