package org.exina.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TestPrediction;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** The images that were taken for something else, the surest answers first. */
final class Mistakes {
    /** More would make the page too large to be mailed. */
    private static final int MOST = 200;

    private final RunFolder run;
    private final List<Mistake> all;

    private Mistakes(RunFolder run, List<Mistake> all) {
        this.run = run;
        this.all = List.copyOf(all);
    }

    /**
     * An image that was mistaken.
     *
     * @param surest of its wrong answers
     * @param times how often, over the repeats
     */
    record Mistake(TestPrediction surest, int times) {}

    static Mistakes of(RunFolder run) {
        Map<String, List<TestPrediction>> byPath = new LinkedHashMap<>();
        run.predictions().stream()
                .filter(prediction -> !prediction.isCorrect())
                .forEach(prediction -> byPath.computeIfAbsent(prediction.path(), any -> new ArrayList<>())
                        .add(prediction));
        List<Mistake> all = new ArrayList<>();
        byPath.values()
                .forEach(wrong -> all.add(new Mistake(
                        wrong.stream()
                                .max(Comparator.comparingDouble(TestPrediction::confidence))
                                .orElseThrow(),
                        wrong.size())));
        all.sort(Comparator.comparingDouble((Mistake m) -> m.surest().confidence())
                .reversed()); // stable: then in the order of the data set
        return new Mistakes(run, all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** All of them, also those that are not shown. */
    List<Mistake> all() {
        return all;
    }

    /** Of the images to be shown. */
    List<String> paths() {
        return shown().stream().map(TestPrediction::path).toList();
    }

    /** The answers to be shown. */
    List<TestPrediction> shown() {
        return all.stream().limit(MOST).map(Mistake::surest).toList();
    }

    List<Html> html(EmbeddedImages images, Optional<HeatMaps> heat) {
        if (all.isEmpty()) {
            return List.of(Tag.text("p", "There is none: every image was recognised."));
        }
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                Wording.images(all.size())
                        + ", the surest mistakes first. Look at the first ones well: a wrong label, a"
                        + " second grain or a damaged image is most often found there."));
        if (all.size() > MOST) {
            parts.add(Tag.of("p", "note")
                    .text("Shown are the first " + MOST + " of " + Wording.grouped(all.size())
                            + "; predictions.csv in the run's folder has all answers."));
        }
        if (heat.isPresent()) {
            parts.add(Tag.text("p", "Beside each image: what spoke for the answer, as above."));
        }
        Tag gallery = Tag.of("ul", heat.isPresent() ? "gallery heated" : "gallery");
        all.stream().limit(MOST).forEach(mistake -> gallery.add(item(mistake, images, heat)));
        parts.add(gallery);
        return parts;
    }

    private Html item(Mistake mistake, EmbeddedImages images, Optional<HeatMaps> heat) {
        TestPrediction prediction = mistake.surest();
        String is = run.classes().get(prediction.label());
        String takenFor = run.classes().get(prediction.predicted());
        int repeats = run.record().settings().repeats();
        Tag caption = Tag.of("figcaption")
                .add(
                        line("is ", "right", is, ""),
                        line("taken for ", "wrong", takenFor, ", " + Wording.percent(prediction.confidence())),
                        Tag.text(
                                "div",
                                "(" + is + " got " + Wording.percent(prediction.probability(prediction.label()))
                                        + ")"));
        if (repeats > 1) {
            caption.add(Tag.text("div", "wrong in " + mistake.times() + " of " + repeats + " repeats"));
        }
        caption.add(Tag.path(prediction.path()));
        Html image = images.show(prediction.path(), is + " taken for " + takenFor);
        Html shown = heat.<Html>map(maps -> Tag.of("div", "both").add(image).add(maps.show(prediction, takenFor)))
                .orElse(image);
        return Tag.of("li").add(Tag.of("figure").add(shown, caption));
    }

    private static Html line(String before, String style, String label, String after) {
        return Tag.of("div")
                .text(before)
                .add(Tag.of("b", "name " + style).text(label))
                .text(after);
    }
}
