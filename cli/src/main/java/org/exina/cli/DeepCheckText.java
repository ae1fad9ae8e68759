package org.exina.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.exina.cleaning.DeepCheck;
import org.exina.settings.Percent;

/** A deep check in words and tables. */
final class DeepCheckText {
    private static final int SUSPECTS_SHOWN = 15;
    private static final int OTHERS_SHOWN = 8;

    private final Console console;

    DeepCheckText(Console console) {
        this.console = console;
    }

    /**
     * Prints the proposals: which images to look at, and why.
     *
     * @param data what the user named
     * @param csv the table that was written
     */
    void print(Path data, DeepCheck deep, Optional<Path> csv) {
        console.format(
                "%s, %d folds, seed %d: %s of the images are given their own label by a classifier trained without"
                        + " them",
                String.join(" + ", deep.backbones()), deep.folds(), deep.seed(), Percent.of(deep.accuracy()));
        console.line();
        suspects(deep.suspects());
        list(
                "unlike all others",
                "Another object, an empty or blurred image, another magnification?",
                deep.outliers().stream()
                        .map(each -> each.path()
                                + String.format(Locale.ROOT, ": %.1f deviations farther than usual", each.deviations()))
                        .toList());
        list(
                "perhaps one object twice",
                "Unusually alike, though their pixels differ. If they are one object, keep them together (--group-by) or"
                        + " remove one.",
                deep.alike().stream()
                        .map(each -> each.first() + ", " + each.second()
                                + String.format(Locale.ROOT, ": similarity %.2f", each.similarity()))
                        .toList());
        if (csv.isPresent()) {
            console.line("Proposed changes: " + csv.get() + "; edit the column action (relabel, remove, keep), then:");
            console.line("  exina check " + Shell.quoted(data) + " --apply " + Shell.quoted(csv.get()) + " --out COPY");
        } else if (!deep.suspects().isEmpty()) {
            console.line("As a table to edit and carry out on a copy: exina check " + Shell.quoted(data)
                    + " --deep --csv changes.csv");
        }
    }

    private void suspects(List<DeepCheck.Suspect> suspects) {
        if (suspects.isEmpty()) {
            console.line(console.green("No label is doubtful."));
            console.line();
            return;
        }
        long sure = suspects.stream().filter(DeepCheck.Suspect::sure).count();
        console.line(console.bold("doubtful labels: " + suspects.size()) + ", of them hardly right: " + sure);
        console.table(
                List.of("image", "label", "", "looks like", " "),
                suspects.stream()
                        .limit(SUSPECTS_SHOWN)
                        .map(each -> List.of(
                                each.path(),
                                each.label(),
                                Percent.of(each.own()),
                                each.proposal(),
                                Percent.of(each.other())))
                        .toList());
        more(suspects.size() - SUSPECTS_SHOWN);
        console.line();
    }

    private void list(String title, String advice, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        console.line(console.bold(title + ": " + lines.size()));
        console.line(advice);
        lines.stream().limit(OTHERS_SHOWN).forEach(line -> console.line("  " + line));
        more(lines.size() - OTHERS_SHOWN);
        console.line();
    }

    private void more(int count) {
        if (count > 0) {
            console.line("  ... and " + count + " more; --html FILE shows them, --json or --csv FILE lists all");
        }
    }
}
