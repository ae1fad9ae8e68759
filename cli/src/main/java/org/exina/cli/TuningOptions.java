package org.exina.cli;

import org.exina.augment.Augmentation;
import org.exina.finetune.TuningSettings;
import org.exina.io.ExinaException;
import org.exina.torch.Optimizer;
import picocli.CommandLine.Option;

/** How a network is tuned. */
final class TuningOptions {
    @Option(
            names = "--last",
            paramLabel = "BLOCKS",
            defaultValue = "4",
            description = "How many blocks learn, counted from the end, or all; the others stay as they are."
                    + " Default: ${DEFAULT-VALUE}.")
    private String last;

    @Option(
            names = {"--from", "--layers-from"},
            paramLabel = "LAYER",
            description = "Instead: the block of this layer and all behind it learn ('exina backbones info').")
    private String from = "";

    @Option(names = "--epochs", defaultValue = "10", description = "At most. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--batch", defaultValue = "16", description = "Images a step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "1e-4",
            description = "Of the classifier and the last block (Adam), down to 0 along half a wave. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--depth-decay",
            defaultValue = "0.8",
            description =
                    "Factor of the learning rate from block to block towards the pixels. Default: ${DEFAULT-VALUE}.")
    private double depthDecay;

    @Option(
            names = "--batch-norm",
            paramLabel = "frozen|trained",
            defaultValue = "frozen",
            description = "Whether batch norms stay as they are. Default: ${DEFAULT-VALUE}.")
    private String batchNorm;

    @Option(
            names = "--augment",
            paramLabel = "A",
            defaultValue = "microscope",
            description = "How images are changed anew in each epoch: none, study, microscope, or settings such as"
                    + " rotate=180,flip=both ('exina augment' shows them). Default: ${DEFAULT-VALUE}.")
    private String augment;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the images that tell when to stop, and whether tuning helped at all; 0 for none."
                    + " Default: ${DEFAULT-VALUE}.")
    private double validation;

    @Option(
            names = "--patience",
            defaultValue = "3",
            description = "Epochs without progress on those images after which it stops. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--threads",
            description = "At work in one step. Other numbers give other last digits. Default: one for each processor.")
    private Integer threads;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of everything random. Same data, same seed: same numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    TuningSettings settings() throws ExinaException {
        if (!batchNorm.equals("frozen") && !batchNorm.equals("trained")) {
            throw new UsageException("--batch-norm: expected frozen or trained, got " + batchNorm);
        }
        UsageException.requireAtLeast(1, "--epochs", epochs);
        UsageException.requireAtLeast(1, "--batch", batch);
        UsageException.requireAtLeast(1, "--patience", patience);
        int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        UsageException.requireAtLeast(1, "--threads", used);
        if (!(validation >= 0 && validation <= 0.5)) {
            throw new UsageException("--validation: expected 0 to 0.5, got " + validation);
        }
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new UsageException("--learning-rate: expected a number between 0 and 1, got " + learningRate);
        }
        if (!(depthDecay > 0 && depthDecay <= 1)) {
            throw new UsageException("--depth-decay: expected a number above 0, at most 1, got " + depthDecay);
        }
        return new TuningSettings(
                part(),
                new TuningSettings.EpochSettings(epochs, batch, validation, patience, used),
                Optimizer.Adam.DEFAULT.withLearningRate(learningRate),
                depthDecay,
                batchNorm.equals("trained"),
                Augmentation.parse(augment),
                seed);
    }

    private TuningSettings.Part part() {
        if (!from.isEmpty()) {
            return new TuningSettings.Part(0, from);
        } else if (last.equals("all")) {
            return TuningSettings.Part.ALL;
        }
        if (!last.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException("--last: expected a number of blocks, 1 or more, or all, got " + last);
        }
        return new TuningSettings.Part(Integer.parseInt(last), "");
    }
}
