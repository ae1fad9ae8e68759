package org.exina.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.image.RgbImage;
import org.exina.network.FormulaWeights;
import org.exina.network.KerasTapsTest;
import org.exina.network.Networks;

/**
 * The Java side of {@code bench/networks.py}: answers "agreement NAME", "open NAME SIZE", "run BATCH" and "quit" on
 * standard input, each with one line.
 */
public final class NetworkSpeed {
    private Backbone backbone;

    private NetworkSpeed() {}

    public static void main(String[] args) throws IOException {
        NetworkSpeed speed = new NetworkSpeed();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            System.out.println(speed.answer(line.split(" ", -1)));
        }
        speed.close();
    }

    private String answer(String... words) throws IOException {
        return switch (words[0]) {
            case "agreement" -> KerasTapsTest.differences(words[1]).toString();
            case "open" -> open(words[1], words[2]);
            case "run" -> run(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("expected agreement, open, run or quit, got " + words[0]);
        };
    }

    /** Reads the last layer, averaged, as Keras's {@code include_top=False, pooling="avg"} does. */
    private String open(String name, String size) throws IOException {
        close();
        Path home = Files.createTempDirectory("exina-bench");
        Backbones backbones = Backbones.in(home);
        Path file = FormulaWeights.write(Networks.of(name), home.resolve("weights.h5"));
        backbones.importWeights(name, file, text -> {});
        backbone = backbones.open(BackboneSpec.parse(
                name + ":size=" + size + ",taps=" + Networks.of(name).output()));
        backbones.remove(name);
        Files.delete(file);
        return "open";
    }

    /**
     * Runs one batch.
     *
     * @return milliseconds for a batch, preprocessing included
     */
    private String run(int batch) {
        byte[] pixels =
                new byte[3 * backbone.input().height() * backbone.input().width()];
        new Random(1).nextBytes(pixels);
        List<RgbImage> images = Collections.nCopies(
                batch, RgbImage.of(backbone.input().width(), backbone.input().height(), pixels));
        long start = System.nanoTime();
        backbone.features(images);
        return Double.toString((System.nanoTime() - start) / 1e6);
    }

    private void close() {
        if (backbone != null) {
            backbone.close();
        }
    }
}
