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
    public SizeUse {
        perClass = List.copyOf(perClass);
    }

    /** Over all trainings; empty when size was tried in none. */
    public static Optional<SizeUse> of(List<RunRecord.HeadTrained> heads) {
        List<ModelCard.Selection> tried = heads.stream()
                .flatMap(head -> head.selection().stream())
                .filter(selection -> !selection.sizeTried().isEmpty())
                .toList();
        List<List<ModelCard.ClassSize>> all = tried.stream()
                .map(ModelCard.Selection::sizes)
                .filter(sizes -> !sizes.isEmpty())
                .toList();
        return tried.isEmpty() ? Optional.empty() : Optional.of(new SizeUse(all.size(), tried.size(), means(all)));
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
