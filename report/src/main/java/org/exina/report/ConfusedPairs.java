package org.exina.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.metric.ConfusionMatrix;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** Which classes are taken for one another most, with images of both. */
final class ConfusedPairs {
    private static final int MOST = 10;
    private static final int EXAMPLES = 4;
    private static final int TYPICAL = 2;

    private final RunFolder run;
    private final List<Pair> pairs;
    private final int more;

    private ConfusedPairs(RunFolder run, List<Pair> pairs, int more) {
        this.run = run;
        this.pairs = pairs;
        this.more = more;
    }

    /**
     * One class taken for another.
     *
     * @param mistaken some answers that did
     * @param ofLabel answers to images of the true class, surely recognised
     * @param ofPredicted the same of the class they were taken for
     */
    private record Pair(
            ConfusionMatrix.Confusion counted,
            List<TestPrediction> mistaken,
            List<TestPrediction> ofLabel,
            List<TestPrediction> ofPredicted) {
        Stream<TestPrediction> predictions() {
            return Stream.of(mistaken, ofLabel, ofPredicted).flatMap(List::stream);
        }
    }

    static ConfusedPairs of(RunFolder run, Mistakes mistakes) {
        int[] labels =
                run.predictions().stream().mapToInt(TestPrediction::label).toArray();
        int[] predicted =
                run.predictions().stream().mapToInt(TestPrediction::predicted).toArray();
        ConfusionMatrix matrix =
                ConfusionMatrix.of(labels, predicted, run.classes().size());
        List<ConfusionMatrix.Confusion> all = matrix.mostConfused(Integer.MAX_VALUE);
        List<Pair> pairs = new ArrayList<>();
        for (ConfusionMatrix.Confusion each : all.subList(0, Math.min(MOST, all.size()))) {
            List<TestPrediction> mistaken = mistakes.all().stream()
                    .map(Mistakes.Mistake::surest)
                    .filter(o -> o.label() == each.label() && o.predicted() == each.predicted())
                    .limit(EXAMPLES)
                    .toList();
            pairs.add(new Pair(each, mistaken, typical(run, each.label()), typical(run, each.predicted())));
        }
        return new ConfusedPairs(run, pairs, all.size() - pairs.size());
    }

    /** Of different groups: duplicates would show the same thing. */
    private static List<TestPrediction> typical(RunFolder run, int label) {
        Set<Integer> groups = new HashSet<>();
        return run.predictions().stream()
                .filter(o -> o.label() == label && o.isCorrect())
                .sorted(Comparator.comparingDouble(TestPrediction::confidence).reversed())
                .filter(o -> groups.add(o.group()))
                .limit(TYPICAL)
                .toList();
    }

    /** Of the images to be shown. */
    List<String> paths() {
        return shown().stream().map(TestPrediction::path).distinct().toList();
    }

    /** The answers to be shown. */
    List<TestPrediction> shown() {
        return pairs.stream().flatMap(Pair::predictions).distinct().toList();
    }

    List<Html> html(EmbeddedImages images, Optional<HeatMaps> heat) {
        List<Html> parts = new ArrayList<>();
        parts.add(Tag.text(
                "p",
                "Beside the images that were mistaken stand some of both classes that were recognised with most"
                        + " confidence, to compare."));
        heat.ifPresent(maps -> parts.add(maps.meaning()));
        for (Pair pair : pairs) {
            parts.add(html(pair, images, heat));
        }
        if (more > 0) {
            parts.add(Tag.of("p", "note")
                    .text("... and " + Wording.count(more, "more pair", "more pairs") + ", see the matrix above."));
        }
        return parts;
    }

    private Html html(Pair pair, EmbeddedImages images, Optional<HeatMaps> heat) {
        RunRecord.Settings settings = run.record().settings();
        String label = run.classes().get(pair.counted().label());
        String predicted = run.classes().get(pair.counted().predicted());
        return Tag.of("div", "pair")
                .add(
                        Tag.of("h3")
                                .add(Tag.of("span", "name right").text(label))
                                .text(" taken for ")
                                .add(Tag.of("span", "name wrong").text(predicted))
                                .text(", " + Wording.count(pair.counted().count(), "time", "times")
                                        + (settings.repeats() > 1 ? " in " + settings.repeats() + " repeats" : "")),
                        Tag.of("div", "strips")
                                .add(strip(
                                        "mistaken", pair.mistaken(), label + " taken for " + predicted, images, heat))
                                .add(strip(
                                        label + ", recognised", pair.ofLabel(), label + ", recognised", images, heat))
                                .add(strip(
                                        predicted + ", recognised",
                                        pair.ofPredicted(),
                                        predicted + ", recognised",
                                        images,
                                        heat)));
    }

    private List<Html> strip(
            String title,
            List<TestPrediction> predictions,
            String alt,
            EmbeddedImages images,
            Optional<HeatMaps> heat) {
        if (predictions.isEmpty()) {
            return List.of();
        }
        Tag list = Tag.of("ul", heat.isPresent() ? "strip heated" : "strip");
        for (TestPrediction prediction : predictions) {
            Tag item = Tag.of("li").with("title", prediction.path()).add(images.show(prediction.path(), alt));
            heat.ifPresent(maps -> item.add(maps.show(prediction, run.classes().get(prediction.predicted()))));
            list.add(item);
        }
        return List.of(Tag.of("div").add(Tag.of("p", "name").text(title), list));
    }
}
