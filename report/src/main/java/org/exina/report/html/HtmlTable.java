package org.exina.report.html;

import java.util.List;
import org.exina.io.Resources;
import org.exina.io.Xml;

/** Writes a table as HTML. */
final class HtmlTable {
    /** The page loads nothing; its own style and script are all that runs. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private HtmlTable() {}

    static String table(Table table) {
        Xml xml = new Xml().open("table").text("\n").open("thead").open("tr");
        for (int c = 0; c < table.header().size(); c++) {
            open(xml, table, "th", c, "scope", "col")
                    .text(table.header().get(c))
                    .close();
        }
        xml.close().close().text("\n").open("tbody").text("\n");
        for (List<String> row : table.rows()) {
            xml.open("tr");
            for (int c = 0; c < row.size(); c++) {
                cell(xml, table, row.get(c), c);
            }
            xml.close().text("\n");
        }
        return xml.close().text("\n").close() + "\n";
    }

    private static void cell(Xml xml, Table table, String cell, int column) {
        if (table.isNumeric(column) && !cell.isEmpty()) {
            String number = Double.toString(Table.number(cell).orElseThrow());
            open(xml, table, "td", column, "data-number", number).text(cell).close();
        } else {
            open(xml, table, "td", column).text(cell).close();
        }
    }

    /** Aligned in the element itself, so that it is in any page and in programs that read HTML. */
    private static Xml open(Xml xml, Table table, String name, int column, String... attributes) {
        xml.open(name, attributes);
        return table.isNumeric(column) ? xml.attribute("style", "text-align: right") : xml;
    }

    static String page(Table table, String title) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + element("title", title)
                + "<style>\n" + Resources.text(HtmlTable.class, "table.css") + "</style>\n</head>\n<body>\n"
                + element("h1", title)
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n"
                + table(table) + "</div>\n"
                + "<script>\n" + Table.sorting() + "</script>\n</body>\n</html>\n";
    }

    private static String element(String name, String text) {
        return new Xml().open(name).text(text).close() + "\n";
    }
}
