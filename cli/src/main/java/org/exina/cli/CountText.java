package org.exina.cli;

import java.util.ArrayList;
import java.util.List;
import org.exina.api.Count;
import org.exina.image.file.SkippedFile;
import org.exina.report.slides.CountTable;
import org.exina.settings.Percent;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/** A count as a person reads it. */
final class CountText {
    private static final int MOST_FIELDS = 30; // in the table; all are in the files

    private final Console console;

    CountText(Console console) {
        this.console = console;
    }

    void print(Count done, double seconds) {
        CountTable table = done.table();
        done.unreadable().forEach(each -> console.note("exina: " + each.problem()));
        done.skipped().stream()
                .filter(each -> each.kind() == SkippedFile.Kind.REPEATED)
                .forEach(each -> console.note("exina: " + each.path() + " " + each.reason()));
        console.format(
                "%s found on %s in %s%s",
                counted(table.total().grains(), "grain", "grains"),
                counted(table.fields().size(), "field", "fields"),
                ProgressLine.duration((long) (1e9 * seconds)),
                done.kept() == 0 ? "" : "; " + done.kept() + " counted before it was stopped");
        console.line();
        types(table);
        if (table.fields().size() > 1) {
            console.line();
            fields(table);
        }
        console.line();
        console.line(sum(table));
        corrections(done);
        unknown(table);
        remarks(done.fields());
        if (!done.unreadable().isEmpty()) {
            console.line(counted(done.unreadable().size(), "field", "fields") + " could not be counted, and "
                    + (done.unreadable().size() == 1 ? "is" : "are") + " in none of the figures.");
        }
        done.files().written().forEach(file -> console.line("written: " + file));
        console.line("Check it: open " + Shell.quoted(done.files().page()) + " in a browser.");
    }

    private void types(CountTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (CountTable.TypeCount each : table.total().types()) {
            rows.add(List.of(
                    each.type() + (each.inSum() ? "" : " (outside the sum)"),
                    Long.toString(each.count()),
                    each.share().map(share -> Percent.of(share.share())).orElse("-"),
                    each.share()
                            .map(share -> Percent.of(share.low(), share.high()))
                            .orElse("-")));
        }
        rows.add(List.of(Grain.UNKNOWN, Long.toString(table.total().unknown()), "", ""));
        rows.add(List.of(Grain.DEBRIS, Long.toString(table.total().debris()), "", ""));
        console.table(List.of("type", "grains", "of the sum", "95 % interval"), rows);
    }

    private void fields(CountTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (CountTable.Row row :
                table.fields().subList(0, Math.min(MOST_FIELDS, table.fields().size()))) {
            rows.add(List.of(
                    row.field(), Long.toString(row.sum()), Long.toString(row.unknown()), Long.toString(row.debris())));
        }
        console.table(List.of("field", "pollen sum", Grain.UNKNOWN, Grain.DEBRIS), rows);
        if (table.fields().size() > MOST_FIELDS) {
            console.line("  and " + (table.fields().size() - MOST_FIELDS) + " more");
        }
    }

    private static String sum(CountTable table) {
        long minimum = table.pollenSum().minimum();
        String sum = "pollen sum: " + counted(table.total().sum(), "grain", "grains");
        if (minimum == 0) {
            return sum;
        }
        return sum
                + (table.total().missing() == 0
                        ? "; the minimum of " + minimum + " is reached"
                        : "; " + table.total().missing() + " more are needed for the minimum of " + minimum);
    }

    private void corrections(Count done) {
        if (done.byPerson() > 0) {
            console.line(counted(done.byPerson(), "grain is", "grains are") + " named as the corrections say.");
        }
        if (!done.notCounted().isEmpty()) {
            console.line(console.yellow("Corrections of "
                    + counted(done.notCounted().size(), "field", "fields") + " took no part, since "
                    + (done.notCounted().size() == 1 ? "it was" : "they were") + " not counted: "
                    + String.join(", ", done.notCounted())));
        }
    }

    private void unknown(CountTable table) {
        if (table.hasMuchUnknown()) {
            console.line(console.yellow(Percent.of(table.shareUnknown()) + " of the grains are unknown, which is much. "
                    + CountTable.MUCH_UNKNOWN_HELP
                    + " To train on corrections: exina slides learn, then exina slides train."));
        }
    }

    private void remarks(List<CountedField> fields) {
        for (CountedField field : fields) {
            field.remarks().forEach(remark -> console.line(console.yellow(field.name() + ": " + remark)));
        }
    }

    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
