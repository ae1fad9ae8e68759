package org.exina.report.slides;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/**
 * How grains of a type are outlined.
 *
 * @param color "#rrggbb"
 * @param dashes lengths of stroke and gap; none: a whole line
 */
record TypeStyle(String color, List<Float> dashes) {
    static final Color DARK = new Color(0x101418);
    static final TypeStyle DEBRIS = new TypeStyle("#8a8a8a", List.of());
    static final TypeStyle UNKNOWN = new TypeStyle("#ffffff", List.of(6f, 4f));

    /**
     * The sequence of M. A. Petroff, Accessible Color Sequences for Data Visualization, 2021, which the colour-blind tell
     * apart, without its two greys, which might be taken for debris; those most apart first.
     */
    private static final List<String> COLORS =
            List.of("#3f90da", "#ffa90e", "#bd1f01", "#92dadd", "#832db6", "#e76300", "#b9ac70", "#a96b59");

    private static final float VEIL = 0.6f; // of a halo

    private static final List<List<Float>> DASHES =
            List.of(List.of(), List.of(9f, 4f), List.of(2.5f, 3f), List.of(10f, 3f, 2.5f, 3f));

    TypeStyle {
        dashes = List.copyOf(dashes);
    }

    /** The n-th of 32 that differ in colour or dash; the first 8 in colour. */
    static TypeStyle of(int n) {
        return new TypeStyle(COLORS.get(n % COLORS.size()), DASHES.get(n / COLORS.size() % DASHES.size()));
    }

    /**
     * One for each type, in the order of the model. The types found most often get theirs first, so that what is seen differs
     * as much as can be; a type has the same on all fields of a count.
     */
    static Map<String, TypeStyle> of(List<String> classes, List<CountedField> fields) {
        List<String> types = CountTable.types(classes);
        Map<String, Long> counts = fields.stream()
                .flatMap(field -> field.grains().stream())
                .collect(Collectors.groupingBy(Grain::label, Collectors.counting()));
        List<String> byCount = types.stream()
                .sorted(Comparator.comparing((String type) -> -counts.getOrDefault(type, 0L)))
                .toList();
        Map<String, TypeStyle> styles = new LinkedHashMap<>();
        types.forEach(type -> styles.put(type, of(byCount.indexOf(type))));
        styles.put(Grain.UNKNOWN, UNKNOWN);
        styles.put(Grain.DEBRIS, DEBRIS);
        return styles;
    }

    /** Draws it around a box. With a halo of the other brightness: legible on bright ground and on dark. */
    void outline(Graphics2D pen, Rectangle2D box, Font font) {
        float thick = font.getSize2D() / (equals(DEBRIS) ? 14 : 7);
        pen.setComposite(AlphaComposite.SrcOver.derive(VEIL));
        pen.setColor(isLight() ? DARK : Color.WHITE);
        pen.setStroke(new BasicStroke(2 * thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        pen.draw(box);
        pen.setComposite(AlphaComposite.SrcOver);
        pen.setColor(Color.decode(color));
        float[] lengths = new float[dashes.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = dashes.get(i) * thick / 2;
        }
        pen.setStroke(new BasicStroke(
                thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths.length == 0 ? null : lengths, 0));
        pen.draw(box);
    }

    /** Whether dark ink can be read on its colour, and not white. */
    boolean isLight() {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF) > 130;
    }
}
