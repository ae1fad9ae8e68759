package org.exina.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.exina.image.DihedralView;
import org.exina.io.Sha256;

/** Keys and rows that follow from a number, so that any process can tell whether a row is right. */
final class CacheTests {
    private CacheTests() {}

    static FeatureSpace space(String backbone, int length) {
        return new FeatureSpace(
                backbone, Sha256.of(backbone), "tap", "average", "stretch", "fake-1", "fp32", 1, length);
    }

    static FeatureKey key(int number) {
        return new FeatureKey(
                ContentHash.parse(Sha256.of("image " + number / 2)),
                number % 2 == 0 ? DihedralView.IDENTITY : DihedralView.MIRROR_TURN_90);
    }

    static float[] row(int number, int length) {
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = number + i / 1024f;
        }
        return row;
    }

    /** Appends rows number {@code from} to before {@code to}. */
    static int append(FeatureTable table, int from, int to) throws IOException {
        List<FeatureKey> keys = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            keys.add(key(i));
            rows.add(row(i, table.space().length()));
        }
        return table.append(keys, rows, 0);
    }

    /**
     * The numbers below {@code end} whose row is there.
     *
     * @throws AssertionError when one is there but wrong
     */
    static List<Integer> present(FeatureTable table, int end) throws IOException {
        List<Integer> present = new ArrayList<>();
        float[] row = new float[table.space().length()];
        for (int i = 0; i < end; i++) {
            if (table.read(key(i), row, 0)) {
                if (!Arrays.equals(row, row(i, row.length))) {
                    throw new AssertionError("row " + i + " is wrong");
                }
                present.add(i);
            }
        }
        return present;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** A Java program with the tests' classes. */
    static ProcessBuilder java(String heap, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
