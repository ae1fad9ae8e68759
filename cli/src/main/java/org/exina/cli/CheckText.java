package org.exina.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exina.api.Reports;
import org.exina.dataset.Audit;

/** A data check in words and tables. */
final class CheckText {
    private static final int FINDINGS_SHOWN = 8;
    private static final int PATHS_SHOWN = 4;

    private final Console console;

    CheckText(Console console) {
        this.console = console;
    }

    /**
     * Prints how many images there are, and what was found wrong with which.
     *
     * @param data what the user named
     * @param html the page that was written
     */
    void print(Path data, Audit audit, Optional<Path> html) {
        console.format(
                "%s: %d images, %d classes, %d groups; read from %s",
                data,
                audit.pictures(),
                audit.classes().size(),
                audit.groups(),
                audit.layout().title());
        console.line();
        console.table(
                List.of("looked for", "found"),
                audit.counts().entrySet().stream()
                        .map(e -> List.of(e.getKey().title(), e.getValue() == 0 ? "-" : e.getValue() + ""))
                        .toList());
        console.line();
        if (audit.findings().isEmpty()) {
            console.line(console.green("Nothing was found wrong."));
        }
        for (Audit.Kind kind : Audit.Kind.values()) {
            print(kind, audit.findings().stream().filter(f -> f.kind() == kind).toList(), html.isPresent());
        }
        if (html.isPresent()) {
            console.line("As a page: " + html.get());
        } else if (!audit.findings().isEmpty()) {
            console.line("With the images: exina check " + Shell.quoted(data) + " --html check.html");
        }
    }

    private void print(Audit.Kind kind, List<Audit.Finding> findings, boolean page) {
        if (findings.isEmpty()) {
            return;
        }
        String title = kind.title() + ": " + findings.size();
        console.line(
                kind == Audit.Kind.UNREADABLE || kind == Audit.Kind.TWO_LABELS
                        ? console.red(title)
                        : console.bold(title));
        console.line(Reports.advice(kind));
        findings.stream().limit(FINDINGS_SHOWN).forEach(f -> console.line("  " + text(f)));
        if (findings.stream().anyMatch(f -> f.detail().contains("(-Xmx)"))) {
            console.line("  More memory: set EXINA_JAVA_OPTS=-Xmx8g (gigabytes) before the command.");
        }
        if (findings.size() > FINDINGS_SHOWN) {
            console.line("  ... and " + (findings.size() - FINDINGS_SHOWN) + " more; "
                    + (page ? "the page shows them, --json lists all" : "--json or --html FILE lists all"));
        }
        console.line();
    }

    private static String text(Audit.Finding finding) {
        if (finding.paths().isEmpty()) {
            return finding.detail();
        }
        List<String> paths = new ArrayList<>(
                finding.paths().subList(0, Math.min(PATHS_SHOWN, finding.paths().size())));
        int more = finding.paths().size() - paths.size();
        if (more > 0) {
            paths.add(more + " more");
        }
        return String.join(", ", paths) + ": " + finding.detail();
    }
}
