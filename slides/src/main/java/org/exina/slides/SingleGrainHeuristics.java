package org.exina.slides;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.exina.image.Box;

/**
 * Which candidates are grains, for a model that was trained on single grains and knows nothing of debris: those that are
 * convex, of about the size and contrast of most that stands out on the field, and no smaller than that unless the model
 * knows them. Air bubbles and what is far out of focus have little contrast; debris is unlike all training images, small or
 * of odd shape.
 *
 * <p>All figures were chosen on 40 synthetic fields (925 grains), see docs/slides.md.
 */
final class SingleGrainHeuristics {
    private static final double LEAST_SOLIDITY = 0.75;
    private static final double CONVEX = 0.9; // so convex that it is no clump
    private static final double TYPICAL = 0.93; // so convex that it tells what is typical: at 0.9 a clump once did
    private static final double LEAST_SIZE = 0.6; // by the typical diameter
    private static final double LEAST_UNKNOWN_SIZE = 0.7;
    private static final double LEAST_KNOWN_SIZE = 0.25;
    private static final double LEAST_SEEN = 0.3; // of the typical diameter: less of a grain at the border is a sliver
    private static final double SURE = 0.9; // probability of small ones
    private static final double LEAST_CONTRAST = 0.45; // by the typical contrast
    private static final double SIZE_POWER = 0.3; // how much a part of a grain is worth less than the whole

    private final double diameter; // typical; 0 when there is none
    private final double contrast;
    private final int width;
    private final int height;

    SingleGrainHeuristics(List<Candidate> candidates, int width, int height) {
        this.width = width;
        this.height = height;
        List<Candidate> convex =
                candidates.stream().filter(each -> each.solidity() >= TYPICAL).toList();
        this.diameter = median(convex, SingleGrainHeuristics::diameter);
        this.contrast = median(
                convex.stream()
                        .filter(each -> diameter(each) > LEAST_SIZE * diameter)
                        .toList(),
                Candidate::contrast);
    }

    /** By area: a field has many specks, but most of what is covered is covered by grains. */
    private static double median(List<Candidate> candidates, ToDoubleFunction<Candidate> figure) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(figure));
        double half = sorted.stream().mapToDouble(Candidate::areaPx).sum() / 2;
        double sum = 0;
        for (Candidate each : sorted) {
            sum += each.areaPx();
            if (sum >= half) {
                return figure.applyAsDouble(each);
            }
        }
        return 0;
    }

    /** How much it looks like a single grain: its solidity, or 0 when it is none. */
    double likeness(Candidate candidate, CandidatePrediction answer) {
        boolean cutOff = isCutOff(candidate.box());
        double size = size(candidate, cutOff);
        int narrow = Math.min(candidate.box().width(), candidate.box().height());
        if (candidate.contrast() < LEAST_CONTRAST * contrast
                || candidate.solidity() < LEAST_SOLIDITY
                || (cutOff && narrow < LEAST_SEEN * diameter)) {
            return 0;
        }
        if (size < LEAST_SIZE * diameter) {
            boolean known = !answer.unknown()
                    && candidate.solidity() >= CONVEX
                    && answer.probabilities().stream().anyMatch(p -> p >= SURE);
            return known && size >= LEAST_KNOWN_SIZE * diameter ? candidate.solidity() : 0;
        }
        return answer.unknown() && !cutOff && size < LEAST_UNKNOWN_SIZE * diameter ? 0 : candidate.solidity();
    }

    /** The higher the sooner it is kept: of touching grains the whole is less convex, of a grain a part is smaller. */
    double score(Candidate candidate, double likeness) {
        double size = size(candidate, isCutOff(candidate.box()));
        return likeness * Math.pow(Math.min(1, size / Math.max(1, diameter)), SIZE_POWER);
    }

    private boolean isCutOff(Box box) {
        return box.x() <= 0 || box.y() <= 0 || box.right() >= width || box.bottom() >= height;
    }

    /** Its diameter; of one cut off, about what its longer side tells. */
    private static double size(Candidate candidate, boolean cutOff) {
        double size = diameter(candidate);
        int side = Math.max(candidate.box().width(), candidate.box().height());
        return cutOff ? Math.max(size, 0.9 * side) : size;
    }

    private static double diameter(Candidate candidate) {
        return 2 * Math.sqrt(candidate.areaPx() / Math.PI);
    }
}
