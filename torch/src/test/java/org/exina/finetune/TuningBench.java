package org.exina.finetune;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.exina.network.Networks;
import org.exina.torch.Engine;
import org.exina.torch.Optimizer;
import org.exina.torch.Samples;
import org.exina.torch.Trainer;
import org.exina.torch.TrainingConfig;

/**
 * Exina's side of {@code bench/finetune.py}: for each line {@code BLOCKS SIZE BATCH THREADS IMAGES} tunes the last blocks
 * of a MobileNet of width 0.75 for one epoch, batch norms frozen, and says the seconds it took and those of the processor.
 */
public final class TuningBench {
    private static final int CLASSES = 23;

    private TuningBench() {}

    public static void main(String[] arguments) throws IOException {
        Engine.require();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int[] words = List.of(line.split(" ", -1)).stream()
                    .mapToInt(Integer::parseInt)
                    .toArray();
            Samples images = images(words[1], words[4]);
            long began = System.nanoTime();
            double cpu = cpu();
            tune(words, images);
            System.out.printf(Locale.ROOT, "%.6f %.6f%n", (System.nanoTime() - began) / 1e9, cpu() - cpu);
        }
    }

    private static void tune(int[] words, Samples images) throws IOException {
        ClassifyingNetwork net =
                ClassifyingNetwork.of(Networks.mobilenet(0.75), List.of("conv_pw_13_relu"), words[1], CLASSES);
        FreezeBlocks blocks = FreezeBlocks.of(net.body());
        Set<String> frozen = new HashSet<>();
        net.body().stream().map(node -> node.name()).filter(net::isBatchNorm).forEach(frozen::add);
        for (int b = 0; b < blocks.count() - words[0]; b++) {
            frozen.addAll(blocks.layers(b));
        }
        TrainingConfig plan = TrainingConfig.DEFAULT
                .withOptimizer(Optimizer.Adam.DEFAULT.withLearningRate(1e-4))
                .withPasses(new TrainingConfig.EpochSettings(1, words[2], true, 0, 0));
        Trainer.of(net.whole(), plan, 1).frozen(frozen).threads(words[3]).train(images);
    }

    private static Samples images(int size, int count) {
        Random random = new Random(2);
        byte[][] pixels = new byte[count][3 * size * size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = i % CLASSES;
        }
        return Samples.ofPixels(pixels, labels);
    }

    private static double cpu() {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
