package org.exina.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.exina.report.plot.Mark.Anchor;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;

/** Counted grains against those that are there: a dot for each pair of counts, cut like a cake where types share it. */
final class CountScatter {
    private static final double SIDE = 420; // of the square panel
    private static final double TOP = 80;
    private static final double GAP = 28; // between panel and column
    private static final double COLUMN = 150;
    private static final double MARGIN = 12;
    private static final double ROW = 17;
    private static final double KEY = 20;
    private static final int MOST_NAMED = 10; // types, beyond which a legend is longer than it helps

    /** The radius of a dot that stands for one pair, smaller where one stands for many, but never lost beside it. */
    private static final double USUAL = 4.5;

    private static final double SMALLEST = 2;
    private static final double LARGEST = 0.92 * Scale.MARGIN / (1 + 2 * Scale.MARGIN) * SIDE; // stays within the panel
    private static final int MOST_SHOWN = (int) ((LARGEST / SMALLEST) * (LARGEST / SMALLEST));

    private static final double ARC = 0.2; // radians that are drawn straight
    private static final Pen EXACT = new Pen("#777777", 1.1, List.of(5.0, 3.0));

    private final List<Mark> marks = new ArrayList<>();
    private final List<String> types;
    private final List<Dot> dots;
    private final Panel panel;
    private final double unit; // radius of one pair
    private double y = TOP + 12; // of the next row of the column

    /**
     * A place where dots of one or more types lie.
     *
     * @param pairs how many of each type
     */
    private record Dot(long truth, long counted, Map<String, Integer> pairs) {
        static Dot of(List<CountPair> equal) {
            CountPair first = equal.get(0);
            return new Dot(
                    first.truth(),
                    first.counted(),
                    equal.stream()
                            .collect(Collectors.groupingBy(
                                    CountPair::type, TreeMap::new, Collectors.summingInt(pair -> 1))));
        }

        int total() {
            return pairs.values().stream().mapToInt(n -> n).sum();
        }
    }

    private CountScatter(List<CountPair> drawn, List<String> types) {
        this.types = types;
        dots =
                drawn.stream()
                        .collect(Collectors.groupingBy(pair -> List.of(pair.truth(), pair.counted())))
                        .values()
                        .stream()
                        .map(Dot::of)
                        .sorted(Comparator.comparingInt(Dot::total)
                                .reversed()
                                .thenComparingLong(Dot::truth)
                                .thenComparingLong(Dot::counted))
                        .toList();
        Scale scale = Scale.counts(drawn.stream().flatMapToLong(pair -> LongStream.of(pair.truth(), pair.counted())));
        double widest = scale.ticks().stream()
                .mapToDouble(tick -> Face.TICK.width(Numbers.tick(tick)))
                .max()
                .orElse(0);
        panel = new Panel(Math.max(36, MARGIN + 7 + widest * Face.SPARE), TOP, SIDE, SIDE, scale, scale);
        unit = Math.max(SMALLEST, Math.min(USUAL, LARGEST / Math.sqrt(most())));
    }

    static Plot of(String title, List<CountPair> points) {
        List<CountPair> drawn =
                points.stream().filter(pair -> !pair.isNothing()).toList();
        List<String> types =
                List.copyOf(points.stream().map(CountPair::type).collect(Collectors.toCollection(TreeSet::new)));
        CountScatter plot = new CountScatter(drawn, types);
        double left = plot.panel.left();
        double width = plot.column() + COLUMN + MARGIN;
        plot.marks.add(Words.fitted(title, left, 26, Face.TITLE, width - left - MARGIN));
        plot.marks.add(Words.of(pairs(points.size(), drawn.size()), left, 45, Anchor.START, Face.TICK));
        plot.axes();
        plot.dots.forEach(dot -> plot.cake(dot));
        plot.legend();
        plot.sizes();
        return new Plot(title, width, plot.panel.bottom() + 46, plot.marks);
    }

    private static String pairs(int all, int drawn) {
        String text = drawn + (drawn == 1 ? " pair" : " pairs") + " of field and type";
        return all == drawn
                ? text
                : text + "; " + (all - drawn) + " more, with no grain there and none counted, not drawn";
    }

    private int most() {
        return dots.isEmpty() ? 1 : dots.get(0).total();
    }

    private double column() {
        return panel.right() + GAP;
    }

    private void axes() {
        for (double tick : panel.x().ticks()) {
            double x = panel.spot(tick, 0).x();
            marks.add(Line.between(x, TOP, x, panel.bottom(), Style.GRID));
        }
        String scale = panel.x().logarithmic() ? " (logarithmic scale, from 0)" : "";
        marks.addAll(panel.axes("grains that are there" + scale));
        marks.add(Words.of("grains counted" + scale, panel.left(), TOP - 10, Anchor.START, Face.LABEL));
        marks.add(Line.between(panel.left(), panel.bottom(), panel.right(), TOP, EXACT));
    }

    private double radius(int pairs) {
        return unit * Math.sqrt(Math.min(pairs, MOST_SHOWN));
    }

    /**
     * The types clockwise from the top, each with its share of the area, on a white rim that parts the dot from others.
     * Where types are not named, pieces would say nothing: one grey dot stands for all of them.
     */
    private void cake(Dot dot) {
        Spot center = panel.spot((double) dot.truth(), (double) dot.counted());
        double radius = radius(dot.total());
        marks.add(new Disc(center, radius + 1.2, Style.WHITE, Style.NONE));
        if (dot.pairs().size() == 1) {
            marks.add(disc(center, radius, dot.pairs().keySet().iterator().next()));
        } else if (isNamed()) {
            pieces(dot, center, radius);
        } else {
            marks.add(new Disc(center, radius, Style.GRID.color(), Style.FRAME));
        }
    }

    private boolean isNamed() {
        return types.size() <= MOST_NAMED;
    }

    private void pieces(Dot dot, Spot center, double radius) {
        double from = 0;
        for (Map.Entry<String, Integer> piece : dot.pairs().entrySet()) {
            double to = from + 2 * Math.PI * piece.getValue() / dot.total();
            int type = types.indexOf(piece.getKey());
            marks.add(new Area(piece(center, radius, from, to), Style.fill(type), Style.edge(type)));
            from = to;
        }
    }

    private Disc disc(Spot center, double radius, String type) {
        int index = types.indexOf(type);
        return new Disc(center, radius, Style.fill(index), Style.edge(index));
    }

    /**
     * The corners of a piece of the cake, its tip first.
     *
     * @param from radians clockwise from the top
     */
    private static List<Spot> piece(Spot center, double radius, double from, double to) {
        List<Spot> corners = new ArrayList<>(List.of(center));
        int steps = (int) Math.ceil((to - from) / ARC);
        for (int i = 0; i <= steps; i++) {
            double angle = from + (to - from) * i / steps;
            corners.add(new Spot(center.x() + radius * Math.sin(angle), center.y() - radius * Math.cos(angle)));
        }
        return corners;
    }

    private void legend() {
        marks.add(Line.between(column() - 2, y - 4, column() + 13, y - 4, EXACT));
        row("counted exactly");
        y += ROW / 2;
        if (!isNamed()) {
            marks.add(Words.of(types.size() + " types; colours recur", column(), y, Anchor.START, Face.TICK));
            y += ROW;
            marks.add(new Disc(new Spot(column() + 5, y - 4), USUAL, Style.GRID.color(), Style.FRAME));
            row("more than one type");
            return;
        }
        for (String type : types) {
            marks.add(disc(new Spot(column() + 5, y - 4), USUAL, type));
            row(type);
        }
    }

    private void row(String text) {
        marks.add(Words.fitted(text, column() + KEY, y, Face.LABEL, COLUMN - KEY));
        y += ROW;
    }

    /** What the area of a dot means, by one pair and the most that lie on one spot. */
    private void sizes() {
        if (most() == 1) {
            return;
        }
        y += ROW / 2;
        marks.add(Words.of("pairs of equal counts", column(), y, Anchor.START, Face.TICK));
        double across = column() + radius(most());
        y += 6;
        for (int pairs : new int[] {1, most()}) {
            double radius = radius(pairs);
            y += Math.max(radius, ROW / 2);
            marks.add(new Disc(new Spot(across, y), radius, Style.GRID.color(), Style.FRAME));
            String text = pairs > MOST_SHOWN ? MOST_SHOWN + " or more" : Integer.toString(pairs);
            marks.add(Words.of(text, across + radius(most()) + 8, y + 4, Anchor.START, Face.LABEL));
            y += Math.max(radius, ROW / 2) + 3;
        }
    }
}
