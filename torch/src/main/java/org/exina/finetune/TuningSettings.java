package org.exina.finetune;

import java.util.Map;
import java.util.TreeMap;
import org.exina.augment.Augmentation;
import org.exina.experiment.TuningRecord;
import org.exina.torch.Optimizer;
import org.exina.torch.Schedule;
import org.exina.torch.TrainingConfig;

/**
 * How a network is tuned.
 *
 * @param part which of its layers learn
 * @param passes how often the images are seen
 * @param optimizer with the learning rate of the classifier and the last block
 * @param depthDecay factor of the learning rate from block to block towards the pixels, in (0, 1]
 * @param batchNormTrained whether batch norms learn and take their means from the batch; else they stay as they are
 * @param augmentation of each image anew in each epoch
 * @param seed of all that is random
 */
public record TuningSettings(
        Part part,
        EpochSettings passes,
        Optimizer optimizer,
        double depthDecay,
        boolean batchNormTrained,
        Augmentation augmentation,
        long seed) {
    public TuningSettings {
        if (!(depthDecay > 0 && depthDecay <= 1)) {
            throw new IllegalArgumentException("depthDecay must be in (0, 1], got " + depthDecay);
        }
    }

    /**
     * Which layers learn.
     *
     * @param last how many blocks learn, counted from the end; 0 for all
     * @param from a layer: its block and all behind it learn; empty for {@code last} to say
     */
    public record Part(int last, String from) {
        public static final Part ALL = new Part(0, "");

        public Part {
            if (last < 0 || (last > 0 && !from.isEmpty())) {
                throw new IllegalArgumentException("expected a number of blocks or a layer, got " + last + ", " + from);
            }
        }

        String id() {
            return !from.isEmpty() ? "from " + from : last == 0 ? "all" : "last " + last;
        }
    }

    /**
     * How often the images are seen, and what ends it.
     *
     * @param epochs at most
     * @param batch images a step
     * @param validation share of the images that tell when to stop, in [0, 0.5]; 0 to tune to the end
     * @param patience epochs without a lower validation loss after which it stops
     * @param threads at work in one step
     */
    public record EpochSettings(int epochs, int batch, double validation, int patience, int threads) {
        public EpochSettings {
            if (!(validation >= 0 && validation <= 0.5)) {
                throw new IllegalArgumentException("validation must be in [0, 0.5], got " + validation);
            }
            if (epochs < 1 || batch < 1 || patience < 1 || threads < 1) {
                throw new IllegalArgumentException("epochs, batch, patience and threads must be at least 1, got "
                        + epochs + ", " + batch + ", " + patience + " and " + threads);
            }
        }
    }

    TrainingConfig plan() {
        int patience = passes.validation() > 0 ? passes.patience() : 0;
        return TrainingConfig.DEFAULT
                .withOptimizer(optimizer)
                .withSchedule(new Schedule.Cosine())
                .withPasses(new TrainingConfig.EpochSettings(passes.epochs(), passes.batch(), true, 0, patience));
    }

    TuningRecord record() {
        return new TuningRecord(
                part.last(),
                part.from(),
                passes.epochs(),
                passes.batch(),
                optimizer.learningRate(),
                depthDecay,
                batchNormTrained,
                augmentation.id(),
                passes.validation(),
                passes.patience(),
                passes.threads());
    }

    /** By name, for the record. */
    public Map<String, String> byName() {
        Map<String, String> all = new TreeMap<>();
        all.put("layers", part.id());
        all.put("epochs", Integer.toString(passes.epochs()));
        all.put("batch", Integer.toString(passes.batch()));
        all.put("validation", Double.toString(passes.validation()));
        all.put("patience", Integer.toString(passes.patience()));
        all.put("threads", Integer.toString(passes.threads()));
        all.put("optimizer", optimizer.toString());
        all.put("depthDecay", Double.toString(depthDecay));
        all.put("batchNorm", batchNormTrained ? "trained" : "frozen");
        all.put("augment", augmentation.id());
        all.put("seed", Long.toString(seed));
        return all;
    }
}
