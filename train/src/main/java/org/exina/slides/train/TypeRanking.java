package org.exina.slides.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.exina.metric.AveragePrecision;
import org.exina.slides.Detection;

/** All detections called one type, from the most certain down, and whether each is right: matched with a true one of the type. */
final class TypeRanking {
    private final String type;
    private final double[] certainties; // falling
    private final boolean[] right;
    private final int[] groups; // of each detection
    private final int[] truths; // of each group

    private TypeRanking(String type, List<Ranked> finds, int[] truths) {
        this.type = type;
        this.certainties = finds.stream().mapToDouble(Ranked::certainty).toArray();
        this.groups = finds.stream().mapToInt(Ranked::group).toArray();
        this.right = new boolean[finds.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = finds.get(i).right();
        }
        this.truths = truths;
    }

    private record Ranked(double certainty, boolean right, int group) {}

    static TypeRanking of(String type, List<EvaluatedField> fields, int[] groupOf, int groups, double threshold) {
        int[] truths = new int[groups];
        List<Ranked> finds = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            List<Detection> found = fields.get(f).grains().stream()
                    .filter(each -> each.grain().label().equals(type))
                    .toList();
            List<GroundTruthGrain> truth = fields.get(f).truth().stream()
                    .filter(grain -> grain.label().equals(type))
                    .toList();
            truths[groupOf[f]] += truth.size();
            BoxMatching matching = BoxMatching.of(
                    found.stream().map(each -> each.grain().box()).toList(),
                    found.stream().map(Detection::certainty).toList(),
                    truth.stream().map(GroundTruthGrain::box).toList(),
                    threshold);
            for (int i = 0; i < found.size(); i++) {
                finds.add(new Ranked(
                        found.get(i).certainty(), !matching.falseFinds().contains(i), groupOf[f]));
            }
        }
        finds.sort(Comparator.comparingDouble(Ranked::certainty).reversed());
        return new TypeRanking(type, finds, truths);
    }

    String type() {
        return type;
    }

    int found() {
        return certainties.length;
    }

    int truths() {
        int sum = 0;
        for (int count : truths) {
            sum += count;
        }
        return sum;
    }

    /** Of so many copies of each group; NaN when there is no true one in them. */
    double averagePrecision(int[] copies) {
        int all = 0;
        for (int g = 0; g < truths.length; g++) {
            all += copies[g] * truths[g];
        }
        return all == 0 ? Double.NaN : AveragePrecision.ofCopies(certainties, right, i -> copies[groups[i]], all);
    }
}
