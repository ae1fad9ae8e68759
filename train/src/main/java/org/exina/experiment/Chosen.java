package org.exina.experiment;

import java.util.Arrays;
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
    private static final String KEY = "chosen";

    /** Over all trainings, the largest share first; empty when nothing was chosen so. */
    public static List<Chosen> of(List<RunRecord.HeadTrained> heads) {
        Map<String, Double> weights = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (RunRecord.HeadTrained head : heads) {
            for (String line : lines(head.settings(), KEY)) {
                String[] words = line.split(" x ", 2);
                String title = words[1].replaceAll("; logistic:l2=[0-9.]+", "; logistic");
                weights.merge(title, Double.parseDouble(words[0]) / heads.size(), Double::sum);
                counts.merge(title, 1, Integer::sum);
            }
        }
        return weights.entrySet().stream()
                .map(each -> new Chosen(each.getKey(), each.getValue(), counts.get(each.getKey())))
                .sorted(Comparator.comparingDouble(Chosen::weight).reversed())
                .toList();
    }

    /** Of a setting that has several; none when it is not there. */
    public static List<String> lines(Map<String, String> settings, String key) {
        return settings.containsKey(key) ? Arrays.asList(settings.get(key).split("\n")) : List.of();
    }
}
