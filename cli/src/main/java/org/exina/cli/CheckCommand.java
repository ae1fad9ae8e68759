package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.api.Check;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.cleaning.CleanCopy;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetReading;
import org.exina.image.file.SkippedFile;
import org.exina.io.OutputKind;
import org.exina.report.CheckPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina check}: what is wrong with the data, before anything is learned from it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with labelled images, or may be. Changes nothing: --apply works on a copy.",
            "Finds images that cannot be read, the same image under two labels, exact and near duplicates (turned and"
                    + " mirrored ones too), names that belie the content, tiny and enormous images, classes with few"
                    + " images, and files that are none."
        },
        footer = {"exina check pollen", "exina check pollen --deep --html check.html"})
final class CheckCommand extends ConsoleCommand {
    @Mixin
    private DataOptions data;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page that shows the images beside each finding; an earlier page of that name is"
                    + " replaced.")
    private Path html;

    @Mixin
    private DeepCheckOptions deep;

    @Option(names = "--json", description = "Print one JSON object, with every finding.")
    private boolean json;

    CheckCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        Optional<Pattern> groupBy = data.groupBy();
        deep.check(console);
        if (deep.apply().isPresent()) {
            apply(deep.apply().get());
            return;
        }
        if (html != null) {
            OutputKind.PAGE.reserve(html, data.data());
        }
        if (deep.csv().isPresent()) {
            Check.reserveProposals(deep.csv().get(), html == null ? List.of(data.data()) : List.of(data.data(), html));
        }
        Dataset dataset =
                ReadingOptions.list(data.data(), data.reading(), console); // findings tell how it was understood
        try (Exina exina = console.exina()) {
            check(exina.check(dataset, groupBy), exina);
        }
    }

    private void check(Check found, Exina exina) throws IOException {
        data.groupBy()
                .filter(expression -> !found.isGrouped())
                .ifPresent(expression -> console.note("exina: --group-by '" + expression
                        + "' puts no images together that were not already; look whether it matches the file names"));
        Optional<DeepCheck> deeper = deep.deep() ? Optional.of(deeper(found, exina)) : Optional.empty();
        if (deeper.isPresent() && deep.csv().isPresent()) {
            found.writeProposals(deep.csv().get(), deeper.get(), deep.csvStyle(console));
        }
        if (html != null) {
            CheckPage page = found.page();
            deeper.map(page::with).orElse(page).write(html, console.progress());
        }
        print(found.audit(), deeper, found.dataset().skipped());
    }

    private void print(Audit audit, Optional<DeepCheck> deeper, List<SkippedFile> skipped) {
        CheckSummary summary = CheckSummary.of(audit);
        if (json) {
            console.json(deeper.isPresent() ? new DeepCheckSummary(summary, deeper.get()) : summary, skipped);
            return;
        }
        deeper.ifPresent(found -> new DeepCheckText(console).print(data.data(), found, deep.csv()));
        if (deeper.isPresent()) {
            console.line();
        }
        new CheckText(console).print(data.data(), audit, Optional.ofNullable(html));
        SkippedFile.summary(skipped).ifPresent(text -> console.note("exina: " + text));
    }

    private DeepCheck deeper(Check check, Exina exina) throws IOException {
        Recipe recipe = deep.features()
                .recipe(data)
                .folds(deep.folds())
                .seed(deep.seed())
                .build();
        return exina.deepCheck(check, recipe);
    }

    private void apply(Path table) throws IOException {
        if (!data.reading().equals(DatasetReading.DEFAULT)) {
            throw new UsageException(
                    "--apply: copies the data as it lies; expected neither --label-level nor --min-images"
                            + " nor --skip-missing nor --bits nor --stack");
        }
        CleanCopy.Done done;
        try (Exina exina = console.exina()) {
            done = exina.cleanCopy(data.data(), table, deep.out());
        }
        if (json) {
            console.json(new Applied(
                    deep.out().toString(), done.images(), done.relabelled(), done.removed(), done.newClasses()));
        } else {
            console.format(
                    "%s: %d images, %d with a new label, %d left out; %s is as it was",
                    console.bold(deep.out().toString()), done.images(), done.relabelled(), done.removed(), data.data());
            if (!done.newClasses().isEmpty()) {
                console.line("new classes: " + String.join(", ", done.newClasses()));
            }
        }
    }

    /** As {@code --apply --json} prints it. */
    private record Applied(String copy, int pictures, int relabelled, int removed, List<String> newClasses) {}
}
