package org.exina.slides;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.image.Box;

/**
 * Makes grains of candidates, from what a model says of each.
 *
 * <p>A model that was trained on boxes has a class {@link Grain#DEBRIS}, which tells it what is no grain, and which of a
 * clump and its parts are grains. For one that was trained on single grains {@link SingleGrainHeuristics} tell it.
 */
public final class GrainSelector {
    private final List<String> classes;
    private final DetectionSettings card;
    private final int debris; // its class index, or -1
    private final boolean acceptAll;

    public GrainSelector(List<String> classes, DetectionSettings card) {
        this(classes, card, false);
    }

    /**
     * A judge by a model of these classes, whether debris is one of them or not.
     *
     * @param acceptAll whether each grain is named, also one unlike all that the model was trained on
     */
    public GrainSelector(List<String> classes, DetectionSettings card, boolean acceptAll) {
        this.classes = List.copyOf(classes);
        this.card = card;
        this.debris = classes.indexOf(Grain.DEBRIS);
        this.acceptAll = acceptAll;
    }

    /**
     * A candidate and the model's answer.
     *
     * @param likeness how much it looks like a grain, in [0, 1]
     */
    private record LikelyGrain(Candidate candidate, CandidatePrediction answer, double likeness) {}

    /**
     * The grains of a field, debris among them, and how certain it is of each that it is a grain of its label.
     *
     * @param answers one for each candidate
     * @param width of the field in pixels
     * @param height of the field in pixels
     */
    public List<Detection> grains(
            List<Candidate> candidates, List<CandidatePrediction> answers, int width, int height) {
        SingleGrainHeuristics rules = new SingleGrainHeuristics(candidates, width, height);
        List<NonMaximumSuppression.Scored<LikelyGrain>> judged = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            CandidatePrediction answer = answers.get(i);
            double likeness = debris >= 0 ? 1 - answer.probabilities().get(debris) : rules.likeness(candidate, answer);
            double score = debris >= 0 ? likeness * Math.sqrt(candidate.solidity()) : rules.score(candidate, likeness);
            judged.add(new NonMaximumSuppression.Scored<>(
                    candidate.box(), score, new LikelyGrain(candidate, answer, likeness)));
        }
        return NonMaximumSuppression.keep(judged).stream()
                .map(each -> found(each.what(), width, height))
                .toList();
    }

    private Detection found(LikelyGrain judged, int width, int height) {
        Box box = grown(judged.candidate().box(), card.detector().growth(), width, height);
        long area = Math.min(judged.candidate().areaPx(), box.area());
        List<Double> probabilities = judged.answer().probabilities();
        List<Integer> types = IntStream.range(0, classes.size())
                .filter(type -> type != debris)
                .boxed()
                .sorted(Comparator.comparingDouble(type -> -probabilities.get(type))) // stable
                .toList();
        String first = classes.get(types.get(0));
        double probability = within(probabilities.get(types.get(0)));
        if (judged.likeness() < card.leastScore()) {
            double no = within(1 - judged.likeness());
            return new Detection(new Grain(box, Grain.DEBRIS, no, first, probability, area), no);
        }
        if (judged.answer().unknown() && !acceptAll) {
            Grain unknown = new Grain(box, Grain.UNKNOWN, probability, first, probability, area);
            return new Detection(unknown, probability);
        }
        String second = types.size() > 1 ? classes.get(types.get(1)) : Grain.DEBRIS;
        double secondProbability = types.size() > 1 ? within(probabilities.get(types.get(1))) : within(1 - probability);
        return new Detection(new Grain(box, first, probability, second, secondProbability, area), probability);
    }

    /** Sums of floats may pass 1 by a digit. */
    private static double within(double probability) {
        return Math.min(1, Math.max(0, probability));
    }

    /** As people draw boxes around such outlines. */
    static Box grown(Box box, double growth, int width, int height) {
        int across = (int) Math.round(box.width() * growth / 2);
        int down = (int) Math.round(box.height() * growth / 2);
        if (box.width() + 2 * across < 1 || box.height() + 2 * down < 1) {
            return box;
        }
        return new Box(box.x() - across, box.y() - down, box.width() + 2 * across, box.height() + 2 * down)
                .clipped(width, height);
    }
}
