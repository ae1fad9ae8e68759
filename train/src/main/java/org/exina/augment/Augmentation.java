package org.exina.augment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exina.io.ExinaException;
import org.exina.settings.SettingsText;

/**
 * Bounds within which images are changed at random. {@link #parse} reads what {@link #id} writes.
 *
 * <p>A {@link Variant} depends on seed, image and number alone, and is the same on every platform. Each of its numbers
 * is drawn by its name: another bound for one setting changes nothing about the others.
 *
 * @param rotate degrees, either way, in [0, 180]
 * @param flip which sides may be exchanged
 * @param shift share of the width and of the height, either way, in [0, 1)
 * @param zoom the part of the image that is seen is 1 - zoom to 1 + zoom of it, in [0, 1)
 * @param stretch the same for each side on its own, in [0, 1)
 * @param shear degrees, either way, in [0, 80]
 * @param brightness factor 1 - brightness to 1 + brightness, in [0, 1)
 * @param contrast factor of the distance from the mean grey, likewise
 * @param colour factor of the distance from grey, likewise; and half as much on each channel on its own, as light of
 *     another colour does
 * @param blur largest standard deviation, in pixels of an image whose shorter side has 200, in [0, 20]
 * @param fill what is seen beyond the edge
 */
public record Augmentation(
        double rotate,
        Flip flip,
        double shift,
        double zoom,
        double stretch,
        double shear,
        double brightness,
        double contrast,
        double colour,
        double blur,
        Fill fill) {
    private static final List<String> PRESETS = List.of("none", "study", "microscope");
    private static final List<String> SETTINGS = List.of(
            "rotate", "flip", "shift", "zoom", "stretch", "shear", "brightness", "contrast", "colour", "blur", "fill");

    /** Changes nothing. */
    public static final Augmentation NONE = new Augmentation(0, Flip.NONE, 0, 0, 0, 0, 0, 0, 0, 0, Fill.REFLECT);

    /**
     * What Keras generators of such studies did: {@code shear_range=0.2, zoom_range=0.2, horizontal_flip=True}. Keras of 2017
     * took the shear for radians, and zoomed each side on its own; edge pixels were repeated.
     */
    public static final Augmentation STUDY =
            new Augmentation(0, Flip.HORIZONTAL, 0, 0, 0.2, 11.459, 0, 0, 0, 0, Fill.NEAREST);

    /**
     * For grains under a microscope: any angle and side, since a slide has no up; a little shift and size, for a grain is
     * not cut out the same way twice; light, stain and focus as they change from slide to slide.
     */
    public static final Augmentation MICROSCOPE =
            new Augmentation(180, Flip.BOTH, 0.04, 0.1, 0.03, 0, 0.12, 0.15, 0.1, 0.8, Fill.REFLECT);

    public Augmentation {
        within("rotate", rotate, 180);
        within("shear", shear, 80);
        within("blur", blur, 20);
        share("shift", shift);
        share("zoom", zoom);
        share("stretch", stretch);
        share("brightness", brightness);
        share("contrast", contrast);
        share("colour", colour);
    }

    /**
     * Reads which changes are allowed and within which bounds.
     *
     * @param text {@code none}, {@code study}, {@code microscope}, one of them with settings that differ ({@code
     *     microscope:blur=0}), or settings alone ({@code rotate=180,flip=both})
     * @throws ExinaException naming what is known, when the text is none of it
     */
    public static Augmentation parse(String text) throws ExinaException {
        SettingsText settings = new SettingsText("augmentation '" + text + "'");
        int colon = text.indexOf(':');
        boolean alone = colon < 0 && text.indexOf('=') >= 0;
        String name = alone ? "none" : (colon < 0 ? text : text.substring(0, colon)).strip();
        if (!PRESETS.contains(name)) {
            throw new ExinaException("unknown augmentation '" + name + "': expected one of "
                    + String.join(", ", PRESETS) + ", or settings such as rotate=180,flip=both");
        }
        if (alone || colon >= 0) {
            settings.read(text.substring(colon + 1), part -> "expected setting=value, got '" + part.strip() + "'");
            settings.only(SETTINGS);
        }
        return List.of(NONE, STUDY, MICROSCOPE).get(PRESETS.indexOf(name)).with(settings);
    }

    private Augmentation with(SettingsText settings) throws ExinaException {
        List<String> flips = Arrays.stream(Flip.values()).map(Flip::id).toList();
        List<String> fills = Arrays.stream(Fill.values()).map(Fill::id).toList();
        try {
            return new Augmentation(
                    settings.number("rotate", rotate),
                    Flip.values()[flips.indexOf(settings.word("flip", flips, flip.id()))],
                    settings.number("shift", shift),
                    settings.number("zoom", zoom),
                    settings.number("stretch", stretch),
                    settings.number("shear", shear),
                    settings.number("brightness", brightness),
                    settings.number("contrast", contrast),
                    settings.number("colour", colour),
                    settings.number("blur", blur),
                    Fill.values()[fills.indexOf(settings.word("fill", fills, fill.id()))]);
        } catch (IllegalArgumentException e) {
            throw settings.fault(e.getMessage());
        }
    }

    /** All settings that are not zero, {@code rotate=180,flip=both,shift=0.1}; {@code none} when all are. */
    public String id() {
        List<String> settings = new ArrayList<>();
        add(settings, "rotate", rotate);
        if (flip != Flip.NONE) {
            settings.add("flip=" + flip.id());
        }
        add(settings, "shift", shift);
        add(settings, "zoom", zoom);
        add(settings, "stretch", stretch);
        add(settings, "shear", shear);
        add(settings, "brightness", brightness);
        add(settings, "contrast", contrast);
        add(settings, "colour", colour);
        add(settings, "blur", blur);
        if (fill != NONE.fill) {
            settings.add("fill=" + fill.id());
        }
        return settings.isEmpty() ? "none" : String.join(",", settings);
    }

    /**
     * One image's change.
     *
     * @param image tells it from others: the SHA-256 of its file, or a name
     * @param number from 1
     */
    public Variant variant(long seed, String image, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("variants are numbered from 1, got " + number);
        }
        Draws draws = new Draws(seed, image, number);
        double both = draws.factor("zoom", zoom);
        Placement placement = new Placement(
                draws.around("rotate", rotate),
                flip.horizontal() && draws.uniform("flip horizontal") < 0.5,
                flip.vertical() && draws.uniform("flip vertical") < 0.5,
                draws.around("shift x", shift),
                draws.around("shift y", shift),
                both * draws.factor("stretch x", stretch),
                both * draws.factor("stretch y", stretch),
                draws.around("shear", shear));
        Tone tone = new Tone(
                draws.factor("brightness", brightness),
                draws.factor("contrast", contrast),
                draws.factor("saturation", colour),
                draws.factor("red", colour / 2),
                draws.factor("green", colour / 2),
                draws.factor("blue", colour / 2));
        return new Variant(placement, tone, blur * draws.uniform("blur"), fill);
    }

    private static void add(List<String> settings, String name, double value) {
        if (value != 0) {
            settings.add(name + "=" + plain(value));
        }
    }

    private static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    private static void within(String name, double value, int largest) {
        if (!(value >= 0 && value <= largest)) {
            throw new IllegalArgumentException(name + " must be in [0, " + largest + "], got " + plain(value));
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), got " + plain(value));
        }
    }
}
