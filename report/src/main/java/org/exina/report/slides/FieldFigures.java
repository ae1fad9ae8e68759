package org.exina.report.slides;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/** Fields with the boxes of their grains, drawn over them so that they can change. */
final class FieldFigures {
    private final Map<String, TypeStyle> styles;
    private final List<Html> figures = new ArrayList<>();

    FieldFigures(Map<String, TypeStyle> styles) {
        this.styles = styles;
    }

    /**
     * Adds a field with the boxes of its grains over it.
     *
     * @param firstNumber of its grains among all
     * @param source address of its image
     * @param small that image
     */
    void add(CountedField field, int index, int firstNumber, String source, RgbImage small) {
        Tag boxes = Tag.of("svg")
                .with("viewBox", "0 0 " + field.width() + " " + field.height())
                .with("preserveAspectRatio", "none")
                .with("aria-hidden", "true");
        int number = firstNumber;
        for (Grain grain : field.grains()) {
            boxes.add(box(grain, number++));
        }
        Tag figure = Tag.of("figure", "field")
                .with("id", "field-" + index)
                .with("data-name", field.name())
                .with("data-width", field.width())
                .with("data-height", field.height())
                .add(Tag.of("figcaption")
                        .add(Tag.of("b", "name").text(field.name()))
                        .text(", " + Wording.count(grains(field), "grain", "grains")));
        field.remarks().forEach(remark -> figure.add(Tag.of("p", "warn").text(remark)));
        figures.add(figure.add(
                Tag.of("div", "slide")
                        .add(
                                Tag.of("img")
                                        .with("loading", "lazy")
                                        .with("src", source)
                                        .with("width", small.width())
                                        .with("height", small.height())
                                        .with("alt", "Field " + field.name()),
                                boxes),
                Tag.of("button", "mark")
                        .with("type", "button")
                        .with("aria-pressed", "false")
                        .text("Mark a missed grain"),
                Tag.of("button", "rest").with("type", "button").text("All others on it are right")));
    }

    private static long grains(CountedField field) {
        return field.grains().stream().filter(grain -> !grain.isDebris()).count();
    }

    private Html box(Grain grain, int number) {
        TypeStyle style = styles.get(grain.label());
        return Tag.of("g", grain.isDebris() ? "box debris" : "box")
                .with("data-n", number)
                .add(at(grain.box(), Swatch.rect("halo", style)), at(grain.box(), Swatch.rect("line", style)));
    }

    private static Tag at(Box box, Tag rect) {
        return rect.with("x", box.x())
                .with("y", box.y())
                .with("width", box.width())
                .with("height", box.height());
    }

    List<Html> html() {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.of("p", "note")
                .text(
                        "A click on a box chooses the grain. To mark one that was missed, press the button below the field and"
                                + " draw a box around it. A field looked at as a whole, with what was missed marked, teaches"
                                + " most: it also shows what is no grain."));
        parts.addAll(figures);
        return parts;
    }
}
