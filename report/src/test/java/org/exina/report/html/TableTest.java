package org.exina.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.exina.io.Csv;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TableTest {
    private static final Table TABLE = new Table(
            List.of("experiment", "epochs", "accuracy"),
            List.of(
                    List.of("VGG16_naive", "20", "76.4 % (71.2 to 80.9)"),
                    List.of("a|b <c> & \"d\", *e*", "100", ""),
                    List.of("花粉", "5", "4.9 %")));

    private static List<Element> elements(String xml, String name) throws Exception {
        NodeList nodes = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void csvReadsBackAsItWas() throws Csv.SyntaxException {
        List<Csv.Row> rows = Csv.parse(TABLE.csv(), ',');
        assertThat(rows.get(0).fields()).isEqualTo(TABLE.header());
        assertThat(rows.stream().skip(1).map(Csv.Row::fields).toList()).isEqualTo(TABLE.rows());
    }

    @Test
    void markdownIsAlignedAndEscaped() {
        assertThat(TABLE.markdown()).isEqualTo("""
                        | experiment                   | epochs |              accuracy |
                        | ---------------------------- | -----: | --------------------: |
                        | VGG16_naive                  |     20 | 76.4 % (71.2 to 80.9) |
                        | a\\|b &lt;c> &amp; "d", \\*e\\* |    100 |                       |
                        | 花粉                           |      5 |                 4.9 % |
                        """);
    }

    @Test
    void markdownCellsCannotEndTheirRow() {
        Table table = new Table(List.of("a"), List.of(List.of("one\ntwo _three_ `x` \\|")));
        assertThat(table.markdown().lines().skip(2)).containsExactly("| one<br>two \\_three\\_ \\`x\\` \\\\\\| |");
    }

    @Test
    void htmlHoldsTheCellsWithNumbersToTheRight() throws Exception {
        List<Element> cells = elements(TABLE.html(), "td");
        assertThat(cells).hasSize(9);
        assertThat(cells.get(3).getTextContent()).isEqualTo("a|b <c> & \"d\", *e*");
        assertThat(cells.get(0).getAttribute("style")).isEmpty();
        assertThat(cells.get(1).getAttribute("style")).isEqualTo("text-align: right");
        assertThat(cells.get(2).getAttribute("data-number")).isEqualTo("76.4");
        assertThat(cells.get(5).hasAttribute("data-number")).isFalse();
        assertThat(elements(TABLE.html(), "th"))
                .extracting(Element::getTextContent)
                .isEqualTo(TABLE.header());
    }

    @Test
    void pageLoadsNothingAndEscapesItsTitle() {
        String page = TABLE.page("<Results> & more");
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("<title>&lt;Results&gt; &amp; more</title>", TABLE.html(), Table.sorting())
                .doesNotContain("http:", "https:", "src=", "href=");
        assertThat(Table.sorting()).doesNotContain("</");
    }

    @Test
    void aColumnIsNumericWhenAllItsCellsAre() {
        Table table = new Table(
                List.of("loss", "network", "none"), List.of(List.of("-1.5e-3", "3 x 3", ""), List.of("+2", "4", "")));
        assertThat(table.isNumeric(0)).isTrue();
        assertThat(table.isNumeric(1)).isFalse();
        assertThat(table.isNumeric(2)).isFalse();
        assertThat(Table.number("86.8\u00a0%")).hasValue(86.8);
        assertThat(Table.number("2017-05-01")).isEmpty();
    }

    @Test
    void rowsOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1", "2"), List.of("1"))))
                .hasMessage("expected 2 cells in row 2, found 1 [1]");
        assertThatThrownBy(() -> new Table(List.of(), List.of())).hasMessage("a table needs a column");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() throws Exception {
        Table table = new Table(List.of("a", "b"), List.of());
        assertThat(table.csv()).isEqualTo("a,b\n");
        assertThat(table.markdown()).isEqualTo("| a   | b   |\n| --- | --- |\n");
        assertThat(elements(table.html(), "tr")).hasSize(1);
    }
}
