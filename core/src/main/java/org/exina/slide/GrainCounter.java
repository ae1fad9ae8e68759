package org.exina.slide;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.predict.Classifier;
import org.exina.predict.Prediction;
import org.exina.store.Progress;

/**
 * Finds, classifies and counts the grains of a field.
 *
 * <p>Every candidate is cut out and classified. A model that was trained on boxes has a class {@link Grain#DEBRIS}, which
 * tells it what is no grain, and which of a clump and its parts are grains. For one that was trained on single grains the
 * roundest are taken: a clump is less convex than its parts; what is not convex at all counts as debris.
 */
public final class GrainCounter {
    /** Less convex things are no single grains. */
    private static final double LEAST_SOLIDITY = 0.8;

    private static final int BATCH = 32;

    private final Classifier model;
    private final SlideCard card;

    /** @param model still the caller's to close */
    public GrainCounter(Classifier model, SlideCard card) {
        this.model = model;
        this.card = card;
    }

    /**
     * Counts a field.
     *
     * @param name see {@link CountedField}
     * @param file see {@link CountedField}
     * @param field its pixels; asked for from several threads where it is large
     * @throws InterruptedIOException when the thread is interrupted
     */
    public CountedField count(String name, Path file, Cut.Reader field, int width, int height, Progress progress)
            throws IOException {
        List<Candidate> candidates = Tiles.find(card.finder(), field, width, height, progress);
        List<Sieve.Scored<Judged>> judged = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += BATCH) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while classifying grains; nothing was written");
            }
            List<Candidate> part = candidates.subList(from, Math.min(candidates.size(), from + BATCH));
            List<RgbImage> cut = new ArrayList<>();
            for (Candidate each : part) {
                cut.add(Cut.square(field, width, height, each.box(), card.margin()));
            }
            List<Prediction> predictions = model.classify(cut);
            for (int i = 0; i < part.size(); i++) {
                judged.add(scored(part.get(i), predictions.get(i)));
            }
            progress.report("classifying grains", from + part.size(), candidates.size());
        }
        List<Grain> grains = Sieve.keep(judged).stream()
                .map(each -> grain(each.what(), each.score(), width, height))
                .toList();
        return new CountedField(name, file, width, height, grains, remarks(grains));
    }

    private record Judged(Candidate candidate, Prediction prediction) {}

    private Sieve.Scored<Judged> scored(Candidate candidate, Prediction prediction) {
        int debris = model.classes().indexOf(Grain.DEBRIS);
        double score = debris >= 0
                ? 1 - prediction.probabilities()[debris]
                : candidate.solidity() >= LEAST_SOLIDITY ? candidate.solidity() : 0;
        return new Sieve.Scored<>(candidate.box(), score, new Judged(candidate, prediction));
    }

    private Grain grain(Judged judged, double score, int width, int height) {
        Prediction prediction = judged.prediction();
        Box box = grown(judged.candidate().box(), card.finder().growth(), width, height);
        long area = Math.min(judged.candidate().areaPx(), box.area());
        List<Prediction.Ranked> known = prediction.top(model.classes().size()).stream()
                .filter(each -> !each.label().equals(Grain.DEBRIS))
                .toList();
        Prediction.Ranked first = known.get(0);
        if (score < card.leastScore()) {
            return new Grain(box, Grain.DEBRIS, Math.min(1, 1 - score), first.label(), first.probability(), area);
        }
        if (prediction.isUnknown()) {
            return new Grain(box, Grain.UNKNOWN, first.probability(), first.label(), first.probability(), area);
        }
        Prediction.Ranked second = known.size() > 1 ? known.get(1) : new Prediction.Ranked(Grain.DEBRIS, 0);
        return new Grain(box, first.label(), first.probability(), second.label(), second.probability(), area);
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

    private static List<String> remarks(List<Grain> grains) {
        if (grains.isEmpty()) {
            return List.of("Nothing stands out from the background: the field is empty, all black, or out of focus.");
        }
        if (grains.stream().allMatch(Grain::isDebris)) {
            return List.of("No grain found: all that stands out looks like debris.");
        }
        return List.of();
    }
}
