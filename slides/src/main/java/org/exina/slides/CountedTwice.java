package org.exina.slides;

import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;

/** Fields whose grains lie where those of another lie: one image saved twice in different formats, or planes of focus. */
final class CountedTwice {
    private static final int LEAST_GRAINS = 3; // fewer may lie alike by chance
    private static final int MOST_LOOKED_AT = 20;
    private static final double SAME = 0.7; // intersection over union
    private static final double MOST_MISSED = 0.2;

    private CountedTwice() {}

    /** The same fields, those that come again with a remark: they stay counted, for only a person can tell. */
    static List<CountedField> remarked(List<CountedField> fields) {
        List<CountedField> remarked = new ArrayList<>();
        for (CountedField field : fields) {
            CountedField now = remarked.stream()
                    .filter(before -> isSame(before, field))
                    .findFirst()
                    .map(before -> field.remarked("Its grains lie where those of " + before.name()
                            + " lie: one field in two files, or two planes of focus, and counted twice. Leave one of them"
                            + " out, or have the planes merged."))
                    .orElse(field);
            remarked.add(now);
        }
        return remarked;
    }

    private static boolean isSame(CountedField one, CountedField other) {
        return one.width() == other.width()
                && one.height() == other.height()
                && !one.grains().isEmpty()
                && (boxes(one).equals(boxes(other))
                        || (isWithin(one.grains(), other.grains()) && isWithin(other.grains(), one.grains())));
    }

    private static List<Box> boxes(CountedField field) {
        return field.grains().stream().map(Grain::box).toList();
    }

    private static boolean isWithin(List<Grain> some, List<Grain> all) {
        int looked = Math.min(MOST_LOOKED_AT, some.size());
        int missed = 0;
        for (int i = 0; i < looked; i++) {
            Box box = some.get(i).box();
            if (all.stream().noneMatch(grain -> box.intersectionOverUnion(grain.box()) >= SAME)
                    && ++missed > MOST_MISSED * looked) {
                return false;
            }
        }
        return looked >= LEAST_GRAINS;
    }
}
