package org.exina.torch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.exina.experiment.History;
import org.exina.head.FeatureScaling;
import org.exina.head.Head;
import org.exina.head.Standardizer;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.network.Network;
import org.exina.network.Tensor;
import org.exina.network.Weights;

/** Trains a {@link MlpSpec}. */
final class MlpTraining {
    private final MlpSpec spec;
    private final long seed;

    MlpTraining(MlpSpec spec, long seed) {
        this.spec = spec;
        this.seed = seed;
    }

    Head byInnerFold(TrainingSet set) throws IOException {
        if (spec.plan().passes().patience() == 0) {
            return fit(set, Samples.NONE, Trainer.Watcher.NONE).head();
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
        return fit(part, Samples.of(rows(set, outside), labels(set, outside)), Trainer.Watcher.NONE)
                .head();
    }

    MlpSpec.Fitted fit(TrainingSet set, Samples validation, Trainer.Watcher watcher) throws IOException {
        return fit(set, validation, watcher, GlorotInit.glorot(network(set), seed));
    }

    /**
     * Trains on the whole set, from given weights on.
     *
     * @param start weights to begin with
     */
    MlpSpec.Fitted fit(TrainingSet set, Samples validation, Trainer.Watcher watcher, Weights start) throws IOException {
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
            return new MlpSpec.Fitted(
                    new MultilayerHead(scaling, layers, settings(trained.history())), trained.history());
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

    private Map<String, String> settings(History history) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("head", spec.id());
        settings.put("epochs", Integer.toString(history.epochs()));
        int taken = spec.plan().passes().patience() > 0 ? history.best() : history.epochs() - 1;
        settings.put("epoch", Integer.toString(taken + 1));
        settings.put("loss", number(history.loss().get(taken)));
        settings.put("accuracy", number(history.accuracy().get(taken)));
        if (history.hasValidation()) {
            settings.put("validationLoss", number(history.validationLoss().get(taken)));
            settings.put(
                    "validationAccuracy", number(history.validationAccuracy().get(taken)));
        }
        return settings;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
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
