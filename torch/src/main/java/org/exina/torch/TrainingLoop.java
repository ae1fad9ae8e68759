package org.exina.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.exina.experiment.History;
import org.exina.io.ExinaException;
import org.exina.math.SplitMix64;
import org.exina.network.Network;

/** One training under way: epochs of steps, each followed by validation. */
final class TrainingLoop implements AutoCloseable {
    private static final int ORDER = 1; // purposes of random numbers; GlorotInit's is 0
    private static final int DROPOUT = 2;
    /** Validation takes at least so many at once: nothing is kept for a gradient. */
    private static final int LEAST_BATCH = 32;

    private final TorchNetwork network;
    private final TrainingConfig plan;
    private final long seed;
    private final How how;
    private final Samples samples;
    private final int classes;
    private final PointerScope scope = new PointerScope();
    private final Updates updates;
    private final List<Tensor> values; // of all arrays that can change
    private final List<Tensor> best; // copies of them, when training can end early
    private History history = History.EMPTY;
    private Optional<History.Score> start = Optional.empty();
    private long step;
    private double rate;

    /**
     * What is not the plan's.
     *
     * @param rates factors of the learning rate, by layer
     * @param orStart whether the first weights are taken when no epoch is better
     */
    record How(
            Samples validation,
            Set<String> frozen,
            Map<String, Double> rates,
            int threads,
            boolean orStart,
            Optional<Checkpoint.Place> checkpoint,
            EpochWatcher watcher) {
        static final How USUAL =
                new How(Samples.NONE, Set.of(), Map.of(), 1, false, Optional.empty(), EpochWatcher.NONE);

        How {
            frozen = Set.copyOf(frozen);
            rates = Map.copyOf(rates);
        }

        /** Name of the layer whose numbers the softmax takes; here, for it is asked where libtorch is missing, too. */
        static String scores(Network network) {
            return network.nodes().get(network.nodes().size() - 1).inputs().get(0);
        }
    }

    TrainingLoop(TorchNetwork network, TrainingConfig plan, long seed, How how, Samples samples) {
        this.network = network;
        this.plan = plan;
        this.seed = seed;
        this.how = how;
        this.samples = samples;
        int size = network.network().leastSize();
        this.classes = network.network().outputShape(size, size).channels();
        this.updates = new Updates(network, plan, how.frozen(), how.rates());
        this.values = network.arrays().entrySet().stream()
                .filter(layer -> !how.frozen().contains(layer.getKey()))
                .flatMap(layer -> layer.getValue().stream())
                .map(TorchNetwork.Array::values)
                .toList();
        this.best = plan.passes().patience() == 0
                ? List.of()
                : values.stream().map(v -> v.clone()).toList();
        updates.watch();
    }

    @Override
    public void close() {
        scope.close();
    }

    Trained run() throws IOException {
        int together = Math.max(LEAST_BATCH, plan.passes().batch());
        try (Batches training = batches(samples, plan.passes().batch());
                Batches testing = how.validation().size() == 0 ? null : batches(how.validation(), together)) {
            if (how.checkpoint().isPresent()) {
                Checkpoint.read(how.checkpoint().get(), tensors()).ifPresent(this::goOn);
            }
            if (how.orStart() && start.isEmpty()) {
                start = Optional.of(test(testing));
            }
            while (history.epochs() < plan.passes().epochs() && !isOver()) {
                epoch(training, testing);
            }
        }
        if (plan.passes().patience() > 0) {
            copy(best, values);
        }
        return new Trained(network.weights(), history, kept(), start);
    }

    /**
     * Batches of images in the network's least size.
     *
     * @param most in a batch
     */
    private Batches batches(Samples some, int most) {
        int size = network.network().leastSize();
        long[] shape = network.shape(Math.min(some.size(), most), size, size);
        return new Batches(some, shape, network.device(), how.threads());
    }

    private void goOn(Checkpoint from) {
        history = from.history();
        start = from.start();
        step = from.step();
    }

    private void epoch(Batches training, Batches testing) throws IOException {
        int epoch = history.epochs();
        History.Score score = epoch(training, epoch);
        history = testing == null ? history.with(score, rate) : history.with(score, test(testing), rate);
        if (plan.passes().patience() > 0 && kept() == epoch + 1) {
            copy(values, best);
        }
        if (how.checkpoint().isPresent()) {
            new Checkpoint(history, start, step).write(how.checkpoint().get(), tensors());
        }
        how.watcher().epoch(epoch + 1, plan.passes().epochs(), history);
    }

    private boolean isOver() {
        int patience = plan.passes().patience();
        return patience > 0 && history.epochs() - kept() >= patience;
    }

    /** The epoch, from 1, whose weights are taken; 0 for the first weights. */
    private int kept() {
        if (plan.passes().patience() == 0) {
            return history.epochs();
        } else if (history.epochs() == 0) {
            return 0;
        }
        int best = history.best();
        boolean worse = start.isPresent()
                && start.get().loss() <= history.validationLoss().get(best);
        return worse ? 0 : best + 1;
    }

    /** All that changes from epoch to epoch. */
    private List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>(values);
        all.addAll(updates.memory());
        all.addAll(best);
        return all;
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        TensorScope.still(() -> {
            for (int i = 0; i < from.size(); i++) {
                to.get(i).copy_(from.get(i));
            }
            return to;
        });
    }

    private History.Score epoch(Batches batches, int epoch) throws IOException {
        int[] order = order(epoch);
        int steps = (order.length + plan.passes().batch() - 1) / plan.passes().batch();
        CrossEntropy loss = CrossEntropy.training(classes, plan.loss(), samples);
        SplitMix64 dropout = SplitMix64.of(seed, DROPOUT, epoch);
        batches.forEach(order, epoch, (input, labels) -> {
            double epochs = (double) step / steps;
            rate = plan.optimizer().learningRate()
                    * plan.schedule().factor(epochs, plan.passes().epochs());
            step(input, labels, loss, dropout);
        });
        if (!Double.isFinite(loss.score().loss())) {
            throw new ExinaException(String.format(
                    Locale.ROOT,
                    "the loss is no number any more in epoch %d; a lower learning rate than %s or standardised features"
                            + " may help",
                    epoch + 1,
                    plan.optimizer().learningRate()));
        }
        return loss.score();
    }

    private int[] order(int epoch) {
        int[] order = plan.passes().shuffle()
                ? SplitMix64.of(seed, ORDER, epoch).permutation(samples.size())
                : IntStream.range(0, samples.size()).toArray();
        int wanted = plan.passes().samples();
        return wanted == 0 || wanted >= order.length ? order : Arrays.copyOf(order, wanted);
    }

    private void step(Tensor input, int[] labels, CrossEntropy loss, SplitMix64 dropout) {
        ForwardPass pass = ForwardPass.training(dropout, how.frozen());
        Tensor scores = network.forward(input, How.scores(network.network()), pass);
        float[] gradient = loss.add(TorchNetwork.Array.floats(scores), labels, TensorScope.still(updates::penalty));
        Tensor slope = network.device().place(torch.from_blob(new FloatPointer(gradient), labels.length, classes));
        scores.backward(slope, new BoolOptional(), false, new TensorArrayRefOptional());
        step++;
        TensorScope.still(() -> {
            updates.apply(pass, rate, step);
            return step;
        });
    }

    private History.Score test(Batches batches) throws IOException {
        CrossEntropy loss = CrossEntropy.validation(classes, plan.loss());
        int[] order = IntStream.range(0, how.validation().size()).toArray();
        return TensorScope.still(() -> {
            double penalty = updates.penalty();
            batches.forEach(order, 0, (input, labels) -> {
                Tensor scores = network.forward(input, How.scores(network.network()), ForwardPass.STILL);
                loss.add(TorchNetwork.Array.floats(scores), labels, penalty);
            });
            return loss.score();
        });
    }
}
