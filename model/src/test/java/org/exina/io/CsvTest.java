package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void whatASpreadsheetWouldRunIsWrittenAsText() {
        assertThat(Csv.row(List.of("=HYPERLINK(1)", "+a", "-rf.jpg", "@SUM", "\ta", "'=a", "=a,b")))
                .isEqualTo("'=HYPERLINK(1),'+a,'-rf.jpg,'@SUM,'\ta,''=a,\"'=a,b\"\n");
    }

    @Test
    void numbersStayNumbers() {
        List<String> numbers = List.of("-1", "+2.5", "-0.5", "-1.2e-7", "-Infinity", "-", "1", "", "'s Gravenhage");
        assertThat(Csv.row(numbers)).isEqualTo(String.join(",", numbers) + "\n");
    }

    @Test
    void forExcelThereAreTheMarkAndTheLineEndsOfWindowsAndTheSignsOfTheLanguage() {
        CsvStyle german = CsvStyle.excel(Locale.GERMANY);
        CsvStyle english = CsvStyle.excel(Locale.UK);
        assertThat(Csv.header(List.of("path", "a;b"), german)).isEqualTo("\uFEFFpath;\"a;b\"\r\n");
        assertThat(Csv.row(List.of("a,b", german.number("%.2f", -1234.5), "-rf", "-1,5"), german))
                .isEqualTo("a,b;-1234,50;'-rf;-1,5\r\n");
        assertThat(Csv.header(List.of("path", "a;b"), english)).isEqualTo("\uFEFFpath,a;b\r\n");
        assertThat(Csv.row(List.of("a,b", english.number("%.2f", -1.5)), english))
                .isEqualTo("\"a,b\",-1.50\r\n");
        assertThat(CsvStyle.excel(Locale.ROOT)).isEqualTo(english);
    }

    @Test
    void whatIsPlainIsThereToTheByte() {
        assertThat(Csv.header(List.of("path", "n"), CsvStyle.PLAIN)).isEqualTo("path,n\n");
        assertThat(Csv.row(List.of("a;b", CsvStyle.PLAIN.number("%.2f", 1.5), "-1,5")))
                .isEqualTo("a;b,1.50,\"'-1,5\"\n");
        assertThat(Csv.row(List.of("", "", "x"))).isEqualTo(",,x\n");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        List<String> cells = List.of("=1", "'=1", "''=1", "'", "'a", "-", "-1", "-a\nb", "@\"x\"", "\r", "");
        assertThat(Csv.parse(Csv.row(cells), ',').get(0).fields()).isEqualTo(cells);
        String german = Csv.row(cells, CsvStyle.excel(Locale.GERMANY));
        assertThat(Csv.parse(german, ';').get(0).fields()).isEqualTo(cells);
    }
}
