package org.exina.settings;

import java.util.Locale;

/** Shares and probabilities as people read them, the same in every language. */
public final class Percent {
    private Percent() {}

    /** "95.9 %". */
    public static String of(double share) {
        return number(share) + " %";
    }

    /** "94.3 to 97.1 %". */
    public static String of(double low, double high) {
        return number(low) + " to " + of(high);
    }

    /** "95.9", where a heading or an axis has the sign. */
    public static String number(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** How much better one share is than another, in percent of the whole: "+1.2". */
    public static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference);
    }

    /** The p of a test: {@code "p = 0.033"}, {@code "p < 0.001"}. */
    public static String p(double p) {
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
    }
}
