package org.exina.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.experiment.Chosen;
import org.exina.experiment.RunRecord;

/** What {@code --auto} chose, and among what. */
final class ChoiceText {
    private static final int SHOWN = 12;

    private final Console console;

    ChoiceText(Console console) {
        this.console = console;
    }

    /** After a cross-validation. */
    void chosen(List<RunRecord.HeadTrained> heads) {
        List<Chosen> all = Chosen.of(heads);
        if (all.isEmpty()) {
            return;
        }
        console.table(
                List.of("chosen", "share", "in trainings"),
                all.stream()
                        .limit(SHOWN)
                        .map(each ->
                                List.of(each.title(), percent(each.weight()), each.trainings() + " of " + heads.size()))
                        .toList());
        if (all.size() > SHOWN) {
            console.line("  ... and " + (all.size() - SHOWN) + " more, with less");
        }
        console.line();
    }

    /** After a training: the best that were tried, and what was not. */
    void tried(Map<String, String> settings) {
        List<String[]> rows = Chosen.lines(settings, "tried").stream()
                .map(line -> line.split("\t"))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        console.table(
                List.of("tried (the best of " + rows.size() + ")", "features", "wrong", "log loss", "share"),
                rows.stream()
                        .sorted(Comparator.comparing((String[] row) -> row[3].equals("0.00"))
                                .thenComparingDouble(row -> Double.parseDouble(row[0])))
                        .limit(SHOWN)
                        .map(row -> List.of(row[4], row[2], row[1], row[0], percent(Double.parseDouble(row[3]))))
                        .toList());
        console.line(settings.getOrDefault("leftOutErrors", "") + " training pictures wrong when left out, by the mean"
                + " of those with a share.");
        Chosen.lines(settings, "notTried").forEach(line -> console.line("not tried: " + line));
        console.line();
    }

    private static String percent(double share) {
        return share == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
