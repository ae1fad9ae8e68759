package org.exina.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Dataset;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Page;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** What the deep check found, with the images to judge it by. */
final class DeepSections {
    /** Each comes with up to six others: more would make the page too large. */
    private static final int SUSPECTS = 60;

    private static final int OTHERS = 30;
    private static final int MOST_LISTED = 1000;

    private final DeepCheck deep;

    DeepSections(DeepCheck deep) {
        this.deep = deep;
    }

    /** Where the images to be shown lie, by the path they are named with. */
    Map<String, Path> files(Dataset dataset) {
        Map<String, Path> all = new HashMap<>();
        for (int i = 0; i < dataset.size(); i++) {
            all.put(
                    dataset.relativePaths().get(i),
                    dataset.samples().get(i).source().file().orElseThrow());
        }
        Map<String, Path> shown = new LinkedHashMap<>();
        Stream.of(
                        deep.suspects().stream()
                                .limit(SUSPECTS)
                                .flatMap(s -> Stream.of(List.of(s.path()), s.likeLabel(), s.likeProposal())
                                        .flatMap(List::stream)),
                        deep.outliers().stream()
                                .limit(OTHERS)
                                .flatMap(o -> Stream.concat(Stream.of(o.path()), o.nearest().stream())),
                        deep.alike().stream().limit(OTHERS).flatMap(a -> Stream.of(a.first(), a.second())))
                .flatMap(paths -> paths)
                .forEach(path -> shown.put(path, all.get(path)));
        return shown;
    }

    List<Page.Section> sections(EmbeddedImages images) {
        List<Page.Section> sections = new ArrayList<>();
        if (!deep.suspects().isEmpty()) {
            sections.add(new Page.Section("suspects", "Doubtful labels", suspects(images)));
        }
        if (!deep.outliers().isEmpty()) {
            sections.add(new Page.Section("outliers", "Unlike all others", outliers(images)));
        }
        if (!deep.alike().isEmpty()) {
            sections.add(new Page.Section("alike", "Perhaps one object twice", alike(images)));
        }
        return sections;
    }

    /** For the table at the head of the page: title and count by section. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("suspects", deep.suspects().size());
        counts.put("outliers", deep.outliers().size());
        counts.put("alike", deep.alike().size());
        return counts;
    }

    private List<Html> suspects(EmbeddedImages images) {
        List<Html> parts = new ArrayList<>();
        long sure = deep.suspects().stream().filter(DeepCheck.Suspect::sure).count();
        parts.add(Tag.text(
                "p",
                "Each image was shown to a classifier that had been trained without it and without its duplicates; "
                        + Wording.percent(deep.accuracy())
                        + " were given their own label. The others stand here, the most doubtful first. A wrong label,"
                        + " a second grain, a bad image or a class that is hard to tell may be the reason: look, and"
                        + " decide. For " + Wording.grouped(sure)
                        + " the label is so unlikely that a change is proposed."));
        deep.suspects().stream().limit(SUSPECTS).forEach(each -> parts.add(suspect(each, images)));
        parts.addAll(rest(deep.suspects().stream()
                .skip(SUSPECTS)
                .map(s -> s.path() + ": " + s.label() + " or " + s.proposal() + "?")
                .toList()));
        return parts;
    }

    private static Html suspect(DeepCheck.Suspect each, EmbeddedImages images) {
        Tag title = Tag.of("h3")
                .text("labelled ")
                .add(Tag.of("span", "name wrong").text(each.label()))
                .text(" (" + Wording.percent(each.own()) + "), looks like ")
                .add(Tag.of("span", "name right").text(each.proposal()))
                .text(" (" + Wording.percent(each.other()) + ")" + (each.sure() ? "; to be changed" : ""));
        return Tag.of("div", "pair")
                .add(
                        title,
                        Tag.path(each.path()),
                        Tag.of("div", "strips")
                                .add(strip("the image", List.of(each.path()), images))
                                .add(strip("nearest " + each.label(), each.likeLabel(), images))
                                .add(strip("nearest " + each.proposal(), each.likeProposal(), images)));
    }

    private static List<Html> strip(String title, List<String> paths, EmbeddedImages images) {
        if (paths.isEmpty()) {
            return List.of();
        }
        Tag list = Tag.of("ul", "strip");
        paths.forEach(path -> list.add(Tag.of("li").with("title", path).add(images.show(path, title))));
        return List.of(Tag.of("div").add(Tag.of("p", "name").text(title), list));
    }

    private List<Html> outliers(EmbeddedImages images) {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                "These lie far from every other image, those of their own class too: another kind of object, an empty"
                        + " or blurred image, another magnification or light. Beside each stand those that are least"
                        + " unlike it."));
        deep.outliers().stream()
                .limit(OTHERS)
                .forEach(each -> parts.add(Tag.of("div", "pair")
                        .add(
                                Tag.of("h3")
                                        .add(Tag.of("span", "name").text(each.label()))
                                        .text(", " + Wording.format("%.1f", each.deviations())
                                                + " deviations farther from others than usual"),
                                Tag.of("div", "strips")
                                        .add(strip(each.path(), List.of(each.path()), images))
                                        .add(strip("least unlike it", each.nearest(), images)))));
        parts.addAll(rest(deep.outliers().stream()
                .skip(OTHERS)
                .map(DeepCheck.Outlier::path)
                .toList()));
        return parts;
    }

    private List<Html> alike(EmbeddedImages images) {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                "Pairs that are unusually alike and that the comparison of pixels does not know: one object turned freely,"
                        + " moved or photographed again, or two that are alike by chance. If they are one object, keep"
                        + " them together (a rule for groups, or the group column of a manifest) or remove one."));
        Tag pairs = Tag.of("div", "findings");
        deep.alike().stream().limit(OTHERS).forEach(each -> pairs.add(pair(each, images)));
        parts.add(pairs);
        parts.addAll(rest(deep.alike().stream()
                .skip(OTHERS)
                .map(a -> a.first() + ", " + a.second())
                .toList()));
        return parts;
    }

    private static Html pair(DeepCheck.Alike each, EmbeddedImages images) {
        Tag strip = Tag.of("ul", "strip");
        strip.add(figure(each.first(), each.firstLabel(), images));
        strip.add(figure(each.second(), each.secondLabel(), images));
        return Tag.of("div", "finding")
                .add(Tag.text("p", "Similarity " + Wording.format("%.2f", each.similarity())), strip);
    }

    private static Html figure(String path, String label, EmbeddedImages images) {
        Tag caption =
                Tag.of("figcaption").add(Tag.of("div").add(Tag.of("b", "name").text(label)), Tag.path(path));
        return Tag.of("li").add(Tag.of("figure").add(images.show(path, label), caption));
    }

    private static List<Html> rest(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Tag list = Tag.of("ul", "paths");
        lines.stream()
                .limit(MOST_LISTED)
                .forEach(line -> list.add(Tag.of("li", "name").text(line)));
        if (lines.size() > MOST_LISTED) {
            list.add(Tag.text(
                    "li",
                    "... and " + Wording.grouped(lines.size() - MOST_LISTED)
                            + " more; the JSON of the check lists all"));
        }
        return List.of(Tag.of("p", "note").text("Not shown with images, to keep the page small:"), list);
    }
}
