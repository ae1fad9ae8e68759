package org.exina.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.network.Networks;
import org.exina.torch.Engine;
import org.exina.torch.Plan;
import org.exina.torch.Samples;
import org.exina.torch.Trainer;

/**
 * Exina's side of {@code bench/training.py}: for each line read, trains one epoch and says the seconds it took and those of
 * the processor. Lines: {@code head BATCH JOBS} (18432-128-23, 1152 samples, RMSprop; JOBS
 * trainings side by side), {@code contrast BATCH THREADS PICTURES} (200 x 200 pixels).
 */
public final class TrainingBench {
    private static final int CLASSES = 23;
    private static final int FEATURES = 18432;
    private static final int SAMPLES = 1152;
    private static final int PICTURES = 805;
    private static final int SIZE = 200;

    private TrainingBench() {}

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        Engine.require();
        System.out.printf("ready %.3f%n", (System.nanoTime() - start) / 1e9);
        TrainingSet set = features();
        Samples pictures = pictures();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            int batch = Integer.parseInt(words[1]);
            int count = Integer.parseInt(words[2]);
            long began = System.nanoTime();
            double cpu = cpu();
            if (words[0].equals("head")) {
                head(set, batch, count);
            } else {
                contrast(pictures, batch, count, Integer.parseInt(words[3]));
            }
            System.out.printf("%.6f %.6f%n", (System.nanoTime() - began) / 1e9, cpu() - cpu);
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

    private static void contrast(Samples pictures, int batch, int threads, int count) throws IOException {
        Plan plan = Plan.DEFAULT.withPasses(new Plan.Passes(1, batch, true, count, 0));
        Trainer.of(Networks.contrast(SIZE, CLASSES), plan, 1).threads(threads).train(pictures);
    }

    private static TrainingSet features() {
        Random random = new Random(1);
        float[][] rows = new float[SAMPLES][FEATURES];
        int[] labels = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            labels[i] = i % CLASSES;
            for (int j = 0; j < FEATURES; j++) {
                rows[i][j] = random.nextFloat();
            }
        }
        return TrainingSet.of(rows, labels, CLASSES);
    }

    private static Samples pictures() {
        Random random = new Random(2);
        byte[][] pixels = new byte[PICTURES][3 * SIZE * SIZE];
        int[] labels = new int[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
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
