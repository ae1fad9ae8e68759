package org.exina.report.plot;

/**
 * How many grains of a type are on a field, and how many were counted.
 *
 * @param type its name
 * @param truth in [0, {@value #MOST}]
 * @param counted in [0, {@value #MOST}]
 */
public record CountPair(String type, long truth, long counted) {
    private static final long MOST = 1_000_000_000;

    public CountPair {
        if (type.isBlank()) {
            throw new IllegalArgumentException("a count needs the name of a type");
        }
        if (truth < 0 || counted < 0 || truth > MOST || counted > MOST) {
            throw new IllegalArgumentException(
                    type + ": expected counts in [0, " + MOST + "], got truth " + truth + " and counted " + counted);
        }
    }

    boolean isNothing() {
        return truth == 0 && counted == 0;
    }
}
