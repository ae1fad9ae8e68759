package org.exina.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Learning curves from a formula, of the kinds that occur: good, overfitted, diverged, never learned. */
final class Histories {
    final List<Curve> accuracy = new ArrayList<>();
    final List<Curve> loss = new ArrayList<>();
    private final Random noise = new Random(1);

    /** Fifteen experiments of the study's names and lengths. */
    static Histories study() {
        Histories all = new Histories();
        all.add("contrast", 20, 0.049, 12.06, 1, 1);
        all.add("VGG16_naive", 20, 0.76, 1.17, 2, 1.3);
        all.add("VGG19_naive", 20, 0.75, 0.95, 3, 1.1);
        all.add("InceptionV3_naive", 20, 0.64, 5.7, 3, 2.4);
        all.add("ResNet50_naive", 20, 0.049, 3.04, 1, 1);
        all.add("Xception_naive", 20, 0.56, 6.8, 3, 3);
        all.add("InceptionV3_naive_100_epochs", 100, 0.63, 5.9, 9, 2.6);
        all.add("VGG16_dense_64", 20, 0.35, 2.1, 4, 1);
        all.add("VGG16_dense_256", 20, 0.82, 0.69, 2, 1.05);
        all.add("VGG16_dense_sigmoid", 20, 0.86, 0.66, 3, 1);
        all.add("VGG16_dense_tanh", 20, 0.83, 0.70, 3, 1.1);
        all.add("VGG16_dense_sigmoid_sgd", 20, 0.82, 0.60, 6, 1);
        all.add("VGG16_dense_sigmoid_adagrad", 20, 0.868, 0.57, 3, 1);
        all.add("VGG16_dense_sigmoid_adam", 20, 0.8125, 0.58, 2, 1);
        all.add("VGG16_dense_256_sigmoid_adagrad", 20, 0.833, 0.55, 3, 1);
        return all;
    }

    /**
     * Adds the curves of a network that learns.
     *
     * @param rise epochs in which it learns
     * @param over by how much the loss rises again from its lowest
     */
    void add(String name, int epochs, double accuracyAtEnd, double lossAtEnd, double rise, double over) {
        List<Double> shares = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double learned = 1 - Math.exp(-epoch / rise);
            double share = 0.05 + (accuracyAtEnd - 0.05) * learned + 0.012 * noise.nextGaussian() * learned;
            shares.add(accuracyAtEnd < 0.1 ? accuracyAtEnd : Math.max(0, Math.min(1, share)));
            double lowest = lossAtEnd / over;
            double fall = lowest + (3.04 - lowest) * Math.exp(-epoch / rise);
            double rising = (lossAtEnd - lowest) * epoch / epochs;
            losses.add(over == 1 && lossAtEnd > 3 ? lossAtEnd : (fall + rising) * (1 + 0.04 * noise.nextGaussian()));
        }
        accuracy.add(new Curve(name, shares));
        loss.add(new Curve(name, losses));
    }

    /** The last accuracies with made-up intervals. */
    List<Point> points() {
        return accuracy.stream()
                .map(curve -> {
                    double half = 1.96 * Math.sqrt(curve.last() * (1 - curve.last()) / 288);
                    double other = Math.max(
                            0, curve.last() + 0.03 * Math.sin(curve.name().length()));
                    return new Point(
                            curve.name(),
                            curve.last(),
                            Math.max(0, curve.last() - half),
                            Math.min(1, curve.last() + half),
                            Optional.of(other));
                })
                .toList();
    }
}
