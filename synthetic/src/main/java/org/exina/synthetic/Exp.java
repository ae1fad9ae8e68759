package org.exina.synthetic;

/** exp(-x) from a table, the same on every platform ({@link Math#exp} may differ in the last bit) and fast. */
final class Exp {
    private static final int PER_UNIT = 128;
    private static final float[] TABLE = table();

    private Exp() {}

    /**
     * Interpolates exp(-x) in the table.
     *
     * @param x at least 0; 12 and more give the value at 12
     */
    static float ofNegative(float x) {
        float at = Math.min(x * PER_UNIT, TABLE.length - 2f);
        int i = (int) at;
        return TABLE[i] + (TABLE[i + 1] - TABLE[i]) * (at - i);
    }

    private static float[] table() {
        float[] table = new float[12 * PER_UNIT + 2];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) StrictMath.exp(-(double) i / PER_UNIT);
        }
        return table;
    }
}
