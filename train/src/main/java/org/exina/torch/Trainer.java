package org.exina.torch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkException;
import org.exina.network.VectorLayer;
import org.exina.network.Weights;

/**
 * Trains a described network that ends in a softmax, in the calling thread. The same samples, plan, seed and first
 * weights give the same weights on one machine, whatever is trained beside it. Immutable.
 */
public final class Trainer {
    private final Network network;
    private final Plan plan;
    private final long seed;
    private final Samples validation;
    private final Set<String> frozen;
    private final int threads;
    private final Watcher watcher;

    private Trainer(
            Network network,
            Plan plan,
            long seed,
            Samples validation,
            Set<String> frozen,
            int threads,
            Watcher watcher) {
        this.network = network;
        this.plan = plan;
        this.seed = seed;
        this.validation = validation;
        this.frozen = Set.copyOf(frozen);
        this.threads = threads;
        this.watcher = watcher;
    }

    /** Told of each epoch when it is over. Called in the training thread. */
    @FunctionalInterface
    public interface Watcher {
        Watcher NONE = (done, epochs, history) -> {};

        /** @param done epochs so far   @param epochs at most   @param history so far */
        void epoch(int done, int epochs, History history);
    }

    /**
     * @param seed of the order of the samples and of dropout
     * @throws IllegalArgumentException when the network does not end in a softmax over classes
     */
    public static Trainer of(Network network, Plan plan, long seed) {
        Layer last = network.nodes().get(network.nodes().size() - 1).layer();
        boolean softmax = last.equals(new Layer.Activation(Layer.Function.SOFTMAX));
        if (!softmax || !(beforeLast(network) instanceof VectorLayer.Dense)) {
            throw new IllegalArgumentException(
                    network + " cannot be trained: it does not end in a dense layer and a softmax");
        }
        return new Trainer(network, plan, seed, Samples.NONE, Set.of(), 1, Watcher.NONE);
    }

    /** Tests with these after each epoch. Needed for a {@link Plan.Passes#patience}. */
    public Trainer validation(Samples samples) {
        return new Trainer(network, plan, seed, samples, frozen, threads, watcher);
    }

    /** Leaves these layers' weights as they are. */
    public Trainer frozen(Set<String> layers) {
        return new Trainer(network, plan, seed, validation, layers, threads, watcher);
    }

    /**
     * Works with so many threads instead of 1. Worth it for convolutions when nothing is trained beside; a dense network
     * becomes slower.
     */
    public Trainer threads(int count) {
        return new Trainer(network, plan, seed, validation, frozen, count, watcher);
    }

    public Trainer watch(Watcher other) {
        return new Trainer(network, plan, seed, validation, frozen, threads, other);
    }

    /** {@link #train(Weights, Samples)} beginning with {@link Initial#glorot}, of the same seed. */
    public Trained train(Samples samples) throws IOException {
        return train(Initial.glorot(network, seed), samples);
    }

    /**
     * @param start weights to begin with; they stay as they are
     * @param samples at least one; pictures of the network's {@code leastSize}
     * @throws InterruptedIOException when the thread is interrupted, between two batches
     * @throws NetworkException when the weights do not fit
     * @throws TorchException when libtorch is not there, or the loss is no number any more
     */
    public Trained train(Weights start, Samples samples) throws IOException {
        if (samples.size() == 0) {
            throw new IllegalArgumentException("there are no samples to train on");
        }
        if (plan.passes().patience() > 0 && validation.size() == 0) {
            throw new IllegalArgumentException("patience needs validation samples to tell when to stop");
        }
        Engine.threads(threads);
        try (TorchNetwork opened = TorchNetwork.open(network, start);
                Fit fit = new Fit(opened, this, samples)) {
            return fit.run();
        }
    }

    private static Layer beforeLast(Network network) {
        String name = scores(network);
        return network.nodes().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .map(Network.Node::layer)
                .orElseThrow();
    }

    /** Name of the layer whose numbers the softmax takes. */
    private static String scores(Network network) {
        return network.nodes().get(network.nodes().size() - 1).inputs().get(0);
    }

    String scores() {
        return scores(network);
    }

    Plan plan() {
        return plan;
    }

    long seed() {
        return seed;
    }

    Samples validation() {
        return validation;
    }

    Set<String> frozenLayers() {
        return frozen;
    }

    Watcher watcher() {
        return watcher;
    }
}
