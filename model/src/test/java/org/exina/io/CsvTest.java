package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void whatIsReadIsWhatWasWritten() throws Exception {
        List<String> cells = List.of("=1", "'=1", "''=1", "'", "'a", "-", "-1", "-a\nb", "@\"x\"", "\r", "");
        assertThat(Csv.parse(Csv.row(cells), ',').get(0).fields()).isEqualTo(cells);
    }
}
