package org.exina.cli;

import org.exina.io.CsvStyle;
import picocli.CommandLine.Option;

/** For which program tables are written. */
final class CsvStyleOption {
    /** As it is typed. */
    private enum Kind {
        PLAIN,
        EXCEL
    }

    @Option(
            names = "--csv-style",
            paramLabel = "plain|excel",
            defaultValue = "plain",
            description =
                    "plain: tables with commas and points, the same everywhere. excel: as Excel opens them by a double"
                            + " click, with the separator and the decimal mark of your language. Default: ${DEFAULT-VALUE}.")
    private Kind kind;

    /**
     * What is asked for.
     *
     * @param table the option that names a table, for the message
     * @throws UsageException when it is asked for, and no table is
     */
    CsvStyle style(Console console, boolean isTable, String table) {
        if (kind == Kind.PLAIN) {
            return CsvStyle.PLAIN;
        }
        if (!isTable) {
            throw new UsageException("--csv-style: is for a table; expected together with " + table);
        }
        return CsvStyle.excel(console.formats());
    }
}
