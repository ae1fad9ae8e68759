package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.exina.cleaning.CleanCopy;
import org.exina.cleaning.DeepCheck;
import org.exina.cleaning.Proposals;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.TrainingSets;
import org.exina.report.CheckPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina check}: what is wrong with the data, before anything is learned from it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with labelled pictures, or may be. Changes nothing: --apply works on a copy.",
            "Finds pictures that cannot be read, the same picture under two labels, exact and near duplicates (turned and"
                    + " mirrored ones too), names that belie the content, tiny and enormous pictures, classes with few"
                    + " pictures, and files that are none."
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page that shows the pictures beside each finding; an earlier page of that name is"
                    + " replaced.")
    private Path html;

    @Mixin
    private DeepCheckOptions deep;

    @Option(names = "--json", description = "Print one JSON object, with every finding.")
    private boolean json;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Pattern> groupBy = data.groupBy();
        deep.check();
        if (deep.apply().isPresent()) {
            return apply(deep.apply().get());
        }
        if (html != null) {
            CheckPage.reserve(html);
        }
        Dataset dataset = Dataset.open(data.data());
        Inspection inspection = Inspection.of(dataset, console.progress());
        Audit found = Audit.of(inspection, Audit.Settings.DEFAULT);
        Audit audit = grouped(found, Groups.of(inspection, groupBy).count());
        if (groupBy.isPresent() && audit.groups() == found.groups()) {
            console.note("exina: --group-by '" + groupBy.get()
                    + "' puts no pictures together that were not already; look" + " whether it matches the file names");
        }
        Optional<DeepCheck> deeper = deep.deep() ? Optional.of(deeper(inspection, groupBy)) : Optional.empty();
        if (deeper.isPresent() && deep.csv().isPresent()) {
            Proposals.write(deep.csv().get(), Proposals.of(inspection, audit, deeper.get()));
        }
        if (html != null) {
            CheckPage page = CheckPage.of(dataset, audit);
            deeper.map(page::with).orElse(page).write(html, console.progress());
        }
        print(audit, deeper);
        return ExinaCommand.DONE;
    }

    private void print(Audit audit, Optional<DeepCheck> deeper) {
        CheckSummary summary = CheckSummary.of(audit);
        if (json) {
            console.json(deeper.isPresent() ? new DeepCheckSummary(summary, deeper.get()) : summary);
            return;
        }
        deeper.ifPresent(found -> new DeepCheckText(console).print(data.data(), found, deep.csv()));
        if (deeper.isPresent()) {
            console.line();
        }
        new CheckText(console).print(data.data(), audit, Optional.ofNullable(html));
    }

    private DeepCheck deeper(Inspection inspection, Optional<Pattern> groupBy) throws IOException {
        try (FeatureSource source = FeatureSource.open(deep.features(), console);
                TrainingSets labelled = TrainingSets.of(
                        DeepCheck.requireFolds(LabelledImages.of(inspection, groupBy), deep.folds(), deep.seed()),
                        source.plan(),
                        source.cache(),
                        console.progress())) {
            return DeepCheck.of(labelled, deep.folds(), deep.seed(), console.progress());
        }
    }

    private int apply(Path table) throws IOException {
        CleanCopy.Done done = CleanCopy.write(data.data(), table, deep.out(), console.progress());
        if (json) {
            console.json(new Applied(deep.out().toString(), done.pictures(), done.relabelled(), done.removed()));
        } else {
            console.format(
                    "%s: %d pictures, %d with a new label, %d left out; %s is as it was",
                    console.bold(deep.out().toString()),
                    done.pictures(),
                    done.relabelled(),
                    done.removed(),
                    data.data());
        }
        return ExinaCommand.DONE;
    }

    /** As {@code --apply --json} prints it. */
    private record Applied(String copy, int pictures, int relabelled, int removed) {}

    private static Audit grouped(Audit audit, int groups) {
        return new Audit(
                audit.root(),
                audit.layout(),
                audit.pictures(),
                audit.classes(),
                groups,
                audit.ignored(),
                audit.counts(),
                audit.findings());
    }
}
