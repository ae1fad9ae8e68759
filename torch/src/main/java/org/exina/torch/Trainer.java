package org.exina.torch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.VectorLayer;
import org.exina.network.Weights;

/**
 * Trains a described network that ends in a softmax, in the calling thread. The same samples, plan, seed and first
 * weights give the same weights on one machine, whatever is trained beside it. Immutable.
 */
public final class Trainer {
    private final Network network;
    private final TrainingConfig plan;
    private final long seed;
    private final TrainingLoop.How how;

    private Trainer(Network network, TrainingConfig plan, long seed, TrainingLoop.How how) {
        this.network = network;
        this.plan = plan;
        this.seed = seed;
        this.how = how;
    }

    /**
     * A trainer of one thread, without validation or frozen layers until told otherwise.
     *
     * @param seed of the order of the samples and of dropout
     * @throws IllegalArgumentException when the network does not end in a softmax over classes
     */
    public static Trainer of(Network network, TrainingConfig plan, long seed) {
        Layer last = network.nodes().get(network.nodes().size() - 1).layer();
        boolean softmax = last.equals(new Layer.Activation(Layer.Function.SOFTMAX));
        if (!softmax || !(beforeLast(network) instanceof VectorLayer.Dense)) {
            throw new IllegalArgumentException(
                    network + " cannot be trained: it does not end in a dense layer and a softmax");
        }
        return new Trainer(network, plan, seed, TrainingLoop.How.USUAL);
    }

    /** Tests with these after each epoch. Needed for a {@link TrainingConfig.EpochSettings#patience}. */
    public Trainer validation(Samples samples) {
        return with(new TrainingLoop.How(
                samples, how.frozen(), how.rates(), how.threads(), how.orStart(), how.checkpoint(), how.watcher()));
    }

    /** Leaves these layers' weights as they are. */
    public Trainer frozen(Set<String> layers) {
        return with(new TrainingLoop.How(
                how.validation(), layers, how.rates(), how.threads(), how.orStart(), how.checkpoint(), how.watcher()));
    }

    /** Lets layers learn at another rate: the plan's times their factor, each above 0; 1 for layers not named. */
    public Trainer rates(Map<String, Double> factors) {
        if (factors.values().stream().anyMatch(f -> !(f > 0 && f < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("factors of the learning rate must be above 0, got " + factors);
        }
        return with(new TrainingLoop.How(
                how.validation(),
                how.frozen(),
                factors,
                how.threads(),
                how.orStart(),
                how.checkpoint(),
                how.watcher()));
    }

    /** Takes the first weights when no epoch has a lower validation loss. Needs a {@link TrainingConfig.EpochSettings#patience}. */
    public Trainer orStart() {
        return with(new TrainingLoop.How(
                how.validation(), how.frozen(), how.rates(), how.threads(), true, how.checkpoint(), how.watcher()));
    }

    /**
     * Keeps its state in a file after each epoch, and begins where the training ended that left the file there. The file
     * stays when all is done.
     *
     * @param key says that it is the same training: what differs in first weights, samples or settings differs in it
     */
    public Trainer checkpoint(Path file, String key) {
        return with(new TrainingLoop.How(
                how.validation(),
                how.frozen(),
                how.rates(),
                how.threads(),
                how.orStart(),
                Optional.of(new Checkpoint.Place(file, key)),
                how.watcher()));
    }

    private Trainer with(TrainingLoop.How other) {
        return new Trainer(network, plan, seed, other);
    }

    /**
     * Works with so many threads instead of 1, and lets as many read samples that are {@link Samples#isShared}. Worth it
     * for convolutions when nothing is trained beside; a dense network becomes slower.
     */
    public Trainer threads(int count) {
        return with(new TrainingLoop.How(
                how.validation(), how.frozen(), how.rates(), count, how.orStart(), how.checkpoint(), how.watcher()));
    }

    public Trainer watch(EpochWatcher other) {
        return with(new TrainingLoop.How(
                how.validation(), how.frozen(), how.rates(), how.threads(), how.orStart(), how.checkpoint(), other));
    }

    /** {@link #train(Weights, Samples)} beginning with {@link GlorotInit#glorot}, of the same seed. */
    public Trained train(Samples samples) throws IOException {
        return train(GlorotInit.glorot(network, seed), samples);
    }

    /**
     * Trains from {@code start} on; with patience it ends when the validation loss falls no more.
     *
     * @param start weights to begin with; they stay as they are
     * @param samples at least one; images of the network's {@code leastSize}
     * @throws InterruptedIOException when the thread is interrupted, between two batches
     * @throws ExinaException when the weights do not fit, libtorch is not there, or the loss is no number any more
     */
    public Trained train(Weights start, Samples samples) throws IOException {
        if (samples.size() == 0) {
            throw new IllegalArgumentException("there are no samples to train on");
        }
        if (plan.passes().patience() > 0 && how.validation().size() == 0) {
            throw new IllegalArgumentException("patience needs validation samples to tell when to stop");
        }
        if (how.orStart() && plan.passes().patience() == 0) {
            throw new IllegalArgumentException("the start can only be taken where there is patience");
        }
        Engine.threads(how.threads());
        try (TorchNetwork opened = TorchNetwork.open(network, start);
                TrainingLoop fit = new TrainingLoop(opened, plan, seed, how, samples)) {
            return fit.run();
        } catch (RuntimeException e) {
            throw Engine.told(e);
        }
    }

    private static Layer beforeLast(Network network) {
        String name = TrainingLoop.How.scores(network);
        return network.nodes().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .map(Network.Node::layer)
                .orElseThrow();
    }
}
