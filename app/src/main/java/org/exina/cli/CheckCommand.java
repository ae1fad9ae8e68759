package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.report.CheckPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina check}: what is wrong with the data, before anything is learned from it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with labelled pictures, or may be. Changes nothing.",
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

    @Option(names = "--json", description = "Print one JSON object, with every finding.")
    private boolean json;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Pattern> groupBy = data.groupBy();
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
        if (html != null) {
            CheckPage.of(dataset, audit).write(html, console.progress());
        }
        if (json) {
            console.json(CheckSummary.of(audit));
        } else {
            new CheckText(console).print(data.data(), audit, Optional.ofNullable(html));
        }
        return ExinaCommand.DONE;
    }

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
