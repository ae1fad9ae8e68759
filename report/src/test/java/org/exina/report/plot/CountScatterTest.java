package org.exina.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountScatterTest {
    private static final double SIDE = 420;

    private static Plot plot(List<CountPair> points) {
        return Plots.counts("Counts", points);
    }

    private static <T extends Mark> List<T> all(Class<T> kind, Plot plot) {
        return plot.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<String> texts(Plot plot) {
        return all(Words.class, plot).stream().map(Words::whole).toList();
    }

    private static Line diagonal(Plot plot) {
        return all(Line.class, plot).stream()
                .filter(line -> !line.pen().dashes().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Rectangle2D panel(Plot plot) {
        Spot corner = diagonal(plot).spots().get(0);
        return new Rectangle2D.Double(corner.x(), corner.y() - SIDE, SIDE, SIDE);
    }

    /** The dots of one type within the panel, without their white rims. */
    private static List<Disc> dots(Plot plot) {
        Rectangle2D panel = panel(plot);
        return all(Disc.class, plot).stream()
                .filter(disc -> panel.contains(disc.center().x(), disc.center().y()))
                .filter(disc -> !disc.fill().equals(Style.WHITE))
                .toList();
    }

    private static List<CountPair> times(int n, CountPair pair) {
        return Collections.nCopies(n, pair);
    }

    private static double area(Area area) {
        double twice = 0;
        List<Spot> corners = area.corners();
        for (int i = 0; i < corners.size(); i++) {
            Spot a = corners.get(i);
            Spot b = corners.get((i + 1) % corners.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    @ParameterizedTest
    @CsvSource({"7, 5", "40, 1", "900, 2"})
    void exactCountsLieOnTheLineTooManyAboveTooFewBelow(long most, long usual) {
        Plot plot = plot(List.of(
                new CountPair("a", most, most),
                new CountPair("a", usual, usual),
                new CountPair("a", usual, usual),
                new CountPair("a", usual, usual),
                new CountPair("a", 0, most),
                new CountPair("a", most, 0)));
        Spot origin = diagonal(plot).spots().get(0);
        List<Double> above = dots(plot).stream()
                .map(disc -> (origin.y() - disc.center().y()) - (disc.center().x() - origin.x()))
                .sorted()
                .toList();
        assertThat(above).hasSize(4);
        assertThat(above.get(0)).isLessThan(-20);
        assertThat(above.get(1)).isCloseTo(0, within(1e-9));
        assertThat(above.get(2)).isCloseTo(0, within(1e-9));
        assertThat(above.get(3)).isGreaterThan(20);
    }

    @Test
    void areaSaysHowManyPairsAreEqual() {
        Plot plot = plot(Stream.of(
                        times(1, new CountPair("a", 5, 4)),
                        times(9, new CountPair("a", 2, 2)),
                        times(100, new CountPair("a", 1, 1)))
                .flatMap(List::stream)
                .toList());
        List<Double> radii = dots(plot).stream().map(Disc::radius).toList();
        assertThat(radii).hasSize(3).isSortedAccordingTo(Collections.reverseOrder()); // the small over the large
        assertThat(radii.get(0)).isCloseTo(10 * radii.get(2), within(1e-9));
        assertThat(radii.get(1)).isCloseTo(3 * radii.get(2), within(1e-9));
        assertThat(texts(plot)).contains("110 pairs of field and type", "pairs of equal counts", "100");
    }

    @Test
    void typesWithEqualCountsShareADotByTheirNumbers() {
        List<CountPair> points = new ArrayList<>(times(30, new CountPair("Betula", 1, 1)));
        points.addAll(times(10, new CountPair("Alnus", 1, 1)));
        Plot plot = plot(points);
        assertThat(dots(plot)).isEmpty();
        List<Area> pieces = all(Area.class, plot);
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0).fill()).isEqualTo(Style.fill(0)); // of Alnus, the first by name
        assertThat(area(pieces.get(1))).isCloseTo(3 * area(pieces.get(0)), within(0.03 * area(pieces.get(1))));
    }

    @Test
    void typesThatAreNotNamedShareAGreyDot() {
        List<CountPair> points = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            points.add(new CountPair("type " + i, i < 2 ? 1 : 2 + i, 1));
        }
        Plot plot = plot(points);
        assertThat(all(Area.class, plot)).isEmpty();
        assertThat(dots(plot)).hasSize(10);
        assertThat(dots(plot))
                .filteredOn(disc -> disc.fill().equals(Style.GRID.color()))
                .hasSize(1);
        assertThat(texts(plot)).contains("more than one type");
    }

    @Test
    void moreThanCanBeShownIsSaid() {
        List<CountPair> points = new ArrayList<>(times(5000, new CountPair("a", 1, 1)));
        points.add(new CountPair("a", 3, 2));
        Plot plot = plot(points);
        assertThat(texts(plot)).filteredOn(text -> text.endsWith(" or more")).hasSize(1);
        assertThat(dots(plot).get(1).radius()).isEqualTo(2);
    }

    @Test
    void noDotReachesOverTheBorderOfThePanel() {
        for (List<CountPair> points : List.of(
                times(5000, new CountPair("a", 0, 1)),
                times(60, new CountPair("a", 1, 0)),
                Fields.of(200, 20, 3, "t"),
                Fields.of(200, 20, 300, "t"))) {
            Plot plot = plot(points);
            Rectangle2D panel = panel(plot);
            assertThat(dots(plot)).isNotEmpty().allSatisfy(disc -> {
                double r = disc.radius();
                Spot at = disc.center();
                assertThat(panel.contains(at.x() - r, at.y() - r, 2 * r, 2 * r)).isTrue();
            });
        }
    }

    @Test
    void noGrainAndNoneCountedIsSaidNotDrawn() {
        Plot plot = plot(List.of(new CountPair("a", 0, 0), new CountPair("b", 2, 2), new CountPair("a", 0, 0)));
        assertThat(dots(plot)).hasSize(1);
        assertThat(texts(plot))
                .contains("1 pair of field and type; 2 more, with no grain there and none counted, not drawn")
                .contains("a", "b");
        assertThat(dots(plot(List.of(new CountPair("a", 0, 0))))).isEmpty();
    }

    @Test
    void upToTenTypesAreNamedInTheirColours() {
        Plot ten = plot(Fields.of(3, 10, 5, "type "));
        Plot eleven = plot(Fields.of(3, 11, 5, "type "));
        assertThat(texts(ten)).filteredOn(text -> text.startsWith("type ")).hasSize(10);
        assertThat(texts(eleven)).contains("11 types; colours recur").noneMatch(text -> text.startsWith("type "));
        for (int i = 0; i < 14; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Style.fill(i)).isNotEqualTo(Style.fill(j));
            }
        }
    }

    @Test
    void axesSayWhatTheyAreAndWhenTheyAreLogarithmic() {
        assertThat(texts(plot(List.of(new CountPair("a", 8, 7)))))
                .contains("grains that are there", "grains counted", "counted exactly");
        assertThat(texts(plot(
                        List.of(new CountPair("a", 1, 2), new CountPair("a", 300, 280), new CountPair("a", 2, 2)))))
                .contains("grains that are there (logarithmic scale, from 0)")
                .contains("grains counted (logarithmic scale, from 0)");
    }

    @Test
    void orderOfPointsDoesNotMatter() {
        List<CountPair> points = Fields.of(40, 6, 4, "t");
        List<CountPair> reversed = new ArrayList<>(points);
        Collections.reverse(reversed);
        assertThat(plot(reversed).svg()).isEqualTo(plot(points).svg());
    }

    @Test
    void titlesAndTypesThatAreLongAreCut() {
        Plot plot = Plots.counts("x".repeat(300), List.of(new CountPair("y".repeat(300), 1, 1)));
        assertThat(all(Words.class, plot))
                .filteredOn(words -> !words.text().equals(words.whole()))
                .extracting(Words::face)
                .containsExactly(Face.TITLE, Face.LABEL);
    }

    @Test
    void whatIsNoCountIsRefused() {
        assertThatThrownBy(() -> plot(List.of())).hasMessage("nothing to draw");
        assertThatThrownBy(() -> new CountPair(" ", 1, 1)).hasMessage("a count needs the name of a type");
        assertThatThrownBy(() -> new CountPair("a", -1, 3))
                .hasMessage("a: expected counts in [0, 1000000000], got truth -1 and counted 3");
        assertThatThrownBy(() -> new CountPair("a", 1, 1_000_000_001))
                .hasMessage("a: expected counts in [0, 1000000000], got truth 1 and counted 1000000001");
    }
}
