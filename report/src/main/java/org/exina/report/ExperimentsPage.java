package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exina.experiment.ExperimentRecord;
import org.exina.io.OutputKind;
import org.exina.metric.Interval;
import org.exina.report.html.Html;
import org.exina.report.html.Page;
import org.exina.report.html.Table;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/**
 * Experiments as one page: several in a table that can be sorted, with their accuracies and curves; of a single one, every
 * figure.
 */
public final class ExperimentsPage {
    private final List<ExperimentRecord> records;

    private ExperimentsPage(List<ExperimentRecord> records) {
        this.records = List.copyOf(records);
    }

    /**
     * A page of one or several experiments.
     *
     * @param records at least one, in the order in which they are listed
     */
    public static ExperimentsPage of(List<ExperimentRecord> records) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("expected at least 1 experiment, got none");
        }
        return new ExperimentsPage(records);
    }

    /**
     * Writes the page; an earlier one is replaced.
     *
     * @return its size in bytes
     * @throws org.exina.io.ExinaException when something else than a page is there
     */
    public long write(Path file) throws IOException {
        OutputKind.PAGE.reserve(file);
        Page page = records.size() == 1 ? one(records.get(0)) : several();
        page.write(file);
        return Files.size(file);
    }

    /**
     * Writes the table alone as a page; an earlier one is replaced.
     *
     * @throws org.exina.io.ExinaException when something else than a page is there
     */
    public void writeTable(Path file) throws IOException {
        OutputKind.PAGE.reserve(file);
        Map<String, List<ExperimentRecord>> suites = suites();
        page(String.join(", ", suites.keySet()), List.of(results(suites))).write(file);
    }

    private Map<String, List<ExperimentRecord>> suites() {
        return records.stream()
                .collect(Collectors.groupingBy(ExperimentRecord::suite, TreeMap::new, Collectors.toList()));
    }

    private Page several() {
        Map<String, List<ExperimentRecord>> suites = suites();
        List<Page.Section> sections = new ArrayList<>();
        sections.add(results(suites));
        sections.add(new Page.Section("accuracy", "Accuracy", accuracies(suites)));
        List<Html> together = together(suites);
        if (!together.isEmpty()) {
            sections.add(new Page.Section("epochs", "Epoch by epoch", together));
            sections.add(new Page.Section("each", "One by one", curves()));
        }
        return page(String.join(", ", suites.keySet()), sections);
    }

    private Page page(String title, List<Page.Section> sections) {
        Tag header = Tag.of("div")
                .add(
                        Tag.of("h1", "name").text(title),
                        Tag.of("p", "soft").text(Wording.count(records.size(), "experiment", "experiments")));
        return new Page(
                title + ": " + Wording.count(records.size(), "experiment", "experiments"),
                header,
                sections,
                footer(),
                List.of(),
                List.of(new Html.Script(Table.sorting())));
    }

    private Page.Section results(Map<String, List<ExperimentRecord>> suites) {
        Table all = SuiteTable.of(records);
        Table table = suites.size() == 1
                ? ResultTable.shortened(all, suites.keySet().iterator().next() + "/")
                : all;
        int settings = table.header().indexOf("loss"); // figures stay, even equal ones
        String common = ResultTable.common(table, settings);
        return new Page.Section(
                "results",
                "Results",
                List.of(
                        Tag.text(
                                "p",
                                "A click on a column\u2019s name sorts by it. In brackets: 95\u00a0% intervals. What was published of an"
                                        + " experiment stands beside what was measured."),
                        Tag.text("p", common.isEmpty() ? "" : "The same for all: " + common + "."),
                        ResultTable.of(ResultTable.without(table, settings), "Results")));
    }

    private static List<Html> accuracies(Map<String, List<ExperimentRecord>> suites) {
        return suites.entrySet().stream()
                .map(suite -> Drawing.of(
                        SuitePlots.comparison(suite.getKey(), suite.getValue()),
                        "Accuracy of the experiments of " + suite.getKey() + "; the same numbers are in the table"))
                .toList();
    }

    private static List<Html> together(Map<String, List<ExperimentRecord>> suites) {
        List<Html> figures = new ArrayList<>();
        suites.forEach((name, all) -> SuitePlots.together(name, all)
                .ifPresent(plot -> figures.add(Drawing.of(
                        plot, "Validation accuracy and loss of the experiments of " + name + ", by epoch"))));
        return figures;
    }

    private List<Html> curves() {
        return records.stream()
                .map(ExperimentsPage::curves)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Html> curves(ExperimentRecord record) {
        return SuitePlots.of(record)
                .map(plot -> Drawing.of(plot, "Accuracy and loss of " + record.id() + ", by epoch"));
    }

    private static Page one(ExperimentRecord record) {
        List<Page.Section> sections = new ArrayList<>();
        sections.add(new Page.Section(
                "figures",
                "Metrics",
                MetricTables.figures(record.figures(), record.classes().size())));
        curves(record).ifPresent(plot -> sections.add(new Page.Section("epochs", "Epoch by epoch", List.of(plot))));
        sections.add(new Page.Section("classes", "Class by class", MetricTables.perClass(record.figures(), 1)));
        sections.add(new Page.Section("confusion", "What is taken for what", ConfusionTable.of(record.figures())));
        sections.add(new Page.Section("settings", "How it was made", ReproducibilitySection.of(record)));
        return new Page(
                record.id() + ": " + Wording.percent(record.figures().accuracy()) + " accuracy",
                headline(record),
                sections,
                "Made by Exina " + record.versions().getOrDefault("exina", "") + " from the experiment of "
                        + Headline.date(record.finished()) + ". This page is one file and needs no network.");
    }

    private static Html headline(ExperimentRecord record) {
        Interval interval =
                new Interval(record.figures().accuracyLow(), record.figures().accuracyHigh());
        Tag header = Tag.of("div")
                .add(
                        Tag.of("h1", "name").text(record.id()),
                        Tag.of("p", "soft")
                                .text(record.settings().network() + " with "
                                        + record.settings().head() + ", "
                                        + record.settings().split() + "; "
                                        + Headline.date(record.finished())),
                        Tag.of("p", "lead")
                                .add(
                                        Tag.text(
                                                "strong",
                                                Wording.percent(record.figures().accuracy())),
                                        Tag.text(
                                                "span",
                                                "accuracy; 95\u00a0% interval "
                                                        + Wording.percent(interval.low(), interval.high()) + ", n = "
                                                        + Wording.grouped(
                                                                record.figures().n()))),
                        Tag.text(
                                "p",
                                Wording.format(
                                        "Loss %.3f; 95\u00a0%% interval %.3f to %.3f.",
                                        record.loss(), record.lossLow(), record.lossHigh())));
        record.published()
                .ifPresent(each -> header.add(Tag.text(
                        "p",
                        "Published of it: accuracy " + Wording.percent(each.accuracy())
                                + Wording.format(", loss %.3f.", each.loss()))));
        return header;
    }

    private String footer() {
        String last = records.stream()
                .map(ExperimentRecord::finished)
                .max(String::compareTo)
                .orElseThrow();
        String versions = records.stream()
                .map(each -> each.versions().getOrDefault("exina", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        return "Made by Exina " + versions + " from experiments, the last of " + Headline.date(last)
                + ". This page is one file and needs no network.";
    }
}
