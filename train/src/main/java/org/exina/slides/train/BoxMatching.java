package org.exina.slides.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.image.Box;

/**
 * Which detection is which true grain. From the most certain detection down, each takes the true box that it overlaps most among
 * those not yet taken, if it overlaps it enough (as COCO's evaluation does: T.-Y. Lin et al., Microsoft COCO: Common Objects
 * in Context, 2014; pycocotools). Equally certain detections are taken in the order given.
 *
 * @param pairs from the most certain down
 * @param falseFinds detections without a true grain, in the order given
 * @param missed true grains without a detection, in the order given
 */
public record BoxMatching(List<Pair> pairs, List<Integer> falseFinds, List<Integer> missed) {
    /**
     * A detection and its true grain.
     *
     * @param found its index
     * @param truth its index
     * @param overlap {@link Box#intersectionOverUnion}
     */
    public record Pair(int found, int truth, double overlap) {}

    public BoxMatching {
        pairs = List.copyOf(pairs);
        falseFinds = List.copyOf(falseFinds);
        missed = List.copyOf(missed);
    }

    /**
     * Matches boxes, whatever their labels.
     *
     * @param certainties one for each found box
     * @param threshold least overlap, in (0, 1]
     */
    public static BoxMatching of(List<Box> found, List<Double> certainties, List<Box> truth, double threshold) {
        if (found.size() != certainties.size()) {
            throw new IllegalArgumentException("expected a certainty for each of the detections, got "
                    + certainties.size() + " for " + found.size());
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in (0, 1], got " + threshold);
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, found.size()).boxed().toList());
        order.sort(Comparator.comparing(certainties::get).reversed()); // stable
        boolean[] taken = new boolean[truth.size()];
        boolean[] right = new boolean[found.size()];
        List<Pair> pairs = new ArrayList<>();
        for (int f : order) {
            int best = -1;
            double most = 0;
            for (int t = 0; t < taken.length; t++) {
                double overlap = taken[t] ? 0 : found.get(f).intersectionOverUnion(truth.get(t));
                if (overlap >= threshold && overlap > most) {
                    best = t;
                    most = overlap;
                }
            }
            if (best >= 0) {
                taken[best] = true;
                right[f] = true;
                pairs.add(new Pair(f, best, most));
            }
        }
        return new BoxMatching(pairs, without(right), without(taken));
    }

    private static List<Integer> without(boolean[] matched) {
        return IntStream.range(0, matched.length)
                .filter(i -> !matched[i])
                .boxed()
                .toList();
    }
}
