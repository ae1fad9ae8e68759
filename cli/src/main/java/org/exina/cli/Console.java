package org.exina.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.exina.api.Exina;
import org.exina.backbone.Backbones;
import org.exina.image.file.SkippedFile;
import org.exina.io.ExinaHome;
import org.exina.io.Json;
import org.exina.task.Progress;

/**
 * Where the program writes: results on standard output, progress and errors on standard error. Colour and moving
 * progress appear only where the stream is a terminal; the launcher says so in {@code EXINA_TTY} ("out", "err").
 */
final class Console {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colourOut;
    private final boolean terminalErr;
    private final Locale formats;

    /**
     * Writes to two streams, as the environment says that they can show it.
     *
     * @param formats of numbers in the user's language, for tables that a spreadsheet of theirs opens
     */
    Console(PrintStream out, PrintStream err, Map<String, String> env, Locale formats) {
        this.out = out;
        this.err = err;
        this.formats = formats;
        String tty = env.getOrDefault("EXINA_TTY", "");
        this.colourOut = tty.contains("out") && env.getOrDefault("NO_COLOR", "").isEmpty();
        this.terminalErr = tty.contains("err");
    }

    void line(String text) {
        out.println(text);
    }

    void line() {
        out.println();
    }

    void format(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** The language of whose numbers the user's spreadsheet is. */
    Locale formats() {
        return formats;
    }

    /** The one JSON object of a {@code --json} run. */
    void json(Object value) {
        out.println(Json.write(value));
    }

    /**
     * The one JSON object of a {@code --json} run, with what was not used.
     *
     * @param value that is written as an object
     */
    void json(Object value, List<SkippedFile> skipped) {
        out.println(Json.with(value, "notUsed", SkippedFile.worthTelling(skipped)));
    }

    /**
     * The closing line about what was not used; none when all was.
     *
     * @param more how to see more of it
     */
    void notUsed(List<SkippedFile> skipped, String more) {
        SkippedFile.summary(skipped).ifPresent(summary -> note("exina: " + summary + "; " + more));
    }

    /** The closing line about labelled images. */
    void notUsed(List<SkippedFile> skipped, Path data) {
        notUsed(skipped, "see exina check " + Shell.quoted(data));
    }

    /** Something the user should know that is neither result nor failure; on standard error. */
    void note(String text) {
        err.println(text);
    }

    void error(String message) {
        err.println("exina: " + message);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean colour() {
        return colourOut;
    }

    String bold(String text) {
        return styled("1", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String dim(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return colourOut ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** A progress line with the time left, redrawn in place on a terminal, else written every ten seconds. */
    Progress progress() {
        return new ProgressLine(err, terminalErr);
    }

    /** Exina, telling here how far it has come; the caller closes it. */
    Exina exina() {
        return Exina.open(ExinaHome.path(), progress(), text -> note("exina: " + text));
    }

    Backbones backbones() {
        return Backbones.in(ExinaHome.path());
    }

    /**
     * Rows under a header, columns as wide as their widest cell, numbers to the right.
     *
     * @param cells each as long as {@code header}
     */
    void table(List<String> header, List<List<String>> cells) {
        List<List<String>> rows = cells.stream()
                .map(row -> row.stream().map(Console::onOneLine).toList())
                .toList();
        int columns = header.size();
        int[] width = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            width[c] = length(header.get(c));
            numeric[c] = !rows.isEmpty();
            for (List<String> row : rows) {
                width[c] = Math.max(width[c], length(row.get(c)));
                numeric[c] &= row.get(c).isEmpty() || row.get(c).matches("[-+]?[0-9][0-9.,]*( ?%| s| ms)?|-");
            }
        }
        line(bold(row(header, width, numeric)));
        rows.forEach(row -> line(row(row, width, numeric)));
    }

    private static String row(List<String> cells, int[] width, boolean[] numeric) {
        StringBuilder text = new StringBuilder("  ");
        for (int c = 0; c < cells.size(); c++) {
            String pad = " ".repeat(width[c] - length(cells.get(c)));
            text.append(numeric[c] ? pad + cells.get(c) : cells.get(c) + pad).append("  ");
        }
        return text.toString().stripTrailing();
    }

    /** Names of files and folders may hold line ends and other signs that move what stands behind them. */
    private static String onOneLine(String cell) {
        return CONTROL.matcher(cell)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "<U+%04X>", (int) found.group().charAt(0)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
