package org.exina.slides;

import java.io.IOException;
import java.util.List;
import org.exina.task.Progress;

/**
 * One progress over all fields: fields done, or percent where there is one field only or one that takes long by itself,
 * so that the time left is known there too. Fields weigh by the bytes of their files.
 */
final class CountProgress {
    static final String DECODING = "decoding";

    private static final long LARGE_BYTES = 30_000_000;
    private static final List<String> PHASES =
            List.of(DECODING, "measuring the background", "looking for grains", "classifying grains");
    private static final double[] ENDS = {0.25, 0.3, 0.6, 1}; // of a field's time, about

    private final Progress progress;
    private final double[] weights;
    private final double[] shares; // done, in [0, 1]
    private final boolean inPercent;
    private int finished;

    private CountProgress(Progress progress, double[] weights, boolean inPercent) {
        this.progress = progress;
        this.weights = weights;
        this.shares = new double[weights.length];
        this.inPercent = inPercent;
    }

    static CountProgress of(List<FieldFile> fields, Progress progress) throws IOException {
        double[] weights = new double[fields.size()];
        boolean large = fields.size() == 1;
        for (int i = 0; i < weights.length; i++) {
            long bytes = fields.get(i).bytes();
            weights[i] = bytes + 1e5;
            large |= bytes > LARGE_BYTES;
        }
        return new CountProgress(progress, weights, large);
    }

    /** What a field's own steps are told to. */
    Progress of(int index) {
        return (phase, done, total) -> {
            int step = PHASES.indexOf(phase);
            if (step >= 0 && total > 0) {
                double from = step == 0 ? 0 : ENDS[step - 1];
                at(index, from + (ENDS[step] - from) * done / total);
            }
        };
    }

    synchronized void done(int index) {
        finished++;
        at(index, 1);
    }

    private synchronized void at(int index, double share) {
        shares[index] = Math.max(shares[index], share);
        if (!inPercent) {
            progress.report("counting fields", finished, weights.length);
            return;
        }
        double done = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            done += weights[i] * shares[i];
            all += weights[i];
        }
        boolean end = finished == weights.length;
        progress.report("counting, percent", end ? 100 : Math.min(99, (long) (100 * done / all)), 100);
    }
}
