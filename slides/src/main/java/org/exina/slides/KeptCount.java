package org.exina.slides;

import java.util.List;
import org.exina.image.Box;

/**
 * A counted field as a line of the journal.
 *
 * @param key of all that decides what is found
 */
record KeptCount(String key, int width, int height, List<KeptGrain> grains, List<String> remarks) {
    KeptCount {
        grains = List.copyOf(grains);
        remarks = List.copyOf(remarks);
    }

    /** A grain as plain values. */
    record KeptGrain(Box box, String label, double probability, String second, double secondProbability, long areaPx) {}

    static KeptCount of(String key, CountedField field) {
        List<KeptGrain> grains = field.grains().stream()
                .map(g -> new KeptGrain(
                        g.box(), g.label(), g.probability(), g.second(), g.secondProbability(), g.areaPx()))
                .toList();
        return new KeptCount(key, field.width(), field.height(), grains, field.remarks());
    }

    CountedField as(FieldFile field) {
        List<Grain> found = grains.stream()
                .map(g -> new Grain(g.box(), g.label(), g.probability(), g.second(), g.secondProbability(), g.areaPx()))
                .toList();
        return new CountedField(field.name(), field.path(), width, height, found, remarks);
    }
}
