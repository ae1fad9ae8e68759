package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.exina.experiment.History;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.NetworkBuilder;
import org.exina.network.NetworkCompiler;
import org.exina.network.Networks;
import org.exina.network.Tensor;
import org.exina.network.VectorLayer;
import org.exina.network.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final int FEATURES = 30;
    private static final TrainingConfig PLAN =
            TrainingConfig.DEFAULT.withPasses(new TrainingConfig.EpochSettings(5, 8, true, 0, 0));

    @Test
    void sameSeedGivesSameWeightsWhateverRunsBeside() throws Exception {
        float[] alone = kernel(Trainer.of(dense(), PLAN, 7).train(samples()).weights());
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Trained>> running = new ArrayList<>();
            for (long seed : new long[] {7, 8, 7, 9, 7}) {
                running.add(workers.submit(() -> Trainer.of(dense(), PLAN, seed).train(samples())));
            }
            assertThat(kernel(running.get(0).get().weights())).isEqualTo(alone);
            assertThat(kernel(running.get(2).get().weights())).isEqualTo(alone);
            assertThat(kernel(running.get(4).get().weights())).isEqualTo(alone);
            assertThat(kernel(running.get(1).get().weights())).isNotEqualTo(alone);
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void learnsWhatCanBeLearned() throws IOException {
        TrainingConfig longer = TrainingConfig.DEFAULT
                .withOptimizer(new Optimizer.RmsProp(0.01, 0.9, 0, 1e-7))
                .withPasses(new TrainingConfig.EpochSettings(40, 8, true, 0, 0));
        History history = Trainer.of(dense(), longer, 1)
                .validation(samples())
                .train(samples())
                .history();
        assertThat(history.epochs()).isEqualTo(40);
        assertThat(history.validationAccuracy().get(39)).isEqualTo(1);
        assertThat(history.loss().get(39)).isLessThan(history.loss().get(0) / 2);
    }

    @Test
    void watcherSeesEveryEpoch() throws IOException {
        List<Integer> seen = new ArrayList<>();
        Trainer.of(dense(), PLAN, 1)
                .watch((done, epochs, history) -> {
                    assertThat(history.epochs()).isEqualTo(done);
                    assertThat(epochs).isEqualTo(5);
                    seen.add(done);
                })
                .train(samples());
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void interruptedTrainingEnds() {
        Trainer trainer = Trainer.of(dense(), PLAN, 1)
                .watch((done, epochs, history) -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> trainer.train(samples()))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted while a network was trained");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void patienceTakesTheBestEpoch() throws IOException {
        TrainingConfig plan = TrainingConfig.DEFAULT
                .withOptimizer(new Optimizer.Sgd(0.5, 0, false))
                .withPasses(new TrainingConfig.EpochSettings(200, 8, true, 0, 3));
        Samples others = Samples.of(Formula.rows("other", 30, FEATURES, 1), Formula.labels(30)); // nothing to learn
        Trained trained = Trainer.of(dense(), plan, 1).validation(others).train(samples());
        History history = trained.history();
        assertThat(history.epochs()).isLessThan(200).isEqualTo(history.best() + 4);
        TrainingConfig again = plan.withPasses(new TrainingConfig.EpochSettings(history.best() + 1, 8, true, 0, 0));
        assertThat(kernel(Trainer.of(dense(), again, 1).train(samples()).weights()))
                .isEqualTo(kernel(trained.weights()));
    }

    @Test
    void patienceNeedsValidation() {
        TrainingConfig plan = PLAN.withPasses(new TrainingConfig.EpochSettings(5, 8, true, 0, 3));
        assertThatThrownBy(() -> Trainer.of(dense(), plan, 1).train(samples()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("patience needs validation samples to tell when to stop");
    }

    @Test
    void lossThatIsNoNumberIsTold() {
        TrainingConfig wild = PLAN.withOptimizer(new Optimizer.Sgd(1e30, 0, false));
        assertThatThrownBy(() -> Trainer.of(dense(), wild, 1).train(samples()))
                .isInstanceOf(ExinaException.class)
                .hasMessageMatching("the loss is no number any more in epoch [12]; a lower learning rate than 1.0E30 or"
                        + " standardised features may help");
    }

    @Test
    void onlyAPartOfTheSamplesIsSeenWhenAsked() throws IOException {
        TrainingConfig first = PLAN.withPasses(new TrainingConfig.EpochSettings(2, 4, false, 8, 0));
        Samples counting = new Samples() {
            @Override
            public int size() {
                return samples().size();
            }

            @Override
            public int label(int sample) {
                return samples().label(sample);
            }

            @Override
            public void read(int sample, int pass, java.nio.FloatBuffer to) throws IOException {
                assertThat(sample).isLessThan(8);
                samples().read(sample, pass, to);
            }
        };
        assertThat(Trainer.of(dense(), first, 1).train(counting).history().epochs())
                .isEqualTo(2);
    }

    @Test
    void frozenLayersStay() throws IOException {
        Network network = normed();
        Weights start = new Formula();
        Samples images = Samples.ofPixels(new byte[6][3 * 16 * 16], new int[] {0, 1, 2, 0, 1, 2});
        Trained trained = Trainer.of(network, PLAN, 1)
                .frozen(Set.of("conv2d", "frozen_bn"))
                .train(start, images);
        for (String layer : network.weightedLayers()) {
            List<Tensor> before = start.of(layer, network.parameters(layer));
            List<Tensor> after = trained.weights().of(layer, network.parameters(layer));
            for (int i = 0; i < before.size(); i++) {
                boolean same = layer.equals("conv2d") || layer.equals("frozen_bn");
                if (same) {
                    assertThat(after.get(i).values()).isEqualTo(before.get(i).values());
                } else if (layer.equals("free_bn")) { // its means move too
                    assertThat(after.get(i).values()).isNotEqualTo(before.get(i).values());
                }
            }
        }
    }

    @Test
    void trainedNetworkIsTheSameInOnnx() throws IOException {
        Network network = Networks.contrast(22, 3);
        byte[][] pixels = new byte[6][3 * 22 * 22];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < pixels[i].length; j++) {
                pixels[i][j] = (byte) (i * j * 7);
            }
        }
        Samples images = Samples.ofPixels(pixels, new int[] {0, 1, 2, 0, 1, 2});
        Trained trained = Trainer.of(network, PLAN, 1).train(images);
        java.nio.FloatBuffer image = java.nio.FloatBuffer.allocate(3 * 22 * 22);
        images.read(3, 0, image);
        byte[] model = NetworkCompiler.compile(network, trained.weights(), List.of(network.output()))
                .toBytes();
        float[] onnx = Ort.run(model, Network.INPUT, image.array(), 1, 3, 22, 22);
        try (TorchNetwork opened = TorchNetwork.open(network, trained.weights())) {
            float[] torch = opened.run(image.array(), 1, 22, 22, network.output());
            assertThat(onnx).hasSize(3);
            for (int k = 0; k < 3; k++) {
                assertThat(onnx[k]).isCloseTo(torch[k], org.assertj.core.api.Assertions.within(1e-5f));
            }
        }
    }

    @Test
    void networkWithoutSoftmaxIsRefused() {
        assertThatThrownBy(() -> Trainer.of(Networks.of("vgg16"), PLAN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vgg16 cannot be trained: it does not end in a dense layer and a softmax");
    }

    @Test
    void sampleOfAnotherLengthIsRefused() {
        Samples wrong = Samples.of(new float[3][FEATURES - 1], new int[] {0, 1, 2});
        assertThatThrownBy(() -> Trainer.of(dense(), PLAN, 1).train(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("sample [012]: expected 30 numbers, got 29");
    }

    @Tag("slow")
    @Test
    void fiftyTrainingsTakeNoMoreMemoryThanTen() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "memory is read from /proc, which this system has not");
        float[][] rows = Formula.rows("many", 64, 8192, 1);
        Samples samples = Samples.of(rows, Formula.labels(64));
        Network network = dense(8192, 64);
        TrainingConfig plan = TrainingConfig.DEFAULT
                .withOptimizer(Optimizer.Adam.DEFAULT)
                .withPasses(new TrainingConfig.EpochSettings(2, 16, true, 0, 1));
        long early = 0;
        for (int i = 0; i < 50; i++) {
            Trainer.of(network, plan, i).validation(samples).train(samples);
            if (i == 9) {
                early = residentMegabytes(status);
            }
        }
        // one training holds 4 x 2 MB of weights and means; a leak of one array each would be 80 MB
        assertThat(residentMegabytes(status) - early).isLessThan(60);
    }

    private static long residentMegabytes(Path status) throws IOException {
        System.gc();
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static Samples samples() {
        float[][] rows = Formula.rows("clouds", 48, FEATURES, 1);
        int[] labels = Formula.labels(48);
        for (int i = 0; i < rows.length; i++) {
            rows[i][labels[i]] += 2;
        }
        return Samples.of(rows, labels);
    }

    static Network dense() {
        return dense(FEATURES, 16);
    }

    private static Network dense(int features, int units) {
        NetworkBuilder net = new NetworkBuilder("dense", "https://example.org").features(features);
        net.input()
                .then(VectorLayer.dense(units))
                .then(Layer.relu())
                .then(VectorLayer.dropout(0.5))
                .then(VectorLayer.dense(3))
                .then(new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }

    private static Network normed() {
        NetworkBuilder net = new NetworkBuilder("normed", "https://example.org").onlySize(16);
        net.input()
                .then(Layer.conv(4, 3))
                .then("frozen_bn", Layer.batchNorm())
                .then(Layer.relu())
                .then(Layer.conv(5, 3))
                .then("free_bn", Layer.batchNorm())
                .then(Layer.relu())
                .then(VectorLayer.flatten())
                .then(VectorLayer.dense(3))
                .then(new Layer.Activation(Layer.Function.SOFTMAX));
        return net.build();
    }

    private static float[] kernel(Weights weights) throws IOException {
        return weights.of("dense", dense().parameters("dense")).get(0).values();
    }
}
