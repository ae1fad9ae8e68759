package org.exina.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as they are written in images, the same in every locale. */
final class Numbers {
    private Numbers() {}

    /** Three digits: "0.569", "12.1". */
    static String loss(double loss) {
        if (loss >= 1000) {
            return String.format(Locale.ROOT, "%.0e", loss);
        }
        return String.format(
                Locale.ROOT, loss >= 100 ? "%.0f" : loss >= 10 ? "%.1f" : loss >= 1 ? "%.2f" : "%.3f", loss);
    }

    /** At an axis, without needless digits: "0.5", "20". */
    static String tick(double number) {
        return new BigDecimal(number)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
