package org.exina.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Counts of drawn fields: most right, some too low, a few of grains that are not there. */
final class Fields {
    private Fields() {}

    /**
     * True and counted numbers of grains, drawn from a fixed seed.
     *
     * @param usual grains of the type that is least rare; every type after it has fewer
     * @param prefix of the names of types, which a number follows
     */
    static List<CountPair> of(int fields, int types, double usual, String prefix) {
        Random random = new Random(1);
        List<CountPair> all = new ArrayList<>();
        for (int i = 0; i < fields * types; i++) {
            int type = i % types;
            double richness = usual * Math.exp(random.nextGaussian()) / (1 + type / 2.0);
            long truth = (long) (random.nextInt(3) == 0 ? richness + random.nextDouble() : 0);
            long missed = Math.round(truth * 0.12 * random.nextDouble());
            long others = random.nextInt(12) == 0 ? 1 + random.nextInt(2) : 0;
            all.add(new CountPair(prefix + type, truth, truth - missed + others));
        }
        return all;
    }
}
