package org.exina.cleaning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.dataset.Inspection;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.exina.io.OutputKind;
import org.exina.settings.Percent;

/**
 * Proposed changes as a table, to be looked through and edited in any spreadsheet: path, label, proposal, action, reason,
 * score, sha256. One row an image, the most doubtful labels first. {@link CleanCopy} carries them out.
 */
public final class Proposals {
    static final List<String> COLUMNS = List.of("path", "label", "proposal", "action", "reason", "score", "sha256");

    /** Of the table; one that was edited is one, too. */
    public static final OutputKind KIND = OutputKind.table("table of proposed changes", "changes.csv", COLUMNS, false);

    private final Map<String, String> sha256 = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Proposal> rows = new LinkedHashMap<>();

    private Proposals(Inspection inspection) {
        for (int i = 0; i < inspection.dataset().size(); i++) {
            String path = inspection.dataset().relativePaths().get(i);
            sha256.put(path, inspection.facts().get(i).sha256());
            labels.put(path, inspection.dataset().samples().get(i).label());
        }
    }

    /**
     * What follows from both checks. Only what is nearly certain is proposed to be changed: a label that hardly fits,
     * and all but one of the same file under one label. An image whose label hardly fits and which stands under the
     * fitting one already is to be removed, for a new label would make it a duplicate.
     */
    public static List<Proposal> of(Inspection inspection, Audit audit, DeepCheck deep) {
        Proposals all = new Proposals(inspection);
        deep.suspects().forEach(all::add);
        audit.findings().forEach(all::add);
        deep.outliers()
                .forEach(each -> all.add(
                        each.path(),
                        each.label(),
                        Proposal.Action.KEEP,
                        text("unlike all others: %.1f deviations farther than usual", each.deviations()),
                        each.deviations()));
        deep.alike()
                .forEach(each -> all.add(
                        each.second(),
                        each.secondLabel(),
                        Proposal.Action.KEEP,
                        "may show the same as " + each.first() + text(" (similarity %.2f)", each.similarity()),
                        each.similarity()));
        return List.copyOf(all.rows.values());
    }

    private void add(DeepCheck.Suspect each) {
        add(
                each.path(),
                each.proposal(),
                each.sure() ? Proposal.Action.RELABEL : Proposal.Action.KEEP,
                "looks like " + each.proposal() + " (" + Percent.of(each.other()) + "), not like " + each.label() + " ("
                        + Percent.of(each.own()) + ")",
                each.score());
    }

    private void add(Audit.Finding finding) {
        boolean same = finding.kind() == Audit.Kind.EXACT_DUPLICATE;
        if (!same && finding.kind() != Audit.Kind.TWO_LABELS) {
            return;
        }
        List<String> paths = finding.paths();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            Proposal doubted = rows.get(path);
            boolean remove = same
                    ? i > 0
                    : doubted != null
                            && doubted.action() == Proposal.Action.RELABEL
                            && isUnder(doubted.proposal(), path, paths);
            if (remove || !same) {
                add(
                        path,
                        labels.get(path),
                        remove ? Proposal.Action.REMOVE : Proposal.Action.KEEP,
                        same ? "the same file as " + paths.get(0) : finding.detail(),
                        1);
            }
        }
    }

    /** Whether one of the paths but this one has the label, and keeps it. */
    private boolean isUnder(String label, String path, List<String> paths) {
        return paths.stream()
                .filter(other -> !other.equals(path) && labels.get(other).equals(label))
                .map(rows::get)
                .anyMatch(row -> row == null || row.action() == Proposal.Action.KEEP);
    }

    private void add(String path, String proposal, Proposal.Action action, String reason, double score) {
        Proposal before = rows.get(path);
        Proposal added = new Proposal(path, labels.get(path), proposal, action, reason, score, sha256.get(path));
        boolean stronger = before != null
                && before.action() != action
                && before.action() != Proposal.Action.REMOVE
                && action != Proposal.Action.KEEP;
        rows.put(path, before == null ? added : stronger ? added.with(before.reason()) : before.with(reason));
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /** Writes the table; an earlier one of that name is replaced. */
    public static void write(Path file, List<Proposal> proposals, CsvStyle style) throws IOException {
        StringBuilder text = new StringBuilder(Csv.header(COLUMNS, style));
        for (Proposal each : proposals) {
            List<String> row = List.of(
                    each.path(),
                    each.label(),
                    each.proposal(),
                    each.action().word(),
                    each.reason(),
                    style.number("%.4g", each.score()),
                    each.sha256());
            text.append(Csv.row(row, style));
        }
        AtomicFiles.writeText(file, text.toString());
    }
}
