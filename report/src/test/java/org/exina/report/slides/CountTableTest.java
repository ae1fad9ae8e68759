package org.exina.report.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.exina.io.CsvStyle;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountTableTest {
    @TempDir
    private Path temp;

    private List<CountedField> fields;

    @BeforeEach
    void count() throws IOException {
        fields = List.of(
                Drawn.field(temp, "a", List.of(), "Alnus", "Alnus", "Corylus", "unknown", "debris", "debris"),
                Drawn.field(temp, "b, \"west\"", List.of(), "Alnus"),
                Drawn.field(temp, "c", List.of()));
    }

    @Test
    void unknownAndDebrisAreApart() throws IOException {
        CountTable.Row total =
                CountTable.of(Drawn.CLASSES, fields, PollenSum.DEFAULT).total();

        assertThat(total.types()).extracting(CountTable.TypeCount::count).containsExactly(3L, 0L, 1L);
        assertThat(total.unknown()).isEqualTo(1);
        assertThat(total.debris()).isEqualTo(2);
        assertThat(total.sum()).isEqualTo(4);
        assertThat(total.missing()).isEqualTo(296);
        assertThat(total.grains()).isEqualTo(5);
        assertThat(total.types().get(0).share().orElseThrow().share()).isEqualTo(0.75);
    }

    @Test
    void aMinimumIsReachedByEachFieldOnItsOwn() throws IOException {
        CountTable table = CountTable.of(Drawn.CLASSES, fields, new PollenSum(3, List.of()));

        assertThat(table.fields()).extracting(CountTable.Row::missing).containsExactly(0L, 2L, 3L);
        assertThat(table.total().missing()).isZero();
    }

    @Test
    void aTypeOutsideTheSumIsAShareOfItAllTheSame() throws IOException {
        CountTable.Row total = CountTable.of(Drawn.CLASSES, fields, new PollenSum(300, List.of("Alnus")))
                .total();

        assertThat(total.sum()).isEqualTo(1);
        assertThat(total.types().get(0).inSum()).isFalse();
        assertThat(total.types().get(0).share()).isEmpty(); // of a sum below 4 the interval has no upper end
        assertThat(PollenPercentage.beside(12, 4).share()).isEqualTo(3);
        assertThatThrownBy(() -> PollenPercentage.beside(1, 3))
                .hasMessage("expected count >= 0 and sum >= 4, got 1 and 3");
    }

    @Test
    void anEmptyFieldHasNoPercentages() throws IOException {
        CountTable table = CountTable.of(Drawn.CLASSES, fields, PollenSum.DEFAULT);

        assertThat(table.fields().get(2).types()).allMatch(each -> each.share().isEmpty());
    }

    @Test
    void classesOfTheModelMayBeDebrisAndUnknown() throws IOException {
        assertThat(CountTable.of(List.of("Alnus", "Corylus", "debris", "unknown"), fields, PollenSum.DEFAULT)
                        .types())
                .containsExactly("Alnus", "Corylus");
    }

    /** Against scipy; see make_shares.py. */
    @Test
    void intervalsAreThoseOfScipy() throws IOException {
        try (InputStream in = CountTableTest.class.getResourceAsStream("shares.json")) {
            for (JsonNode each : Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                long count = each.get("count").asLong();
                long sum = each.get("sum").asLong();
                PollenPercentage share = each.get("inSum").asBoolean()
                        ? PollenPercentage.within(count, sum)
                        : PollenPercentage.beside(count, sum);
                assertThat(share.low()).isCloseTo(each.get("low").asDouble(), within(1e-9));
                assertThat(share.high()).isCloseTo(each.get("high").asDouble(), within(1e-9));
            }
        }
    }

    @Test
    void countsAreWrittenAsPlainNumbers() throws IOException {
        CountTable table = CountTable.of(Drawn.CLASSES, fields, new PollenSum(3, List.of()));

        assertThat(CountsCsv.counts(table, CsvStyle.PLAIN)).isEqualTo("""
                        field,Alnus,Betula & 'b',Corylus,unknown,debris,pollenSum,missing
                        a,2,0,1,1,2,3,0
                        "b, ""west\""",1,0,0,0,0,1,2
                        c,0,0,0,0,0,0,3
                        total,3,0,1,1,2,4,0
                        """);
        assertThat(CountsCsv.percentages(table, CsvStyle.PLAIN).lines())
                .startsWith("field,type,inPollenSum,count,percent,low,high", "a,Alnus,true,2,66.6667,20.7660,93.8508")
                .contains("c,Alnus,true,0,,,", "total,Alnus,true,3,75.0000,30.0642,95.4413");
    }

    @Test
    void forExcelNumbersAreInTheLanguage() throws IOException {
        CountTable table = CountTable.of(Drawn.CLASSES, fields, new PollenSum(3, List.of()));
        CsvStyle german = CsvStyle.excel(Locale.GERMANY);

        assertThat(CountsCsv.counts(table, german))
                .startsWith(
                        "\uFEFFfield;Alnus;Betula & 'b';Corylus;unknown;debris;pollenSum;missing\r\na;2;0;1;1;2;3;0\r\n")
                .contains("\"b, \"\"west\"\"\";1;0;");
        assertThat(CountsCsv.percentages(table, german))
                .contains("\r\na;Alnus;true;2;66,6667;20,7660;93,8508\r\n", "c;Alnus;true;0;;;\r\n");
        assertThat(GrainsCsv.of(fields, OptionalDouble.of(0.5), german))
                .contains("\r\na;0;0;30;30;Alnus;0,9500;Corylus;0,0250;29,85;14,927;700;true;false\r\n");
    }

    @Test
    void everyGrainIsARow() {
        assertThat(GrainsCsv.of(fields, OptionalDouble.of(0.5), CsvStyle.PLAIN)
                        .lines()
                        .limit(3))
                .containsExactly(
                        "field,x,y,width,height,label,probability,second,secondProbability,diameterPx,diameterMicrons,"
                                + "areaPx,cutOff,byPerson",
                        "a,0,0,30,30,Alnus,0.9500,Corylus,0.0250,29.85,14.927,700,true,false",
                        "a,60,0,30,30,Alnus,0.9000,Corylus,0.0500,29.85,14.927,700,true,false");
        assertThat(GrainsCsv.of(fields, OptionalDouble.empty(), CsvStyle.PLAIN)).contains(",29.85,,700,");
    }

    @Test
    void aPersonsWordIsMarked() throws IOException {
        CountedField field = Drawn.field(temp, "p", List.of(), "Alnus");
        Grain said = field.grains().get(0).named("Corylus");

        assertThat(GrainsCsv.of(
                        List.of(new CountedField("p", field.file(), 300, 300, List.of(said), List.of())),
                        OptionalDouble.empty(),
                        CsvStyle.PLAIN))
                .endsWith("p,0,0,30,30,Corylus,1.0000,,0.0000,29.85,,700,true,true\n");
    }

    @Test
    void manyUnknownGrainsSayMoreOfTheModel() throws IOException {
        CountTable much = CountTable.of(
                Drawn.CLASSES,
                List.of(Drawn.field(temp, "m", List.of(), "Alnus", "Alnus", "unknown", "debris", "debris")),
                PollenSum.DEFAULT);
        CountTable few = CountTable.of(
                Drawn.CLASSES,
                List.of(Drawn.field(temp, "f", List.of(), "Alnus", "Alnus", "Alnus", "unknown")),
                PollenSum.DEFAULT);

        assertThat(much.hasMuchUnknown()).isTrue();
        assertThat(few.hasMuchUnknown()).isFalse();
        assertThat(CountTable.of(Drawn.CLASSES, List.of(), PollenSum.DEFAULT).hasMuchUnknown())
                .isFalse();
    }

    @Test
    void jsonIsReadAsItWasWritten() throws IOException {
        CountTable table = CountTable.of(Drawn.CLASSES, fields, PollenSum.DEFAULT);

        assertThat(Json.read(Json.write(table), CountTable.class)).isEqualTo(table);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> CountTable.of(Drawn.CLASSES, fields, new PollenSum(300, List.of("Coryluz"))))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        "cannot keep \"Coryluz\" outside the pollen sum: the model has no such class (Alnus, Betula & 'b',"
                                + " Corylus); did you mean Corylus?");
        assertThatThrownBy(() -> new PollenSum(-1, List.of())).hasMessage("minimum must be 0 or more, got -1");
        assertThatThrownBy(() -> CountTable.of(Drawn.CLASSES, List.of(fields.get(0), fields.get(0)), PollenSum.DEFAULT))
                .hasMessage("two fields are named a");
        assertThatThrownBy(() -> CountTable.of(List.of("Alnus"), fields, PollenSum.DEFAULT))
                .hasMessage("a: a grain is labelled Corylus, which is none of [Alnus]");
    }
}
