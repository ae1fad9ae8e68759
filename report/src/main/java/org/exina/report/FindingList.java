package org.exina.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/**
 * The findings of one kind, on a page.
 *
 * @param findings at least one
 */
record FindingList(Audit.Kind kind, List<Audit.Finding> findings) {
    private static final int MOST_LISTED = 1000;

    FindingList {
        findings = List.copyOf(findings);
    }

    /** For links. */
    String id() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether there is something to see. */
    boolean hasImages() {
        return switch (kind) {
            case TWO_LABELS, EXACT_DUPLICATE, NEAR_DUPLICATE, EMPTY, WRONG_EXTENSION, TINY, ENORMOUS, NO_LABEL -> true;
            default -> false;
        };
    }

    /** The images to be shown of all lists: of one after the other. */
    static FindingImages images(Dataset dataset, List<FindingList> lists) {
        FindingImages shown = new FindingImages(dataset);
        lists.stream().filter(FindingList::hasImages).forEach(list -> shown.choose(list.kind(), list.findings()));
        return shown;
    }

    private boolean isOfSets() {
        return switch (kind) {
            case TWO_LABELS, EXACT_DUPLICATE, NEAR_DUPLICATE -> true;
            default -> false;
        };
    }

    List<Html> html(FindingImages shown, EmbeddedImages images) {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text("p", Advice.on(kind)));
        int withImages = shown.count(kind);
        List<Audit.Finding> seen = findings.subList(0, withImages);
        if (isOfSets()) {
            Tag sets = Tag.of("div", "findings");
            seen.forEach(finding -> sets.add(set(finding, shown, images)));
            parts.add(sets);
        } else if (withImages > 0) {
            Tag gallery = Tag.of("ul", "gallery");
            seen.forEach(finding -> gallery.add(single(finding, shown, images)));
            parts.add(gallery);
        }
        List<Audit.Finding> rest = findings.subList(withImages, findings.size());
        if (!rest.isEmpty()) {
            if (hasImages()) {
                parts.add(Tag.of("p", "note")
                        .text(Wording.grouped(withImages) + " of " + Wording.grouped(findings.size())
                                + " are shown with images, to keep the page small. The others:"));
            }
            parts.add(list(rest));
        }
        return parts;
    }

    /** Images that are the same, side by side. */
    private static Html set(Audit.Finding finding, FindingImages shown, EmbeddedImages images) {
        List<String> paths = FindingImages.paths(finding);
        Tag strip = Tag.of("ul", "strip");
        paths.forEach(path -> strip.add(item(path, shown.label(path), "", images)));
        Tag set = Tag.of("div", "finding").add(Tag.of("p", "name").text(Wording.capital(finding.detail())), strip);
        List<String> others =
                finding.paths().subList(paths.size(), finding.paths().size());
        if (!others.isEmpty()) {
            Tag list = Tag.of("ul", "paths");
            others.stream()
                    .limit(MOST_LISTED)
                    .forEach(path -> list.add(Tag.of("li", "name").text(path)));
            set.add(more(list, others.size()));
        }
        return set;
    }

    private static Html single(Audit.Finding finding, FindingImages shown, EmbeddedImages images) {
        String path = finding.paths().get(0);
        return item(path, shown.label(path), finding.detail(), images);
    }

    private static Html item(String path, String label, String detail, EmbeddedImages images) {
        Tag caption = Tag.of("figcaption");
        if (!label.isEmpty()) {
            caption.add(Tag.of("div").add(Tag.of("b", "name").text(label)));
        }
        if (!detail.isEmpty()) {
            caption.add(Tag.text("div", detail));
        }
        caption.add(Tag.path(path));
        return Tag.of("li").add(Tag.of("figure").add(images.show(path, label.isEmpty() ? path : label), caption));
    }

    private static Html list(List<Audit.Finding> findings) {
        Tag list = Tag.of("ul", "paths");
        findings.stream()
                .limit(MOST_LISTED)
                .forEach(finding -> list.add(Tag.of("li", "name")
                        .text((finding.paths().isEmpty() ? "" : String.join(", ", finding.paths()) + ": ")
                                + finding.detail())));
        return more(list, findings.size());
    }

    private static Tag more(Tag list, int size) {
        return size <= MOST_LISTED
                ? list
                : list.add(Tag.text(
                        "li",
                        "... and " + Wording.grouped(size - MOST_LISTED) + " more; the JSON of the check lists all"));
    }
}
