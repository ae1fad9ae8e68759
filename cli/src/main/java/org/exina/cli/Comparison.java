package org.exina.cli;

import java.util.Locale;
import org.exina.api.ExperimentComparison;
import org.exina.settings.Percent;

/** Two experiments compared, in words. */
final class Comparison {
    private static final double UNLIKELY = 0.05;

    private Comparison() {}

    static String text(ExperimentComparison found) {
        return String.format(
                Locale.ROOT,
                "%s: %s%n%s: %s%nof %d images that both were tested on; only the first is right on %d, only the"
                        + " second on %d%n%s (McNemar): %s",
                found.first(),
                Percent.of(found.firstAccuracy()),
                found.second(),
                Percent.of(found.secondAccuracy()),
                found.n(),
                found.onlyFirst(),
                found.onlySecond(),
                Percent.p(found.p()),
                found.p() < UNLIKELY
                        ? "so large a difference would be unlikely by chance"
                        : "so small a difference may well be chance");
    }
}
