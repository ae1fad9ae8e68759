package org.exina.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** What the data is, and what was found wrong with it when the run was made. */
final class DataCheck {
    private static final int MOST_LISTED = 10;

    private DataCheck() {}

    static List<Html> of(RunFolder run) {
        RunRecord.Data data = run.record().data();
        List<Integer> sizes = data.classes().stream()
                .map(RunRecord.ClassSize::pictures)
                .sorted()
                .toList();
        List<Html> parts = new ArrayList<>();
        int least = sizes.get(0);
        int most = sizes.get(sizes.size() - 1);
        parts.add(Tag.text(
                "p",
                Wording.images(data.pictures()) + " of " + data.classes().size() + " classes, "
                        + (least == most
                                ? Wording.grouped(least)
                                : Wording.grouped(least) + " to " + Wording.grouped(most))
                        + " in each, read from " + data.layout() + ". Duplicates"
                        + (run.record().settings().groupBy().isEmpty() ? "" : " and images grouped by name")
                        + " make " + Wording.count(data.groups(), "group", "groups")
                        + ", none of which is ever torn apart."));
        parts.add(counts(run.audit()));
        for (Audit.Kind kind : List.of(Audit.Kind.TWO_LABELS, Audit.Kind.UNREADABLE)) {
            List<Audit.Finding> findings = run.audit().findings().stream()
                    .filter(f -> f.kind() == kind)
                    .toList();
            if (!findings.isEmpty()) {
                parts.add(Tag.text("h3", Wording.capital(kind.title())));
                parts.add(list(findings));
            }
        }
        return parts;
    }

    private static Html counts(Audit audit) {
        Tag body = Tag.of("tbody");
        for (Map.Entry<Audit.Kind, Integer> count : audit.counts().entrySet()) {
            if (count.getValue() > 0) {
                body.add(Tag.of("tr")
                        .add(
                                Tag.text("th", count.getKey().title()).with("scope", "row"),
                                Cells.number(Wording.grouped(count.getValue())),
                                Tag.text("td", Advice.on(count.getKey()))));
            }
        }
        if (audit.findings().isEmpty()) {
            return Tag.text("p", "The data check found nothing wrong.");
        }
        Tag head =
                Tag.of("tr").add(Cells.column("found", ""), Cells.column("count", "n"), Cells.column("what to do", ""));
        return Tag.of("table")
                .add(
                        Tag.text("caption", "What the data check found; the page of a check shows the images"),
                        Tag.of("thead").add(head),
                        body);
    }

    private static Html list(List<Audit.Finding> findings) {
        Tag list = Tag.of("ul", "paths");
        findings.stream()
                .limit(MOST_LISTED)
                .forEach(f -> list.add(Tag.of("li", "name").text(String.join(", ", f.paths()) + ": " + f.detail())));
        if (findings.size() > MOST_LISTED) {
            list.add(Tag.text("li", "... and " + Wording.grouped(findings.size() - MOST_LISTED) + " more"));
        }
        return list;
    }
}
