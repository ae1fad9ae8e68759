package org.exina.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.exina.experiment.RunRecord;

/** What {@code --auto} chose, and among what. */
final class ChoiceText {
    private static final int SHOWN = 12;

    private final Console console;

    ChoiceText(Console console) {
        this.console = console;
    }

    /** @param weight its mean share over all trainings   @param trainings in how many it had one */
    record Chosen(String title, double weight, int trainings) {}

    /** Over all trainings, the largest share first; empty when nothing was chosen. */
    static List<Chosen> summary(List<RunRecord.HeadTrained> heads) {
        Map<String, Double> weights = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (RunRecord.HeadTrained head : heads) {
            for (String line : lines(head.settings(), "chosen")) {
                String[] words = line.split(" x ", 2);
                String title = words[1].replaceAll("; logistic:l2=[0-9.]+", "; logistic");
                weights.merge(title, Double.parseDouble(words[0]) / heads.size(), Double::sum);
                counts.merge(title, 1, Integer::sum);
            }
        }
        return weights.entrySet().stream()
                .map(each -> new Chosen(each.getKey(), each.getValue(), counts.get(each.getKey())))
                .sorted(Comparator.comparingDouble(Chosen::weight).reversed())
                .toList();
    }

    /** After a cross-validation. */
    void chosen(List<RunRecord.HeadTrained> heads) {
        List<Chosen> all = summary(heads);
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
        List<String[]> rows =
                lines(settings, "tried").stream().map(line -> line.split("\t")).toList();
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
        lines(settings, "notTried").forEach(line -> console.line("not tried: " + line));
        console.line();
    }

    private static List<String> lines(Map<String, String> settings, String key) {
        return settings.containsKey(key) ? Arrays.asList(settings.get(key).split("\n")) : List.of();
    }

    private static String percent(double share) {
        return share == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
