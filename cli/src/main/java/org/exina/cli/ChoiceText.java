package org.exina.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.exina.api.Reports;
import org.exina.experiment.Chosen;
import org.exina.experiment.RunRecord;
import org.exina.model.ModelCard;

/** What {@code --auto} chose, and among what. */
final class ChoiceText {
    private static final int SHOWN = 12;

    private final Console console;

    ChoiceText(Console console) {
        this.console = console;
    }

    /** After a cross-validation. */
    void chosen(List<RunRecord.HeadTrained> heads, List<String> classes) {
        List<Chosen> all = Reports.chosen(heads);
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
        Reports.sizeUse(heads).ifPresent(size -> {
            console.format("The size of grains is used in %d of %d trainings.", size.used(), size.tried());
            sizes(classes, size.perClass());
        });
        console.line();
    }

    /** After a training: the best that were tried, and what was not. */
    void tried(ModelCard card) {
        card.head().selection().ifPresent(selection -> {
            List<ModelCard.Selection.Tried> rows = selection.tried();
            console.table(
                    List.of("tried (the best of " + rows.size() + ")", "features", "wrong", "log loss", "share"),
                    rows.stream()
                            .sorted(Comparator.comparing((ModelCard.Selection.Tried row) -> row.weight() == 0)
                                    .thenComparingDouble(ModelCard.Selection.Tried::logLoss))
                            .limit(SHOWN)
                            .map(row -> List.of(
                                    row.title(),
                                    Integer.toString(row.features()),
                                    Integer.toString(row.errors()),
                                    loss(row.logLoss()),
                                    percent(row.weight())))
                            .toList());
            Map<String, Object> settings = card.head().settings();
            console.line(settings.get("leftOutErrors") + " of " + settings.get("leftOutSamples")
                    + " training images wrong when left out, by the mean of those with a share.");
            size(selection.sizeTried(), card);
            selection.notTried().forEach(line -> console.line("not tried: " + line));
            console.line();
        });
    }

    /**
     * Prints the log loss with and without the size of grains.
     *
     * @param tried without size first; none where it was not tried
     */
    private void size(List<ModelCard.Selection.SizeTried> tried, ModelCard card) {
        if (tried.isEmpty()) {
            return;
        }
        double logLoss = tried.get(0).logLoss();
        String without = loss(logLoss);
        String least = loss(tried.stream()
                .skip(1)
                .mapToDouble(ModelCard.Selection.SizeTried::logLoss)
                .min()
                .orElse(logLoss));
        if (card.size().isEmpty()) {
            console.line("The size of grains was tried and is not used: log loss " + without + " without it, " + least
                    + " at best with it.");
            return;
        }
        ModelCard.Size size = card.size().get();
        console.format(
                "The size of grains is used, with weight %.2f: log loss %s without it, %s with it.",
                size.weight(), without, least);
        sizes(card.classes(), size.perClass());
    }

    private void sizes(List<String> classes, List<ModelCard.ClassSize> sizes) {
        if (!sizes.isEmpty()) {
            console.table(
                    List.of("class", "diameter in \u00b5m"),
                    IntStream.range(0, sizes.size())
                            .mapToObj(k -> List.of(classes.get(k), sizes.get(k).text()))
                            .toList());
        }
    }

    private static String loss(double logLoss) {
        return String.format(Locale.ROOT, "%.4f", logLoss);
    }

    private static String percent(double share) {
        return share == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
