package org.exina.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exina.model.ModelCard;

/**
 * What trainings that choose for themselves made of the size of grains, see {@link org.exina.head.select.AutomaticHead}.
 *
 * @param used in how many trainings it was chosen
 * @param tried in how many it was tried
 * @param perClass in the order of the classes, the mean of those trainings; none when it was never chosen
 */
public record SizeUse(int used, int tried, List<ModelCard.ClassSize> perClass) {
    private static final String WEIGHT = "sizeWeight";
    private static final String SIZES = "sizes";

    public SizeUse {
        perClass = List.copyOf(perClass);
    }

    /** Over all trainings; empty when size was tried in none. */
    public static Optional<SizeUse> of(List<RunRecord.HeadTrained> heads) {
        long tried = heads.stream()
                .filter(head -> head.settings().containsKey(WEIGHT))
                .count();
        List<List<ModelCard.ClassSize>> all = heads.stream()
                .filter(head -> head.settings().containsKey(SIZES))
                .map(head -> Chosen.lines(head.settings(), SIZES).stream()
                        .map(SizeUse::size)
                        .toList())
                .toList();
        return tried == 0 ? Optional.empty() : Optional.of(new SizeUse(all.size(), (int) tried, means(all)));
    }

    /** Mean and deviation, parted by a tabulator. */
    private static ModelCard.ClassSize size(String line) {
        String[] words = line.split("\t", -1);
        return new ModelCard.ClassSize(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
    }

    private static List<ModelCard.ClassSize> means(List<List<ModelCard.ClassSize>> all) {
        List<ModelCard.ClassSize> means = new ArrayList<>();
        for (int k = 0; !all.isEmpty() && k < all.get(0).size(); k++) {
            double mean = 0;
            double deviation = 0;
            for (List<ModelCard.ClassSize> each : all) {
                mean += each.get(k).mean() / all.size();
                deviation += each.get(k).deviation() / all.size();
            }
            means.add(new ModelCard.ClassSize(mean, deviation));
        }
        return means;
    }
}
