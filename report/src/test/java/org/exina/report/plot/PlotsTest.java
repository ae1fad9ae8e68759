package org.exina.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotsTest {
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final String NASTY = "a <b> & \"c\" \u0001\uD83C\uDF3C 花粉";

    private static Histories named(int count, int epochs, String prefix) {
        Histories all = new Histories();
        for (int i = 0; i < count; i++) {
            all.add(prefix + i, epochs, 0.93 + 0.003 * i, 0.3, 2 + i % 3, 1);
        }
        return all;
    }

    private static Plot together(Histories all) {
        return Plots.together("All", all.accuracy, all.loss);
    }

    private static Plot experiment(int epochs, String... names) {
        Histories one = new Histories();
        for (String name : names) {
            one.add(
                    name,
                    epochs,
                    name.equals(Curve.TRAIN) ? 0.98 : 0.86,
                    name.equals(Curve.TRAIN) ? 0.05 : 0.8,
                    3,
                    1.5);
        }
        return Plots.experiment("VGG16_dense_sigmoid", one.accuracy, one.loss);
    }

    static List<Plot> everyKind() {
        String longName = "a name that goes on and on ".repeat(9).trim() + " ";
        Histories diverged = Histories.study();
        diverged.add("diverged", 20, 0.3, 1e6, 3, 2);
        return List.of(
                together(Histories.study()),
                together(diverged),
                together(named(1, 20, "only ")),
                together(named(1, 1, "only ")),
                together(named(20, 100, "experiment ")),
                together(named(23, 30, longName)),
                together(named(3, 30, NASTY)),
                experiment(20, "train", "validation"),
                experiment(1, "train", "validation"),
                experiment(200, "train", "validation", longName + 1, longName + 2, NASTY),
                Plots.experiment(longName.repeat(3), named(1, 5, "v").accuracy, named(1, 5, "v").loss),
                Plots.comparison("Measured and published", Histories.study().points()),
                Plots.comparison("", named(20, 3, longName).points()),
                Plots.comparison("One", List.of(new Point(NASTY, 1, 1, 1, Optional.empty()))),
                Plots.comparison("None right", List.of(new Point("x", 0, 0, 0, Optional.of(1.0)))),
                Plots.counts("Few", Fields.of(1, 3, 4, NASTY)),
                Plots.counts("Ten", Fields.of(100, 10, 4, longName)),
                Plots.counts(longName.repeat(3), Fields.of(165, 25, 6, "type ")),
                Plots.counts("Thousands", Fields.of(20, 25, 2000, "type ")),
                Plots.counts("Nothing", List.of(new CountPair("x", 0, 0))),
                Plots.counts(
                        "Most",
                        List.of(
                                new CountPair("x", 1, 1),
                                new CountPair("x", 1_000_000_000, 1),
                                new CountPair("x", 1, 2))),
                Plots.counts("One so large", List.of(new CountPair("x", 1_000_000_000, 999_999_999))));
    }

    private static List<Words> words(Plot plot) {
        return plot.marks().stream()
                .filter(Words.class::isInstance)
                .map(Words.class::cast)
                .toList();
    }

    private static List<String> texts(Plot plot) {
        return words(plot).stream().map(Words::whole).toList();
    }

    private static Rectangle2D box(Words words) {
        double size = words.face().size;
        return new Rectangle2D.Double(words.left(), words.at().y() - 0.75 * size, words.width(), 0.97 * size);
    }

    private static List<Line> curves(Plot plot) {
        return plot.marks().stream()
                .filter(mark -> mark instanceof Line line && line.pen().width() >= 1.5)
                .map(Line.class::cast)
                .toList();
    }

    private static Document parsed(Plot plot) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(plot.svg())));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void noTextLiesOnOtherTextOrOutside(Plot plot) {
        List<Words> words = words(plot);
        for (int i = 0; i < words.size(); i++) {
            Rectangle2D box = box(words.get(i));
            assertThat(new Rectangle2D.Double(0, 0, plot.width(), plot.height()).contains(box) || box.isEmpty())
                    .as(words.get(i).text())
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(box.intersects(box(words.get(j))))
                        .as(words.get(i).text() + " on " + words.get(j).text())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void noCurveRunsThroughText(Plot plot) {
        for (Line curve : curves(plot)) {
            for (int i = 1; i < curve.spots().size(); i++) {
                Spot from = curve.spots().get(i - 1);
                Spot to = curve.spots().get(i);
                for (Words words : words(plot)) {
                    assertThat(box(words).intersectsLine(from.x(), from.y(), to.x(), to.y()))
                            .as(words.text())
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void svgIsXmlOfWhichAllLiesWithinTheImage(Plot plot) throws Exception {
        Document svg = parsed(plot);
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("text").getLength())
                .isEqualTo(words(plot).size());
        NodeList lines = svg.getElementsByTagName("polyline");
        for (int i = 0; i < lines.getLength(); i++) {
            String points = lines.item(i).getAttributes().getNamedItem("points").getNodeValue();
            for (String point : SPACE.split(points, -1)) {
                double x = Double.parseDouble(point.substring(0, point.indexOf(',')));
                double y = Double.parseDouble(point.substring(point.indexOf(',') + 1));
                assertThat(x).isBetween(0.0, plot.width());
                assertThat(y).isBetween(0.0, plot.height());
            }
        }
    }

    @Test
    void eachExperimentIsNamedOnceInEachPanelWithItsLastValue() throws Exception {
        Histories all = Histories.study();
        List<String> texts = texts(together(all));
        for (Curve curve : all.accuracy) {
            assertThat(Collections.frequency(texts, curve.name()))
                    .as(curve.name())
                    .isEqualTo(2);
        }
        assertThat(texts).contains("4.9", "12.1");
        List<String> compared = texts(Plots.comparison("", all.points()));
        assertThat(compared).filteredOn("contrast"::equals).hasSize(1);
    }

    @Test
    void namesAreEscapedAndWhatXmlForbidsIsReplaced() throws Exception {
        Plot plot = Plots.comparison("t", List.of(new Point(NASTY, 0.5, 0.4, 0.6, Optional.empty())));
        NodeList texts = parsed(plot).getElementsByTagName("text");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            found.add(texts.item(i).getTextContent());
        }
        assertThat(found).contains(NASTY.replace('\u0001', '\uFFFD'));
    }

    @Test
    void longNamesAreCutInTheMiddleAndWholeInTheirTitle() throws Exception {
        String name = "InceptionV3_naive_" + "x".repeat(100) + "_100_epochs";
        Plot plot = Plots.comparison("t", List.of(new Point(name, 0.5, 0.4, 0.6, Optional.empty())));
        assertThat(parsed(plot).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(name);
        Words cut = words(plot).stream()
                .filter(words -> words.whole().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(cut.text())
                .startsWith("InceptionV3_naive_x")
                .contains("\u2026")
                .endsWith("x_100_epochs");
        assertThat(cut.width()).isLessThanOrEqualTo(250);
    }

    @Test
    void aRunFarAwayIsCutOffAndMarkedAndTheOthersAreNotFlattened() {
        Histories all = named(4, 20, "good ");
        all.add("diverged", 20, 0.3, 1e6, 3, 2);
        Plot plot = together(all);
        assertThat(plot.marks()).filteredOn(Area.class::isInstance).hasSize(1);
        assertThat(texts(plot)).contains("loss (logarithmic scale)").doesNotContain("1000000");
        double lossTop = words(plot).stream()
                .filter(words -> words.text().startsWith("loss"))
                .mapToDouble(words -> words.at().y())
                .min()
                .orElseThrow();
        Line good = curves(plot).stream()
                .filter(line ->
                        line.spots().get(0).y() > lossTop && line.spots().size() == 20)
                .findFirst()
                .orElseThrow();
        double first = good.spots().get(0).y();
        double last = good.spots().get(19).y();
        assertThat(last - first).isGreaterThan(50); // of a panel 270 high
    }

    @Test
    void neighboursDifferInColourAndInDash() {
        for (int i = 0; i < 27; i++) {
            assertThat(Style.line(i).color()).isNotEqualTo(Style.line(i + 1).color());
            assertThat(Style.line(i).dashes()).isNotEqualTo(Style.line(i + 1).dashes());
            for (int j = 0; j < i; j++) {
                assertThat(Style.line(i)).isNotEqualTo(Style.line(j));
            }
        }
    }

    @Test
    void oneEpochIsADot() {
        assertThat(together(named(2, 1, "e")).marks())
                .filteredOn(Disc.class::isInstance)
                .hasSize(4);
    }

    @Test
    void trainIsDashedValidationWholeAndTheBestEpochMarked() {
        List<Curve> accuracy =
                List.of(new Curve("train", List.of(0.5, 0.7, 0.9)), new Curve("validation", List.of(0.4, 0.8, 0.8)));
        List<Curve> loss =
                List.of(new Curve("train", List.of(2.0, 1.0, 0.5)), new Curve("validation", List.of(2.0, 1.5, 1.25)));
        Plot plot = Plots.experiment("t", accuracy, loss);
        assertThat(texts(plot)).contains("best: 80.0 % in epoch 2", "best: 1.25 in epoch 3");
        List<Line> three =
                curves(plot).stream().filter(line -> line.spots().size() == 3).toList();
        assertThat(three).hasSize(4);
        assertThat(three).filteredOn(line -> line.pen().dashes().isEmpty()).hasSize(2);
        assertThat(plot.marks()).filteredOn(Disc.class::isInstance).hasSize(4); // two in the legends
    }

    @Test
    void comparisonIsSortedBestFirst() {
        Plot plot = Plots.comparison(
                "t",
                List.of(
                        new Point("worse", 0.5, 0.4, 0.6, Optional.empty()),
                        new Point("best", 0.9, 0.8, 0.95, Optional.of(0.85)),
                        new Point("middle", 0.7, 0.6, 0.8, Optional.empty())));
        List<String> names = List.of("best", "middle", "worse");
        assertThat(texts(plot)).filteredOn(names::contains).isEqualTo(names);
        assertThat(texts(plot)).contains("90.0 (80.0 to 95.0)", "85.0");
        assertThat(plot.marks()).filteredOn(Area.class::isInstance).hasSize(2); // one in the legend
    }

    @Test
    void comparisonIsAsItWasLookedAt() throws IOException {
        Plot plot = Plots.comparison(
                "Three heads",
                List.of(
                        new Point("logistic & <l2>", 0.962, 0.946, 0.973, Optional.of(0.955)),
                        new Point("lda", 0.973, 0.959, 0.982, Optional.empty()),
                        new Point("centroid", 0.914, 0.893, 0.932, Optional.of(0.868))));
        try (InputStream in = PlotsTest.class.getResourceAsStream("comparison.svg")) {
            assertThat(plot.svg()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void sameInputGivesSameFilesInEveryLocale() throws IOException {
        Plot plot = together(Histories.study());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Plot again = together(Histories.study());
            assertThat(again.svg()).isEqualTo(plot.svg());
            assertThat(again.png(600)).isEqualTo(plot.png(600));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void svgStaysSmallAndCarriesNoIds() {
        String svg = together(named(20, 100, "experiment ")).svg();
        assertThat(svg.length()).isLessThan(100_000);
        assertThat(svg).doesNotContain("id=", "<style", "<?xml").contains("sans-serif");
    }

    @Test
    void emptyAndDoubleNamesAreRefused() {
        List<Curve> one = List.of(new Curve("a", List.of(0.5)));
        List<Curve> twice = List.of(one.get(0), one.get(0));
        assertThatThrownBy(() -> Plots.comparison("t", List.of())).hasMessage("nothing to draw");
        assertThatThrownBy(() -> Plots.together("t", twice, twice))
                .hasMessage("\"a\" occurs twice; each name must be given once");
        assertThatThrownBy(() -> Plots.together("t", one, List.of(new Curve("b", List.of(0.5)))))
                .hasMessage("expected accuracy and loss of the same experiments, got [a] and [b]");
    }

    @Test
    void whatIsNoAccuracyOrLossIsRefused() {
        List<Curve> fine = List.of(new Curve("a", List.of(0.5)));
        assertThatThrownBy(() -> Plots.experiment("t", List.of(new Curve("a", List.of(86.8))), fine))
                .hasMessage("a: expected an accuracy in [0, 1], got 86.8");
        assertThatThrownBy(() -> Plots.experiment("t", fine, List.of(new Curve("a", List.of(-1.0)))))
                .hasMessage("a: expected a loss of 0 or more, got -1.0");
        assertThatThrownBy(() -> new Curve("a", List.of(1.0, Double.NaN)))
                .hasMessage("a, epoch 2: expected a finite number, got NaN");
        assertThatThrownBy(() -> new Curve("a", List.of())).hasMessage("a: expected a value for each epoch, got none");
        assertThatThrownBy(() -> new Point("a", Double.NaN, 0, 1, Optional.empty()))
                .hasMessage("a: expected 0 <= low <= value <= high <= 1, got 0.0, NaN and 1.0");
        assertThatThrownBy(() -> new Point("a", 0.5, 0, 1, Optional.of(86.8)))
                .hasMessage("a: other must be in [0, 1], got 86.8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 20_001})
    void aWidthThatIsNoneIsRefused(int width) {
        assertThatThrownBy(() -> experiment(3, "validation").png(width))
                .hasMessage("widthPx must be in [100, 20000], got " + width);
    }
}
