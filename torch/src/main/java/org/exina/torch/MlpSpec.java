package org.exina.torch;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.exina.experiment.History;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.VectorLayer;

/**
 * Dense layers on top of a frozen network: each with an activation and dropout behind it, then a softmax. Trained by
 * libtorch.
 *
 * @param units of the dense layers before the last, from the input on; none for a softmax on the features themselves
 * @param activation of each of them; not softmax
 * @param dropout behind each of them, in [0, 1)
 * @param standardize whether features are first brought to mean 0 and variance 1 over the training samples
 */
public record MlpSpec(
        List<Integer> units, Layer.Function activation, double dropout, boolean standardize, TrainingConfig plan)
        implements HeadSpec {
    public static final MlpSpec DEFAULT =
            new MlpSpec(List.of(128), Layer.Function.RELU, 0.5, true, TrainingConfig.DEFAULT);

    public MlpSpec {
        units = List.copyOf(units);
        if (units.stream().anyMatch(u -> u < 1 || u > 65536)) {
            throw new IllegalArgumentException("units must be 1 to 65536, got " + units);
        }
        if (activation == Layer.Function.SOFTMAX) {
            throw new IllegalArgumentException("softmax is no activation of a layer before the last");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be in [0, 1), got " + dropout);
        }
    }

    /** What came out of a training. */
    public record Fitted(Head head, History history) {}

    @Override
    public String id() {
        return MlpSpecParser.id(this);
    }

    @Override
    public Summary summary() {
        return new Summary(
                Integer.toString(plan.passes().epochs()),
                units.stream().map(count -> Integer.toString(count)).collect(Collectors.joining("+")),
                activation.name().toLowerCase(Locale.ROOT),
                plan.optimizer().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /**
     * Trains without anybody watching. With a patience, the first inner fold is the validation part, and training samples
     * are the others.
     *
     * @throws ExinaException when it has a patience and there are no inner folds, or the loss is no number any more
     */
    @Override
    public Head train(TrainingSet set, long seed) throws IOException {
        return new MlpTraining(this, seed).byInnerFold(set);
    }

    /**
     * Trains and keeps the history.
     *
     * @param validation tested after each epoch, features as they are; {@link Samples#NONE} for no validation
     * @param watcher told of each epoch
     * @throws java.io.InterruptedIOException when the thread is interrupted, between two batches
     * @throws ExinaException when it has a patience and there is no validation, or the loss is no number any more
     */
    public Fitted fit(TrainingSet set, Samples validation, long seed, Trainer.Watcher watcher) throws IOException {
        return new MlpTraining(this, seed).fit(set, validation, watcher);
    }

    public MlpSpec withPlan(TrainingConfig other) {
        return new MlpSpec(units, activation, dropout, standardize, other);
    }

    /** The description of the network, dense layers named as in Keras. */
    Network network(int features, int classes) {
        NetworkBuilder net =
                Network.builder("top", "https://arxiv.org/abs/1403.6382").features(features);
        NetworkBuilder.Wire x = net.input();
        for (int count : units) {
            x = x.then(VectorLayer.dense(count)).then(new Layer.Activation(activation));
            x = dropout > 0 ? x.then(VectorLayer.dropout(dropout)) : x;
        }
        x.then(VectorLayer.dense(classes)).then(new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }
}
