package org.exina.labelling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.exina.metric.CohenKappa;
import org.exina.metric.IntervalEstimate;

/**
 * How far two people's labels of the same images agree. Plain records, for JSON.
 *
 * @param both images that both labelled
 * @param onlyFirst images that only the first did
 * @param onlySecond images that only the second did
 * @param agreed share of those both labelled that have the same label
 * @param kappa see {@link CohenKappa}; empty when it is not defined
 * @param pairs which labels were given to one image, and how often; the most frequent first
 * @param disagreements each image that has two labels
 */
public record Agreement(
        int both,
        int onlyFirst,
        int onlySecond,
        IntervalEstimate agreed,
        Optional<IntervalEstimate> kappa,
        List<Pair> pairs,
        List<Disagreement> disagreements) {
    public Agreement {
        pairs = List.copyOf(pairs);
        disagreements = List.copyOf(disagreements);
    }

    /** Two different labels for the same images. */
    public record Pair(String first, String second, int images) {}

    /** An image with two labels. */
    public record Disagreement(String image, String first, String second) {}

    /**
     * Compares.
     *
     * @param first labels by image
     * @param second the same of the other
     * @param names what people call the images
     */
    static Agreement of(Map<String, String> first, Map<String, String> second, Map<String, String> names) {
        List<String> images = first.keySet().stream()
                .filter(second::containsKey)
                .sorted(Comparator.comparing((String image) -> names.get(image)).thenComparing(image -> image))
                .toList();
        Map<String, Integer> numbers = new TreeMap<>();
        TreeSet<String> labels = new TreeSet<>(first.values());
        labels.addAll(second.values());
        labels.forEach(label -> numbers.put(label, numbers.size()));
        long[][] counts = new long[numbers.size()][numbers.size()];
        Map<List<String>, Integer> pairs = new LinkedHashMap<>();
        List<Disagreement> disagreements = new ArrayList<>();
        for (String image : images) {
            String one = first.get(image);
            String other = second.get(image);
            counts[numbers.get(one)][numbers.get(other)]++;
            if (!one.equals(other)) {
                pairs.merge(List.of(one, other), 1, Integer::sum);
                disagreements.add(new Disagreement(names.get(image), one, other));
            }
        }
        return new Agreement(
                images.size(),
                first.size() - images.size(),
                second.size() - images.size(),
                IntervalEstimate.share(images.size() - disagreements.size(), images.size()),
                CohenKappa.of(counts),
                pairs.entrySet().stream()
                        .map(each ->
                                new Pair(each.getKey().get(0), each.getKey().get(1), each.getValue()))
                        .sorted((a, b) -> Integer.compare(b.images(), a.images()))
                        .toList(),
                disagreements);
    }
}
