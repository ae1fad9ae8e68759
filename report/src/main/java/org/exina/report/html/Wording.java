package org.exina.report.html;

import java.util.Locale;
import org.exina.settings.Percent;

/** Numbers and words as people read them. */
public final class Wording {
    /** Keeps a number and its unit on one line. */
    private static final String NO_BREAK = "\u00a0";

    private Wording() {}

    /** "95.9 %". */
    public static String percent(double share) {
        return Percent.number(share) + NO_BREAK + "%";
    }

    /** "94.3 to 97.1 %". */
    public static String percent(double low, double high) {
        return Percent.number(low) + " to " + percent(high);
    }

    /** "1 image", "1,204 images". */
    public static String count(long count, String one, String many) {
        return grouped(count) + NO_BREAK + (count == 1 ? one : many);
    }

    public static String images(long count) {
        return count(count, "image", "images");
    }

    public static String grouped(long count) {
        return format("%,d", count);
    }

    public static String seconds(double seconds) {
        return seconds < 90
                ? format("%.1f", seconds) + NO_BREAK + "s"
                : format("%.1f", seconds / 60) + NO_BREAK + "min";
    }

    /** Three digits that mean something: "0.0197", "19.9". */
    public static String significant(double number) {
        double size = Math.abs(number);
        if (size == 0) {
            return "0";
        }
        int decimals = 2 - (int) Math.floor(Math.log10(size));
        return size >= 1e7 || size < 1e-4 ? format("%.2e", number) : format("%." + Math.max(0, decimals) + "f", number);
    }

    /** With a capital letter, for a heading. */
    public static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** In the one way that numbers are written on pages. */
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
