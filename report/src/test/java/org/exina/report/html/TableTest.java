package org.exina.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = new Table(
            List.of("experiment", "epochs", "accuracy"),
            List.of(
                    List.of("VGG16_naive", "20", "76.4 % (71.2 to 80.9)"),
                    List.of("a|b <c> & \"d\", *e*", "100", ""),
                    List.of("花粉", "5", "4.9 %")));

    @Test
    void csvReadsBackAsItWas() throws Csv.SyntaxException {
        List<Csv.Row> rows = Csv.parse(TABLE.csv(CsvStyle.PLAIN), ',');
        assertThat(rows.get(0).fields()).isEqualTo(TABLE.header());
        assertThat(rows.stream().skip(1).map(Csv.Row::fields).toList()).isEqualTo(TABLE.rows());
    }

    @Test
    void forExcelNumbersAreInTheLanguageAndNamesAsTheyAre() {
        Table table = new Table(
                List.of("experiment", "loss", "settings"),
                List.of(List.of("v1.5", "-0.25", "l2=0.1"), List.of("v2", "1.5", "")));
        assertThat(table.csv(CsvStyle.excel(Locale.GERMANY)))
                .isEqualTo("\uFEFFexperiment;loss;settings\r\nv1.5;-0,25;l2=0.1\r\nv2;1,5;\r\n");
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
    void aTableWithoutRowsIsItsHeader() {
        Table table = new Table(List.of("a", "b"), List.of());
        assertThat(table.csv(CsvStyle.PLAIN)).isEqualTo("a,b\n");
        assertThat(table.markdown()).isEqualTo("| a   | b   |\n| --- | --- |\n");
    }
}
