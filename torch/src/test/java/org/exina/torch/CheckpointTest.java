package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exina.network.Network;
import org.exina.network.Tensor;
import org.exina.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Network NETWORK = KerasTuningTest.network();
    private static final Samples SAMPLES = Samples.ofPixels(KerasTuningTest.images(), Formula.labels(12));
    private static final TrainingConfig PLAN = TrainingConfig.DEFAULT
            .withOptimizer(Optimizer.Adam.DEFAULT)
            .withPasses(new TrainingConfig.EpochSettings(6, 5, true, 0, 6));
    private static final Set<String> FROZEN = Set.of("conv", "conv_bn");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("training.checkpoint");
    }

    private Trainer trainer() {
        return Trainer.of(NETWORK, PLAN, 3).frozen(FROZEN).validation(SAMPLES).orStart();
    }

    @Test
    void interruptedTrainingEndsAsOneThatWasNot() throws IOException {
        Trained whole = trainer().train(new Formula(), SAMPLES);
        Trainer broken = trainer().checkpoint(file(), "k").watch((done, epochs, history) -> {
            if (done == 2 || done == 4) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> broken.train(new Formula(), SAMPLES)).isInstanceOf(InterruptedIOException.class);
        }
        Trained resumed = broken.train(new Formula(), SAMPLES);
        assertThat(resumed.history()).isEqualTo(whole.history());
        assertThat(resumed.start()).isEqualTo(whole.start());
        assertThat(resumed.epoch()).isEqualTo(whole.epoch());
        for (String layer : NETWORK.weightedLayers()) {
            assertThat(numbers(resumed.weights(), layer)).as(layer).isDeepEqualTo(numbers(whole.weights(), layer));
        }
    }

    @Test
    void onlyWhatLearnsIsKeptInIt() throws IOException {
        trainer().checkpoint(file(), "k").train(new Formula(), SAMPLES);
        long learns = NETWORK.weightedLayers().stream()
                .filter(layer -> !FROZEN.contains(layer))
                .flatMap(layer -> NETWORK.parameters(layer).stream())
                .mapToLong(p -> p.count())
                .sum();
        assertThat(Files.size(file())).isLessThan(4 * 4 * learns + 6000); // weights, two moments, the best
    }

    @Test
    void checkpointOfAnotherTrainingIsNotTakenUp() throws IOException {
        trainer().checkpoint(file(), "one").train(new Formula(), SAMPLES);
        Trained other = Trainer.of(NETWORK, PLAN, 4)
                .checkpoint(file(), "two")
                .validation(SAMPLES)
                .train(new Formula(), SAMPLES);
        Trained alone = Trainer.of(NETWORK, PLAN, 4).validation(SAMPLES).train(new Formula(), SAMPLES);
        assertThat(numbers(other.weights(), "pw")).isDeepEqualTo(numbers(alone.weights(), "pw"));
    }

    @Test
    void foreignDamagedAndNewerFilesAreThreeErrors() throws IOException {
        Trainer trainer = trainer().checkpoint(file(), "k");
        trainer.train(new Formula(), SAMPLES);
        byte[] sound = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(sound, sound.length - 100));
        assertThatThrownBy(() -> trainer.train(new Formula(), SAMPLES))
                .isInstanceOf(IOException.class)
                .hasMessage(file() + ": is damaged; delete it to begin anew");
        byte[] newer = sound.clone();
        newer[11] = 9;
        Files.write(file(), newer);
        assertThatThrownBy(() -> trainer.train(new Formula(), SAMPLES))
                .hasMessage(
                        file() + ": checkpoint version 9 is newer than 1, the newest that this program reads; update"
                                + " Exina or delete the file");
        Files.writeString(file(), "something else altogether");
        assertThatThrownBy(() -> trainer.train(new Formula(), SAMPLES))
                .hasMessage(file() + ": is no checkpoint of a training; delete it to begin anew");
    }

    @Test
    void startIsKeptWhenNoEpochIsBetter() throws IOException {
        TrainingConfig harmful = PLAN.withOptimizer(new Optimizer.Sgd(5, 0, false))
                .withPasses(new TrainingConfig.EpochSettings(9, 5, true, 0, 2));
        Samples others = Samples.ofPixels(new byte[3][KerasTuningTest.images()[0].length], new int[] {0, 1, 2});
        Trained trained =
                Trainer.of(NETWORK, harmful, 1).validation(others).orStart().train(new Formula(), SAMPLES);
        assertThat(trained.epoch()).isZero();
        assertThat(trained.history().epochs()).isEqualTo(2);
        assertThat(numbers(trained.weights(), "pw")).isDeepEqualTo(numbers(new Formula(), "pw"));
    }

    @Test
    void layersLearnAtTheirOwnRate() throws IOException {
        TrainingConfig oneStep = TrainingConfig.DEFAULT
                .withOptimizer(new Optimizer.Sgd(0.01, 0, false))
                .withPasses(new TrainingConfig.EpochSettings(1, 12, false, 0, 0));
        Trainer trainer = Trainer.of(NETWORK, oneStep, 1);
        Trained plain = trainer.train(new Formula(), SAMPLES);
        Trained slow = trainer.rates(Map.of("conv", 0.25)).train(new Formula(), SAMPLES);
        float[] start = numbers(new Formula(), "conv")[0];
        float[] usual = numbers(plain.weights(), "conv")[0];
        float[] slower = numbers(slow.weights(), "conv")[0];
        for (int i = 0; i < start.length; i++) {
            assertThat(slower[i] - start[i]).isCloseTo(0.25f * (usual[i] - start[i]), within(1e-6f));
        }
        assertThat(numbers(slow.weights(), "pw")).isDeepEqualTo(numbers(plain.weights(), "pw"));
        assertThatThrownBy(() -> trainer.rates(Map.of("conv", 0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("factors of the learning rate must be above 0, got {conv=0.0}");
    }

    private static float[][] numbers(Weights weights, String layer) throws IOException {
        List<Tensor> arrays = weights.of(layer, NETWORK.parameters(layer));
        return arrays.stream().map(Tensor::values).toArray(float[][]::new);
    }
}
