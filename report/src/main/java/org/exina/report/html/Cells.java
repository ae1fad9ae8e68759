package org.exina.report.html;

import java.util.List;

/** Cells of tables. */
public final class Cells {
    private Cells() {}

    /** A head of columns, those with numbers last. */
    public static Html head(List<String> words, List<String> numbers) {
        Tag row = Tag.of("tr");
        words.forEach(word -> row.add(column(word, "")));
        numbers.forEach(number -> row.add(column(number, "n")));
        return Tag.of("thead").add(row);
    }

    /**
     * The header cell of a column.
     *
     * @param style empty when there is none
     */
    public static Tag column(String title, String style) {
        Tag column = Tag.text("th", title).with("scope", "col");
        return style.isEmpty() ? column : column.with("class", style);
    }

    /** A cell that stands to the right. */
    public static Tag number(String text) {
        return Tag.of("td", "n").text(text);
    }
}
