package org.exina.report.slides;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.exina.image.Box;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/** Each grain as a small image under its type, the least sure ones first. */
final class GrainSections {
    private static final double WORTH_NAMING = 0.05; // a second class that is less likely is not

    private final Map<String, TypeStyle> styles;
    private final OptionalDouble micronsPerPixel;
    private final Map<String, List<Shown>> byLabel = new LinkedHashMap<>();

    private record Shown(double probability, int number, Tag item) {}

    GrainSections(List<String> types, Map<String, TypeStyle> styles, OptionalDouble micronsPerPixel) {
        this.styles = styles;
        this.micronsPerPixel = micronsPerPixel;
        types.forEach(type -> byLabel.put(type, new ArrayList<>()));
        byLabel.put(Grain.UNKNOWN, new ArrayList<>());
        byLabel.put(Grain.DEBRIS, new ArrayList<>());
    }

    /**
     * Adds a grain to the section of its type.
     *
     * @param number of the grain among all
     * @param source its image's address
     */
    void add(CountedField field, int fieldIndex, int number, Grain grain, String source) {
        Box box = grain.box();
        Tag button = Tag.of("button", "grain")
                .with("type", "button")
                .with("tabindex", "-1")
                .with("data-n", number)
                .with("data-field", fieldIndex)
                .with("data-box", box.x() + " " + box.y() + " " + box.width() + " " + box.height())
                .with("data-label", grain.found())
                .with("data-words", words(field, grain));
        if (grain.byPerson()) {
            button.with("data-corrected", grain.label());
        }
        button.add(
                Tag.of("img")
                        .with("loading", "lazy")
                        .with("src", source)
                        .with("width", 96)
                        .with("height", 96)
                        .with("alt", grain.label()),
                Tag.of("span", "said").text(grain.byPerson() ? "" : Math.round(100 * grain.probability()) + "\u00a0%"),
                Tag.of("span", "soft").text(second(grain)),
                Tag.of("span", "now"));
        byLabel.get(grain.label())
                .add(new Shown(grain.probability(), number, Tag.of("li").add(button)));
    }

    private static String second(Grain grain) {
        if (grain.second().isEmpty() || grain.secondProbability() < WORTH_NAMING) {
            return "";
        }
        return (grain.isUnknown() ? "like " : "or ") + grain.second();
    }

    private String words(CountedField field, Grain grain) {
        String sure = grain.isUnknown() ? "" : " " + Wording.percent(grain.probability());
        String name = grain.byPerson() ? before(grain) : Wording.capital(grain.label()) + sure;
        String other =
                second(grain).isEmpty() ? "" : ", " + second(grain) + " " + Wording.percent(grain.secondProbability());
        double diameter = grain.diameterPx();
        String size = micronsPerPixel.isPresent()
                ? Wording.format("%.1f\u00a0\u00b5m", diameter * micronsPerPixel.getAsDouble())
                : Wording.format("%.0f\u00a0pixels", diameter);
        return name + other + ". On " + field.name() + "; " + size + " across"
                + (grain.isCutOff(field.width(), field.height()) ? ", cut off by the border" : "") + ".";
    }

    /** Of a grain that a person named before the page was made. */
    private static String before(Grain grain) {
        String program = grain.found().isEmpty()
                ? "marked by a person"
                : grain.found().equals(grain.label())
                        ? "and a person says so"
                        : "as a person says; found as " + grain.found();
        return Wording.capital(grain.label()) + ", " + program;
    }

    List<Html> html() {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                "Choose a grain and say what it is, or that its name is right. Counts above follow at once. Nothing is lost"
                        + " when the page is closed; save the corrections to train with them."));
        if (byLabel.values().stream().allMatch(List::isEmpty)) {
            parts.add(Tag.of("p", "warn").text("No grain was found. Those on the fields below can be marked by hand."));
        }
        parts.add(keys());
        parts.add(part("", "Marked by you", new TypeStyle("#ffffff", List.of()), List.of())
                .with("id", "added"));
        byLabel.forEach((label, shown) -> parts.add(part(label, label, styles.get(label), shown)));
        return parts;
    }

    private static Html keys() {
        Tag list = Tag.of("dl", "keys");
        String[][] keys = {
            {"arrows", "to the next grain"},
            {"Enter", "its name is right; to the next"},
            {"1 to 9", "one of the first types, as numbered in the list; to the next"},
            {"U, D", "unknown, debris (or no grain at all); to the next"},
            {"T", "to the list of types; Enter or Esc leads back"},
            {"Backspace", "as it was"},
            {"F", "where it is on its field"}
        };
        for (String[] key : keys) {
            list.add(Tag.of("div").add(Tag.text("dt", key[0]), Tag.text("dd", key[1])));
        }
        return Tag.of("details").add(Tag.text("summary", "By keyboard"), list);
    }

    private Tag part(String label, String title, TypeStyle style, List<Shown> shown) {
        Tag list = Tag.of("ul", "grains").with("aria-label", title);
        shown.stream()
                .sorted(Comparator.comparingDouble(Shown::probability).thenComparingInt(Shown::number))
                .forEach(each -> list.add(each.item()));
        Tag part = Tag.of("div", "type")
                .with("data-type", label)
                .add(
                        Tag.of("h3", "name")
                                .add(Swatch.of(style))
                                .add(Tag.text("span", title))
                                .add(Tag.of("small").text(Wording.grouped(shown.size()))),
                        Tag.of("button", "rest").with("type", "button").text("All others here are right"),
                        list);
        return shown.isEmpty() ? part.with("hidden", "") : part;
    }
}
