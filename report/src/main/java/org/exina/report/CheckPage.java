package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.io.OutputKind;
import org.exina.report.html.Cells;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Page;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.task.Progress;

/** What the data check found, as one page with the images beside each finding. */
public final class CheckPage {
    private static final int SIDE = 120;

    private final Dataset dataset;
    private final Audit audit;
    private final Optional<DeepSections> deep;

    private CheckPage(Dataset dataset, Audit audit, Optional<DeepSections> deep) {
        this.dataset = dataset;
        this.audit = audit;
        this.deep = deep;
    }

    /**
     * A page of what a check of this data set found.
     *
     * @param audit of that data set
     */
    public static CheckPage of(Dataset dataset, Audit audit) {
        return new CheckPage(dataset, audit, Optional.empty());
    }

    /** This page with what the deep check of that data set found, before everything else. */
    public CheckPage with(DeepCheck check) {
        return new CheckPage(dataset, audit, Optional.of(new DeepSections(check)));
    }

    /**
     * Writes the page; an earlier one is replaced.
     *
     * @return its size in bytes
     */
    public long write(Path file, Progress progress) throws IOException {
        OutputKind.PAGE.reserve(file);
        List<FindingList> lists = lists();
        FindingImages shown = FindingList.images(dataset, lists);
        Map<String, Path> files = new LinkedHashMap<>(shown.files());
        deep.ifPresent(found -> files.putAll(found.files(dataset)));
        EmbeddedImages images = EmbeddedImages.of(files, SIDE, progress);
        List<Page.Section> sections = new ArrayList<>();
        deep.ifPresent(found -> sections.addAll(found.sections(images)));
        for (FindingList list : lists) {
            sections.add(new Page.Section(list.id(), Wording.capital(list.kind().title()), list.html(shown, images)));
        }
        sections.add(new Page.Section("classes", "Classes", List.of(classes())));
        Page page = new Page(
                "Data check of " + name(),
                header(lists, sections),
                sections,
                "Made by Exina. This page is one file and needs no network.");
        page.write(file);
        return Files.size(file);
    }

    /** One for each kind of which there is something, labels in conflict first. */
    private List<FindingList> lists() {
        Map<Audit.Kind, List<Audit.Finding>> byKind = new EnumMap<>(Audit.Kind.class);
        audit.findings()
                .forEach(f -> byKind.computeIfAbsent(f.kind(), any -> new ArrayList<>())
                        .add(f));
        return byKind.entrySet().stream()
                .map(e -> new FindingList(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing((FindingList list) -> list.kind() != Audit.Kind.TWO_LABELS))
                .toList();
    }

    private String name() {
        Path name = dataset.root().getFileName();
        return name == null ? audit.root() : name.toString();
    }

    private Html header(List<FindingList> lists, List<Page.Section> sections) {
        Tag header = Tag.of("div")
                .add(
                        Tag.of("h1")
                                .text("Data check of ")
                                .add(Tag.of("span", "name").text(name())),
                        Tag.text(
                                "p",
                                Wording.images(audit.pictures()) + " of "
                                        + audit.classes().size() + " classes in "
                                        + Wording.count(audit.groups(), "group", "groups")
                                        + " that stay together in every split, read from "
                                        + audit.layout().title() + "."));
        Map<String, Integer> counts =
                new LinkedHashMap<>(deep.map(DeepSections::counts).orElse(Map.of()));
        lists.forEach(list -> counts.put(list.id(), list.findings().size()));
        counts.values().removeIf(count -> count == 0);
        if (counts.isEmpty()) {
            return header.add(Tag.of("p", "lead").add(Tag.text("span", "Nothing was found wrong.")));
        }
        Tag body = Tag.of("tbody");
        for (Page.Section section : sections) {
            if (counts.containsKey(section.id())) {
                Tag link = Tag.of("a")
                        .with("href", "#" + section.id())
                        .text(section.title().substring(0, 1).toLowerCase(Locale.ROOT)
                                + section.title().substring(1));
                body.add(Tag.of("tr")
                        .add(
                                Tag.of("th").with("scope", "row").add(link),
                                Cells.number(Wording.grouped(counts.get(section.id())))));
            }
        }
        return header.add(Tag.of("table")
                .add(Tag.text("caption", "What was found"), Cells.head(List.of("kind"), List.of("count")), body));
    }

    private Html classes() {
        int most = audit.classes().stream()
                .mapToInt(Audit.ClassSize::pictures)
                .max()
                .orElseThrow();
        Tag body = Tag.of("tbody");
        for (Audit.ClassSize each : audit.classes()) {
            body.add(Tag.of("tr")
                    .add(
                            Tag.of("th", "name").with("scope", "row").text(each.label()),
                            Cells.number(Wording.grouped(each.pictures())),
                            Tag.of("td", "plot").add(Plots.bar((double) each.pictures() / most))));
        }
        Tag head = Tag.of("tr")
                .add(
                        Cells.column("class", ""),
                        Cells.column("images", "n"),
                        Cells.column("beside the largest", "plot"));
        return Tag.of("table", "wide").add(Tag.of("thead").add(head), body);
    }
}
