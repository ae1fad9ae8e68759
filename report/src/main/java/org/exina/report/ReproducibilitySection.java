package org.exina.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exina.experiment.Chosen;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.RunRecord;
import org.exina.experiment.SizeUse;
import org.exina.model.ModelCard;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** What was asked for, what the heads chose, on what it ran, and how to run it again. */
final class ReproducibilitySection {
    private ReproducibilitySection() {}

    static List<Html> of(RunRecord record, String command) {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text("h3", "To run it again"));
        parts.add(Tag.of("pre").with("tabindex", "0").text(command));
        parts.add(
                Tag.of("p", "note")
                        .text(
                                "In the folder where the images' folder lies. Same images, same seed, same machine: same numbers."));
        parts.add(Tag.text("h3", "Settings"));
        parts.add(table(settings(record)));
        parts.add(Tag.text("h3", "Backbones"));
        parts.add(backbones(record.backbones()));
        List<Chosen> averaged = Chosen.of(record.heads());
        if (!averaged.isEmpty()) {
            parts.add(Tag.text("h3", "What was averaged"));
            parts.add(averaged(averaged, record.heads().size()));
        }
        SizeUse.of(record.heads()).ifPresent(size -> {
            parts.add(Tag.text("h3", "Size of grains"));
            parts.add(Tag.of("p", "note")
                    .text("Used in " + size.used() + " of " + size.tried() + " trainings: in those where it lowered the"
                            + " log loss of images left out of the training data by 2\u00a0% or more."));
            if (size.used() > 0) {
                parts.add(table(sizes(record.data().classes(), size.perClass())));
            }
        });
        Map<String, String> chosen = chosen(record.heads());
        if (!chosen.isEmpty()) {
            parts.add(Tag.text("h3", "What the heads chose"));
            parts.add(Tag.of("p", "note")
                    .text("Each of the " + Wording.count(record.heads().size(), "head", "heads")
                            + " chose for itself, by folds inside its own training images: the middle, and in brackets"
                            + " the least and the greatest."));
            parts.add(table(chosen));
        }
        parts.add(Tag.text("h3", "Versions"));
        parts.add(table(new TreeMap<>(record.versions())));
        return parts;
    }

    static List<Html> of(ExperimentRecord record) {
        Map<String, String> rows = record.settings().byName();
        rows.put("trained on", Wording.images(record.training()));
        rows.put("finished", Headline.date(record.finished()) + ", after " + Wording.seconds(record.seconds()));
        return List.of(
                Tag.of("p", "note")
                        .text("All that decides its numbers. Same images, same settings, same machine: same numbers."),
                table(rows),
                Tag.text("h3", "Versions"),
                table(new TreeMap<>(record.versions())));
    }

    private static Map<String, String> settings(RunRecord record) {
        RunRecord.Settings settings = record.settings();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("data", Headline.name(record));
        rows.put("fingerprint of the data", record.data().fingerprint());
        rows.put("head", settings.headTitle());
        rows.put("folds", Integer.toString(settings.folds()));
        rows.put("repeats", Integer.toString(settings.repeats()));
        rows.put("seed", Long.toString(settings.seed()));
        rows.put("crop", settings.crop().id());
        rows.put("views", Integer.toString(settings.views()));
        if (!settings.groupBy().isEmpty()) {
            rows.put("grouped by", settings.groupBy());
        }
        RunRecord.FeatureWork work = record.figures().features();
        rows.put(
                "features",
                Wording.grouped(work.computed()) + " computed, " + Wording.grouped(work.cached())
                        + " from the cache, in " + Wording.seconds(work.seconds()));
        rows.put("heads trained and tested in", Wording.seconds(record.figures().headSeconds()));
        rows.put("finished", Headline.date(record) + ", after " + Wording.seconds(record.seconds()));
        return rows;
    }

    private static Html table(Map<String, String> rows) {
        Tag body = Tag.of("tbody");
        rows.forEach((name, value) -> body.add(Tag.of("tr")
                .add(
                        Tag.text("th", name).with("scope", "row"),
                        Tag.of("td", "name").text(value))));
        return Tag.of("table").add(body);
    }

    private static Html backbones(List<RunRecord.BackboneUsed> backbones) {
        Tag body = Tag.of("tbody");
        for (RunRecord.BackboneUsed each : backbones) {
            body.add(Tag.of("tr")
                    .add(
                            Tag.of("th", "name").with("scope", "row").text(each.name()),
                            Tag.text("td", each.widthPx() + "\u00a0x\u00a0" + each.heightPx()),
                            Tag.of("td", "name").text(String.join(", ", each.taps())),
                            Cells.number(Wording.grouped(each.features())),
                            Tag.text("td", each.engine() + ", " + each.precision()),
                            Tag.of("td").add(Tag.text("code", each.fingerprint()))));
        }
        Tag head = Tag.of("tr")
                .add(
                        Cells.column("name", ""),
                        Cells.column("sees", ""),
                        Cells.column("taps", ""),
                        Cells.column("features", "n"),
                        Cells.column("engine", ""),
                        Cells.column("fingerprint", ""));
        return Tag.of("div", "scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Backbones")
                .add(Tag.of("table").add(Tag.of("thead").add(head), body));
    }

    private static Map<String, String> sizes(List<RunRecord.ClassSize> classes, List<ModelCard.ClassSize> sizes) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (int k = 0; k < sizes.size(); k++) {
            rows.put(classes.get(k).label(), sizes.get(k).text() + "\u00a0\u00b5m");
        }
        return rows;
    }

    private static Html averaged(List<Chosen> all, int trainings) {
        Tag body = Tag.of("tbody");
        for (Chosen each : all) {
            body.add(Tag.of("tr")
                    .add(
                            Tag.of("th", "name").with("scope", "row").text(each.title()),
                            Cells.number(Wording.percent(each.weight())),
                            Cells.number(each.trainings() + " of " + trainings)));
        }
        Tag head = Tag.of("tr")
                .add(
                        Cells.column("chosen by images left out of the training data", ""),
                        Cells.column("mean share", "n"),
                        Cells.column("in trainings", "n"));
        return Tag.of("table").add(Tag.of("thead").add(head), body);
    }

    /** By name: the one value, or the middle and the ends of numbers, or each word with its count. */
    private static Map<String, String> chosen(List<RunRecord.HeadTrained> heads) {
        Map<String, List<Object>> values = new TreeMap<>();
        heads.forEach(head -> head.settings()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value)));
        values.remove("head"); // asked for, not chosen
        Map<String, String> rows = new TreeMap<>();
        values.forEach((name, all) -> rows.put(name, summary(all)));
        return rows;
    }

    private static String summary(List<Object> values) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : values) {
            try {
                numbers.add(Double.valueOf(value.toString())); // earlier runs have numbers as texts
            } catch (NumberFormatException e) { // a word
                return counted(values.stream().map(Object::toString).toList());
            }
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        double least = sorted.get(0);
        double most = sorted.get(sorted.size() - 1);
        double middle = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
        return least == most
                ? Wording.significant(least)
                : Wording.significant(middle) + " (" + Wording.significant(least) + " to " + Wording.significant(most)
                        + ")";
    }

    private static String counted(List<String> words) {
        Map<String, Long> counts =
                words.stream().collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        return counts.size() == 1
                ? words.get(0)
                : counts.entrySet().stream()
                        .map(e -> e.getKey() + " (" + e.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }
}
