package org.exina.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What trainings that choose for themselves averaged, see {@link org.exina.head.select.AutomaticHead}.
 *
 * @param title features and head
 * @param weight its mean share over all trainings
 * @param trainings in how many it had one
 */
public record Chosen(String title, double weight, int trainings) {
    /** Over all trainings, the largest share first; empty when nothing was chosen so. */
    public static List<Chosen> of(List<RunRecord.HeadTrained> heads) {
        Map<String, Double> weights = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (RunRecord.HeadTrained head : heads) {
            head.selection().stream()
                    .flatMap(selection -> selection.chosen().stream())
                    .forEach(each -> {
                        String title = each.title().replaceAll("; logistic:l2=[0-9.]+", "; logistic");
                        weights.merge(title, each.weight() / heads.size(), Double::sum);
                        counts.merge(title, 1, Integer::sum);
                    });
        }
        return weights.entrySet().stream()
                .map(each -> new Chosen(each.getKey(), each.getValue(), counts.get(each.getKey())))
                .sorted(Comparator.comparingDouble(Chosen::weight).reversed())
                .toList();
    }
}
