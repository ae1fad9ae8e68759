package org.exina.torch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exina.experiment.History;
import org.exina.head.FeatureScaling;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.Standardizer;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.Tensor;
import org.exina.network.VectorLayer;
import org.exina.network.Weights;

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

    static final String KIND = "top";
    static final String NO_LAYERS = "none";

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

    /**
     * What the head says of its training.
     *
     * @param epochs trained
     * @param epoch whose weights it has
     * @param loss in that epoch
     * @param accuracy likewise
     * @param validationLoss likewise; null without validation
     * @param validationAccuracy likewise
     */
    record Report(
            String head,
            int epochs,
            int epoch,
            double loss,
            double accuracy,
            Double validationLoss,
            Double validationAccuracy) {}

    /** The settings that are not the usual ones, in the order in which they are described. */
    @Override
    public String id() {
        Map<String, String> common =
                DEFAULT.withPlan(TrainingConfigText.usual(plan)).settings();
        String chosen = settings().entrySet().stream()
                .filter(e -> !e.getValue().equals(common.get(e.getKey()))
                        || (e.getKey().equals("optimizer") && !e.getValue().equals("rmsprop")))
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
        return chosen.isEmpty() ? KIND : KIND + ":" + chosen;
    }

    private Map<String, String> settings() {
        Map<String, String> result = new LinkedHashMap<>();
        result.put(
                "units",
                units.isEmpty()
                        ? NO_LAYERS
                        : units.stream().map(String::valueOf).collect(Collectors.joining("+")));
        result.put(
                "activation",
                activation == Layer.Function.LINEAR ? "none" : activation.name().toLowerCase(Locale.ROOT));
        result.put("dropout", TrainingConfigText.plain(dropout));
        result.put("standardize", Boolean.toString(standardize));
        result.putAll(TrainingConfigText.of(plan));
        return result;
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
        return new Training(this, seed).byInnerFold(set);
    }

    /**
     * Trains and keeps the history.
     *
     * @param validation tested after each epoch, features as they are; {@link Samples#NONE} for no validation
     * @param watcher told of each epoch
     * @throws java.io.InterruptedIOException when the thread is interrupted, between two batches
     * @throws ExinaException when it has a patience and there is no validation, or the loss is no number any more
     */
    public Fitted fit(TrainingSet set, Samples validation, long seed, EpochWatcher watcher) throws IOException {
        return new Training(this, seed).fit(set, validation, watcher);
    }

    public MlpSpec withPlan(TrainingConfig other) {
        return new MlpSpec(units, activation, dropout, standardize, other);
    }

    /** The description of the network, dense layers named as in Keras. */
    Network network(int features, int classes) {
        NetworkBuilder net = new NetworkBuilder("top", "https://arxiv.org/abs/1403.6382").features(features);
        NetworkBuilder.Wire x = net.input();
        for (int count : units) {
            x = x.then(VectorLayer.dense(count)).then(new Layer.Activation(activation));
            x = dropout > 0 ? x.then(VectorLayer.dropout(dropout)) : x;
        }
        x.then(VectorLayer.dense(classes)).then(new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }

    /** Trains a {@link MlpSpec}. */
    static final class Training {
        private final MlpSpec spec;
        private final long seed;

        Training(MlpSpec spec, long seed) {
            this.spec = spec;
            this.seed = seed;
        }

        Head byInnerFold(TrainingSet set) throws IOException {
            if (spec.plan().passes().patience() == 0) {
                return fit(set, Samples.NONE, EpochWatcher.NONE).head();
            }
            if (!set.hasInnerFolds()) {
                throw new ExinaException(
                        "head '" + spec.id() + "'",
                        "patience needs validation samples; give inner folds, or" + " leave patience out");
            }
            int left = set.foldNumbers()[0];
            int[] inside = IntStream.range(0, set.samples())
                    .filter(i -> set.innerFold(i) != left || isAlone(set, i, left))
                    .toArray();
            int[] outside = IntStream.range(0, set.samples())
                    .filter(i -> set.innerFold(i) == left && !isAlone(set, i, left))
                    .toArray();
            TrainingSet part = TrainingSet.of(rows(set, inside), labels(set, inside), set.classes());
            return fit(part, Samples.of(rows(set, outside), labels(set, outside)), EpochWatcher.NONE)
                    .head();
        }

        Fitted fit(TrainingSet set, Samples validation, EpochWatcher watcher) throws IOException {
            return fit(set, validation, watcher, GlorotInit.glorot(network(set), seed));
        }

        /**
         * Trains on the whole set, from given weights on.
         *
         * @param start weights to begin with
         */
        Fitted fit(TrainingSet set, Samples validation, EpochWatcher watcher, Weights start) throws IOException {
            if (spec.plan().passes().patience() > 0 && validation.size() == 0) {
                throw new ExinaException("head '" + spec.id() + "'", "patience needs validation samples");
            }
            FeatureScaling scaling =
                    spec.standardize() ? Standardizer.of(set).scaling() : FeatureScaling.none(set.features());
            int[] all = IntStream.range(0, set.samples()).toArray();
            Samples training = scaled(Samples.of(rows(set, all), labels(set, all)), scaling);
            try {
                Trained trained = Trainer.of(network(set), spec.plan(), seed)
                        .validation(scaled(validation, scaling))
                        .watch(watcher)
                        .train(start, training);
                List<MultilayerHead.Dense> layers = layers(network(set), trained.weights());
                return new Fitted(new MultilayerHead(scaling, layers, report(trained.history())), trained.history());
            } catch (ExinaException e) {
                throw new ExinaException("head '" + spec.id() + "'", e.getMessage());
            }
        }

        private Network network(TrainingSet set) {
            return spec.network(set.features(), set.classes());
        }

        private List<MultilayerHead.Dense> layers(Network network, Weights weights) throws IOException {
            List<MultilayerHead.Dense> layers = new ArrayList<>();
            for (String layer : network.weightedLayers()) {
                List<Tensor> arrays = weights.of(layer, network.parameters(layer));
                layers.add(new MultilayerHead.Dense(
                        arrays.get(0).values(), arrays.get(1).values(), spec.activation()));
            }
            int last = layers.size() - 1;
            layers.set(last, layers.get(last).linear());
            return layers;
        }

        private Report report(History history) {
            int taken = spec.plan().passes().patience() > 0 ? history.best() : history.epochs() - 1;
            boolean validated = history.hasValidation();
            return new Report(
                    spec.id(),
                    history.epochs(),
                    taken + 1,
                    history.loss().get(taken),
                    history.accuracy().get(taken),
                    validated ? history.validationLoss().get(taken) : null,
                    validated ? history.validationAccuracy().get(taken) : null);
        }

        /** Whether the part trained on would have no sample of its class, so that this one must be in it. */
        private static boolean isAlone(TrainingSet set, int sample, int left) {
            return IntStream.range(0, set.samples())
                    .noneMatch(i -> set.label(i) == set.label(sample) && set.innerFold(i) != left);
        }

        private static float[][] rows(TrainingSet set, int[] members) {
            return IntStream.of(members).mapToObj(set::row).toArray(float[][]::new);
        }

        private static int[] labels(TrainingSet set, int[] members) {
            return IntStream.of(members).map(set::label).toArray();
        }

        private static Samples scaled(Samples samples, FeatureScaling scaling) {
            if (scaling.isNone()) {
                return samples;
            }
            return new Samples() {
                @Override
                public int size() {
                    return samples.size();
                }

                @Override
                public int label(int sample) {
                    return samples.label(sample);
                }

                @Override
                public void read(int sample, int pass, FloatBuffer to) throws IOException {
                    float[] row = new float[scaling.features()];
                    samples.read(sample, pass, FloatBuffer.wrap(row));
                    scaling.apply(row);
                    to.put(row);
                }
            };
        }
    }
}
