package org.exina.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.math.Statistics;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/**
 * A map of the data as SVG. The image of the point under the pointer, or of the one reached with the tab key, appears at
 * the side by style alone: there is no script. Each class is named where most of it lies, since no eye tells twenty
 * colours apart.
 */
final class MapSection {
    /** Pixels of a small image: with 2,000 of them a page has some 5 MB. */
    static final int SIDE = 72;

    private static final int MOST_IMAGES = 2000;
    private static final int SIZE = 700;
    private static final int MARGIN = 14;
    private static final int PANEL = 250;
    private static final double GOLDEN_ANGLE = 137.508;

    private final DataMap map;

    MapSection(DataMap map) {
        this.map = map;
    }

    /** Where the images to be shown lie; of many, some of each part of the map. */
    Map<String, Path> files(Path root) {
        Map<String, Path> files = new LinkedHashMap<>();
        int n = map.points().size();
        int step = Math.max(1, (n + MOST_IMAGES - 1) / MOST_IMAGES);
        for (int i = 0; i < n; i += step) {
            String path = map.points().get(i).path();
            files.put(path, EmbeddedImages.find(root, path));
        }
        return files;
    }

    List<Html> html(EmbeddedImages images) {
        long mistaken = map.points().stream().filter(DataMap.Point::isMistaken).count();
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                "Each dot is an image; dots lie together when their features are alike, whatever their labels. Point at"
                        + " one to see it. A dot amid another class deserves a look. How far groups lie from each other"
                        + " means little."
                        + (mistaken == 0
                                ? ""
                                : " A dark ring: taken for something else by a classifier trained without it ("
                                        + Wording.grouped(mistaken) + ").")));
        Tag svg = Tag.of("svg", "map")
                .with("viewBox", "0 0 " + (SIZE + PANEL) + " " + SIZE)
                .with("role", "group")
                .with("aria-label", "Map of the images");
        svg.add(Tag.of("rect", "sea")
                .with("x", 0)
                .with("y", 0)
                .with("width", SIZE)
                .with("height", SIZE));
        map.points().forEach(point -> svg.add(dot(point, images)));
        svg.add(names());
        parts.add(Tag.of("figure").add(svg));
        return parts;
    }

    private Html dot(DataMap.Point point, EmbeddedImages images) {
        String label = map.classes().get(point.label());
        Tag tip = Tag.of("g", "tip");
        images.image(point.path())
                .ifPresent(image -> tip.add(image.with("x", SIZE + 12)
                        .with("y", 12)
                        .with("width", PANEL - 24)
                        .with("height", PANEL - 24)));
        int y = PANEL + 16;
        tip.add(text(label, y, "strong"));
        if (point.isMistaken()) {
            tip.add(text("taken for " + map.classes().get(point.predicted()), y + 20, "miss"));
        }
        tip.add(text(shortened(point.path()), y + 40, "soft"));
        return Tag.of("g", point.isMistaken() ? "point mistaken" : "point")
                .with("tabindex", "0")
                .add(
                        Tag.of("circle")
                                .with("cx", at(point.x()))
                                .with("cy", at(point.y()))
                                .with("r", point.isMistaken() ? "6" : "5")
                                .with("fill", color(point.label())),
                        tip);
    }

    private static Tag text(String text, int y, String style) {
        return Tag.text("text", text).with("class", style).with("x", SIZE + 12).with("y", y);
    }

    private static String shortened(String path) {
        return path.length() <= 38 ? path : "\u2026" + path.substring(path.length() - 37);
    }

    private static String at(double share) {
        return Wording.format("%.1f", pixel(share));
    }

    private static double pixel(double share) {
        return MARGIN + share * (SIZE - 2 * MARGIN);
    }

    /** Hues far apart for neighbours in the list, in three depths. */
    private static String color(int label) {
        return Wording.format("hsl(%.0f 70%% %d%%)", label * GOLDEN_ANGLE % 360, 38 + 13 * (label % 3));
    }

    /** The name of each class, at the image of it that lies nearest to its middle, or as near as others leave room. */
    private Html names() {
        Tag names = Tag.of("g", "names").with("aria-hidden", "true");
        NamePlaces places = new NamePlaces(SIZE);
        for (int k = 0; k < map.classes().size(); k++) {
            String name = map.classes().get(k);
            middle(k).ifPresent(p -> {
                double from = p.x() > 0.9 ? 1 : p.x() < 0.1 ? 0 : 0.5; // of the name, what lies left of the image
                double y = places.place(name, pixel(p.x()) - from * NamePlaces.width(name), pixel(p.y()));
                names.add(Tag.text("text", name)
                        .with("x", at(p.x()))
                        .with("y", Wording.format("%.1f", y))
                        .with("text-anchor", from == 1 ? "end" : from == 0 ? "start" : "middle"));
            });
        }
        return names;
    }

    private Optional<DataMap.Point> middle(int label) {
        List<DataMap.Point> own =
                map.points().stream().filter(p -> p.label() == label).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        double x = Statistics.median(own.stream().mapToDouble(DataMap.Point::x).toArray());
        double y = Statistics.median(own.stream().mapToDouble(DataMap.Point::y).toArray());
        return own.stream().min(Comparator.comparingDouble(p -> Math.hypot(p.x() - x, p.y() - y)));
    }
}
