package org.exina.finetune;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.experiment.InnerFolds;
import org.exina.experiment.TrainingSets;
import org.exina.head.HeadSpec;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.network.Network;
import org.exina.network.Tensor;
import org.exina.network.Weights;
import org.exina.task.Progress;
import org.exina.torch.Engine;
import org.exina.torch.Trained;
import org.exina.torch.Trainer;

/**
 * Tunes one network on one data set, as often as it is asked to on parts of it. A classifier is trained on the features of
 * the frozen network first; then classifier and network learn together, slower towards the pixels. When a share of the
 * images is kept back to tell when to stop, and no epoch does better on them than the beginning, the network stays as it
 * was.
 */
final class FineTuning {
    private final TrainingSets data;
    private final BaseNetwork source;
    private final TuningSettings settings;
    private final ClassifyingNetwork network;

    /**
     * What is tuned, and where it begins.
     *
     * @param network as it is described, with the preprocessing it is to have
     * @param weights kept open by the caller
     * @param start the head whose weights the classifier begins with
     */
    record BaseNetwork(Network network, Weights weights, HeadSpec start) {}

    /**
     * Makes ready to tune a network on parts of a data set.
     *
     * @param data with the features of the frozen network, and of no other
     * @throws ExinaException when the network cannot be tuned as it is read
     */
    FineTuning(TrainingSets data, BaseNetwork source, TuningSettings settings) throws ExinaException {
        this.data = data;
        this.source = source;
        this.settings = settings;
        Backbone frozen = frozen();
        for (Tap tap : frozen.taps()) {
            if (!tap.pooling().equals("mean")) {
                throw new ExinaException(
                        "backbone " + frozen.name(),
                        "only maps that are averaged can be tuned, got " + "pooling " + tap.pooling() + " at "
                                + tap.name() + "; leave pooling out");
            }
        }
        this.network = ClassifyingNetwork.of(
                source.network(),
                frozen.taps().stream().map(Tap::name).toList(),
                frozen.input().height(),
                data.images().dataset().classes().size());
        frozenLayers(); // so that a layer that is none is told before any work
    }

    Backbone frozen() {
        return data.features().plan().backbones().get(0);
    }

    /**
     * Tunes.
     *
     * @param samples to learn from and to tell when to stop by; no others are looked at
     * @param checkpoint where the state is kept after each epoch, and taken up from
     * @throws InterruptedIOException when the thread is interrupted; the epochs done are kept
     */
    TunedNetwork run(int[] samples, Path checkpoint, String phase, Progress progress) throws IOException {
        int[][] parts = parts(samples);
        TuningImages images = new TuningImages(data);
        List<Tensor> start =
                LinearProbeInit.of(source.start().train(data.of(parts[0], settings.seed()), settings.seed()));
        int epochs = settings.passes().epochs();
        long total = (long) epochs * parts[0].length;
        AtomicLong read = new AtomicLong();
        Trainer trainer = Trainer.of(network.whole(), settings.plan(), settings.seed())
                .frozen(frozenLayers())
                .rates(rates())
                .threads(settings.passes().threads())
                .validation(images.plain(parts[1]))
                .checkpoint(checkpoint, key(samples))
                .watch((done, all, history) -> {
                    read.set((long) done * parts[0].length);
                    progress.report(phase, Math.min(read.get(), total - 1), total);
                });
        if (parts[1].length > 0) {
            trainer = trainer.orStart();
        }
        try {
            Trained trained = trainer.train(
                    ClassifyingNetwork.weights(source.weights(), start),
                    images.varied(parts[0], settings.augmentation(), settings.seed(), pass -> {
                        read.updateAndGet(before -> Math.max(before, (long) pass * parts[0].length) + 1);
                        progress.report(phase, Math.min(read.get(), total - 1), total);
                    }));
            progress.report(phase, total, total);
            return tuned(trained, parts);
        } catch (InterruptedIOException e) {
            throw new InterruptedIOException(
                    "interrupted while a network was tuned; whole epochs are kept, and begun again it goes on there");
        }
    }

    private TunedNetwork tuned(Trained trained, int[][] parts) throws IOException {
        List<Tensor> classifier =
                trained.weights().of(ClassifyingNetwork.SCORES, network.whole().parameters(ClassifyingNetwork.SCORES));
        return new TunedNetwork(
                trained.weights(),
                classifier,
                trained.history(),
                trained.epoch(),
                trained.start(),
                parts[0].length,
                parts[1].length);
    }

    /** Images to learn from and those that tell when to stop; no group in both, every class in the first. */
    int[][] parts(int[] samples) {
        double share = settings.passes().validation();
        if (share == 0) {
            return new int[][] {samples, {}};
        }
        int[] labels = data.images().labels(samples);
        int[] groups = data.images().groupsOf(samples);
        int[] fold = InnerFolds.of(labels, groups, Math.max(2, (int) Math.round(1 / share)), settings.seed());
        Set<Integer> learned = new HashSet<>();
        for (int i = 0; i < fold.length; i++) {
            if (fold[i] != 0) {
                learned.add(labels[i]);
            }
        }
        boolean[] kept = new boolean[samples.length]; // back, to tell when to stop
        for (int i = 0; i < fold.length; i++) {
            kept[i] = fold[i] == 0 && learned.contains(labels[i]);
        }
        return new int[][] {where(samples, kept, false), where(samples, kept, true)};
    }

    private static int[] where(int[] samples, boolean[] flags, boolean wanted) {
        int[] result = new int[samples.length];
        int count = 0;
        for (int i = 0; i < samples.length; i++) {
            if (flags[i] == wanted) {
                result[count++] = samples[i];
            }
        }
        return Arrays.copyOf(result, count);
    }

    /** The first block, from the pixels on, that learns. */
    private int firstBlock(FreezeBlocks blocks) throws ExinaException {
        TuningSettings.Part part = settings.part();
        if (!part.from().isEmpty()) {
            return blocks.blockOf(part.from());
        }
        if (part.last() > blocks.count()) {
            throw new ExinaException("there are " + blocks.count() + " blocks in " + source.network()
                    + " as it is read, got " + "the last " + part.last());
        }
        return part.last() == 0 ? 0 : blocks.count() - part.last();
    }

    private Set<String> frozenLayers() throws ExinaException {
        FreezeBlocks blocks = FreezeBlocks.of(network.body());
        int first = firstBlock(blocks);
        Set<String> frozen = new HashSet<>();
        for (int b = 0; b < blocks.count(); b++) {
            for (String layer : blocks.layers(b)) {
                if (b < first || (!settings.batchNormTrained() && network.isBatchNorm(layer))) {
                    frozen.add(layer);
                }
            }
        }
        return frozen;
    }

    private Map<String, Double> rates() {
        FreezeBlocks blocks = FreezeBlocks.of(network.body());
        Map<String, Double> rates = new HashMap<>();
        for (int b = 0; b < blocks.count(); b++) {
            double factor = Math.pow(settings.depthDecay(), blocks.count() - 1 - b);
            blocks.layers(b).forEach(layer -> rates.put(layer, factor));
        }
        return rates;
    }

    /** Over all that decides what comes out. */
    String key(int[] samples) throws ExinaException {
        return Sha256.of(String.join(
                "\n",
                "tuning 1",
                frozen().fingerprint(),
                data.images().fingerprint(),
                data.features().plan().crop().id(),
                source.start().id(),
                settings.byName().toString(),
                Arrays.toString(samples),
                Engine.version()));
    }
}
