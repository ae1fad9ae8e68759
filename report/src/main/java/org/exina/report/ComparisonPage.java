package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.exina.experiment.PairedComparison;
import org.exina.experiment.PairedComparison.Changed;
import org.exina.experiment.PairedComparison.Right;
import org.exina.io.OutputKind;
import org.exina.report.html.Cells;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Page;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.settings.Percent;
import org.exina.task.Progress;

/** Two classifiers on the same images, and the images that they answer differently, as one page. */
public final class ComparisonPage {
    private static final int SIDE = 120;
    private static final int MOST_OF_A_KIND = 150;

    private final PairedComparison compared;
    private final Path root;

    private ComparisonPage(PairedComparison compared, Path root) {
        this.compared = compared;
        this.root = root;
    }

    /**
     * A page that compares two classifiers.
     *
     * @param root the folder that relative paths begin at
     */
    public static ComparisonPage of(PairedComparison compared, Path root) {
        return new ComparisonPage(compared, root);
    }

    /**
     * Writes the page; an earlier one is replaced.
     *
     * @return its size in bytes
     */
    public long write(Path file, Progress progress) throws IOException {
        OutputKind.PAGE.reserve(file);
        Map<String, Path> files = new TreeMap<>();
        for (Right right : Right.values()) {
            of(right).stream()
                    .limit(MOST_OF_A_KIND)
                    .forEach(each -> files.put(each.path(), EmbeddedImages.find(root, each.path())));
        }
        EmbeddedImages images = EmbeddedImages.of(files, SIDE, progress);
        List<Page.Section> sections = new ArrayList<>();
        for (Right right : Right.values()) {
            sections.add(
                    new Page.Section(right.name().toLowerCase(Locale.ROOT), title(right), section(of(right), images)));
        }
        new Page(
                        "Comparison of " + compared.first() + " and " + compared.second(),
                        header(),
                        sections,
                        "Made by Exina. This page is one file and needs no network.")
                .write(file);
        return Files.size(file);
    }

    private List<Changed> of(Right right) {
        return compared.changed().stream().filter(each -> each.right() == right).toList();
    }

    private static String title(Right right) {
        return switch (right) {
            case FIRST -> "Only the first is right";
            case SECOND -> "Only the second is right";
            case NEITHER -> "Both wrong, differently";
        };
    }

    private Html header() {
        Tag body = Tag.of("tbody");
        body.add(row("first", compared.first(), compared.firstAccuracy(), compared.onlyFirst()));
        body.add(row("second", compared.second(), compared.secondAccuracy(), compared.onlySecond()));
        return Tag.of("div")
                .add(
                        Tag.text("h1", "Comparison"),
                        Tag.of("p", "lead")
                                .add(
                                        Tag.text("strong", Percent.points(compared.difference())),
                                        Tag.text(
                                                "span",
                                                "points from the first to the second; 95\u00a0% interval "
                                                        + Percent.points(compared.low()) + " to "
                                                        + Percent.points(compared.high())
                                                        + ", " + Percent.p(compared.p())
                                                        + " (McNemar), n = " + Wording.grouped(compared.n()))),
                        Tag.text("p", meaning()),
                        Tag.of("div", "scroll")
                                .with("tabindex", "0")
                                .with("role", "region")
                                .with("aria-label", "Both accuracies")
                                .add(Tag.of("table")
                                        .add(
                                                Cells.head(List.of("", ""), List.of("accuracy", "only this one right")),
                                                body)));
    }

    private String meaning() {
        return "Both were tested on the same images. "
                + (compared.p() < 0.05
                        ? "So large a difference would be unlikely by chance."
                        : "So small a difference may well be chance.")
                + " Images of one group are not independent of each other; with many of them the true interval is wider.";
    }

    private static Html row(String which, String name, double accuracy, int only) {
        return Tag.of("tr")
                .add(
                        Tag.text("th", which).with("scope", "row"),
                        Tag.of("td", "name").text(name),
                        Cells.number(Wording.percent(accuracy)),
                        Cells.number(Wording.grouped(only)));
    }

    private static List<Html> section(List<Changed> changed, EmbeddedImages images) {
        if (changed.isEmpty()) {
            return List.of(Tag.text("p", "There is none."));
        }
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.of("p", "note")
                .text(Wording.images(changed.size())
                        + (changed.size() > MOST_OF_A_KIND
                                ? "; shown are the first " + MOST_OF_A_KIND + ", the JSON of the comparison lists all."
                                : ", the surest first.")));
        Tag gallery = Tag.of("ul", "gallery");
        changed.stream().limit(MOST_OF_A_KIND).forEach(each -> gallery.add(item(each, images)));
        parts.add(gallery);
        return parts;
    }

    private static Html item(Changed each, EmbeddedImages images) {
        Tag caption = Tag.of("figcaption")
                .add(
                        Tag.of("div").text("is ").add(Tag.of("b", "name").text(each.label())),
                        answer("first: ", each.first(), each.firstProbability(), each.right() == Right.FIRST),
                        answer("second: ", each.second(), each.secondProbability(), each.right() == Right.SECOND),
                        Tag.path(each.path()));
        return Tag.of("li").add(Tag.of("figure").add(images.show(each.path(), each.label()), caption));
    }

    private static Html answer(String who, String said, double probability, boolean right) {
        return Tag.of("div")
                .text(who)
                .add(Tag.of("b", right ? "name right" : "name wrong").text(said))
                .text(", " + Wording.percent(probability));
    }
}
