package org.exina.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.network.Networks;
import org.exina.torch.Engine;
import org.exina.torch.EpochWatcher;
import org.exina.torch.MlpSpec;
import org.exina.torch.Samples;
import org.exina.torch.Trainer;
import org.exina.torch.TrainingConfig;

/**
 * Exina's side of {@code bench/training.py} and {@code bench/suite.py}: for each line read, trains and says the seconds it
 * took and those of the processor. Lines: {@code head BATCH JOBS} (18432-128-23, 1152 samples, RMSprop, one epoch; JOBS
 * trainings side by side), {@code contrast BATCH THREADS IMAGES} (200 x 200 pixels, one epoch), {@code fit SPEC} (a top
 * model on 1152 samples of 18432, 288 others tested after each epoch).
 */
public final class TrainingBench {
    private static final int CLASSES = 23;
    private static final int FEATURES = 18432;
    private static final int SAMPLES = 1152;
    private static final int VALIDATION = 288;
    private static final int IMAGES = 805;
    private static final int SIZE = 200;

    private TrainingBench() {}

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        Engine.require();
        System.out.printf(Locale.ROOT, "ready %.3f%n", (System.nanoTime() - start) / 1e9);
        TrainingSet set = TrainingSet.of(rows(SAMPLES), labels(SAMPLES), CLASSES);
        Samples validation = Samples.of(rows(VALIDATION), labels(VALIDATION));
        Samples images = images();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            long began = System.nanoTime();
            double cpu = cpu();
            switch (words[0]) {
                case "head" -> head(set, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                case "fit" -> ((MlpSpec) HeadSpec.parse(words[1])).fit(set, validation, 1, EpochWatcher.NONE);
                default ->
                    contrast(
                            images, Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            }
            System.out.printf(Locale.ROOT, "%.6f %.6f%n", (System.nanoTime() - began) / 1e9, cpu() - cpu);
        }
    }

    private static void head(TrainingSet set, int batch, int jobs) throws Exception {
        HeadSpec spec = HeadSpec.parse("top:standardize=false,epochs=1,batch=" + batch);
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        List<Future<?>> running = new ArrayList<>();
        for (int j = 0; j < jobs; j++) {
            long seed = j;
            running.add(workers.submit(() -> spec.train(set, seed)));
        }
        for (Future<?> one : running) {
            one.get();
        }
        workers.shutdown();
    }

    private static void contrast(Samples images, int batch, int threads, int count) throws IOException {
        TrainingConfig plan =
                TrainingConfig.DEFAULT.withPasses(new TrainingConfig.EpochSettings(1, batch, true, count, 0));
        Trainer.of(Networks.contrast(SIZE, CLASSES), plan, 1).threads(threads).train(images);
    }

    private static float[][] rows(int count) {
        Random random = new Random(count);
        float[][] rows = new float[count][FEATURES];
        for (float[] row : rows) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = random.nextFloat();
            }
        }
        return rows;
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    }

    private static Samples images() {
        Random random = new Random(2);
        byte[][] pixels = new byte[IMAGES][3 * SIZE * SIZE];
        for (byte[] image : pixels) {
            random.nextBytes(image);
        }
        return Samples.ofPixels(pixels, labels(IMAGES));
    }

    private static double cpu() {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
