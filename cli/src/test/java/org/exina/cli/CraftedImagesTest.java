package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Images made to harm whoever opens them are named, each with its reason, and the others go on. */
class CraftedImagesTest {
    private static final int MANY = 100_000;

    /** By file name, and what is said of each. */
    private static final Map<String, String> REASONS = new TreeMap<>(Map.of(
            "markers.jpg", "is a JPEG image that is cut off",
            "frames.webp", "is a WebP image with damaged pixels (a frame within a frame)",
            "negative.tif", "is a TIFF image with a damaged header: the first directory stands at byte -16",
            "type0.tif", "is a TIFF image with damaged pixels (tag 273 is of type 0)"));

    @TempDir
    private static Path shared;

    private static Path images;
    private static Path model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeAndTrain() throws IOException {
        images = TinyData.write(shared.resolve("pictures"), 6);
        Path folder = images.resolve(TinyData.CLASSES.get(0));
        Files.write(folder.resolve("markers.jpg"), markers());
        Files.write(folder.resolve("frames.webp"), frames());
        Files.write(folder.resolve("negative.tif"), negativeOffset());
        Files.write(folder.resolve("type0.tif"), stripsOfTypeZero());
        model = shared.resolve("model.onnx");
        Ran ran = Ran.exina("train", images, "-o", model, "--folds", 2);
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private static byte[] markers() {
        byte[] file = new byte[2 + 2 * MANY];
        for (int i = 0; i < file.length; i += 2) {
            file[i] = (byte) 0xFF; // and 0: a marker that is none
        }
        file[1] = (byte) 0xD8;
        return file;
    }

    private static byte[] frames() {
        int bytes = 24 * MANY;
        ByteBuffer file = ByteBuffer.allocate(30 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(22 + bytes).put(ascii("WEBPVP8X")).putInt(10);
        file.position(30);
        for (int left = bytes - 8; left > 0; left -= 24) {
            file.put(ascii("ANMF")).putInt(left).position(file.position() + 16);
        }
        return file.array();
    }

    private static byte[] negativeOffset() {
        return ByteBuffer.allocate(256)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("II+\0"))
                .putShort((short) 8)
                .putShort((short) 0)
                .putLong(-16)
                .array();
    }

    private static byte[] stripsOfTypeZero() {
        ByteBuffer file = ByteBuffer.allocate(10_200).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("II*\0")).putInt(8).putShort((short) 5);
        int[][] tags = {{256, 4, 1, 100}, {257, 4, 1, 100}, {258, 3, 1, 8}, {262, 3, 1, 1}, {273, 0, -1, 8}};
        for (int[] tag : tags) {
            file.putShort((short) tag[0])
                    .putShort((short) tag[1])
                    .putInt(tag[2])
                    .putInt(tag[3]);
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void checkNamesThem() {
        Ran ran = Ran.exina("check", images);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains(": 16 images, 2 classes").contains("\nunreadable images: 4\n");
        REASONS.forEach((name, reason) ->
                assertThat(ran.out()).contains("  " + TinyData.CLASSES.get(0) + "/" + name + ": " + reason));
    }

    @Test
    void crossValidationGoesOnWithoutThem() throws IOException {
        Ran ran = Ran.exina("crossval", images, "--folds", 2, "--out", folder.resolve("run"), "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.json().get("n").asInt()).isEqualTo(12);
        assertThat(ran.json().get("unreadable").asInt()).isEqualTo(4);
    }

    @Test
    void predictAnswersTheOthers() throws IOException {
        Ran ran = Ran.exina("predict", model, images, "--json");

        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.SOFTWARE);
        Map<String, String> problems = new TreeMap<>();
        for (JsonNode each : ran.json().get("predictions")) {
            String problem = each.get("problem").asText();
            assertThat(each.get("label").asText().isEmpty()).isEqualTo(!problem.isEmpty());
            if (!problem.isEmpty()) {
                problems.put(Path.of(each.get("path").asText()).getFileName().toString(), problem);
            }
        }
        assertThat(ran.json().get("predictions")).hasSize(16);
        assertThat(problems).containsOnlyKeys(REASONS.keySet());
        REASONS.forEach((name, reason) -> assertThat(problems.get(name)).contains(name + ": " + reason));
    }

    @Test
    void countCountsTheOthers() throws IOException {
        Path fields = folder.resolve("fields");
        Object[] words = {"sample", "--slides", "-o", fields, "--classes", 2, "--fields", 1, "--size", "500,400"};
        assertThat(Ran.exina(words).code()).isZero();
        Path crafted = images.resolve(TinyData.CLASSES.get(0));
        for (String name : REASONS.keySet()) {
            Files.copy(crafted.resolve(name), fields.resolve("images").resolve(name));
        }

        Ran ran = Ran.exina("count", model, fields.resolve("images"), "-o", folder.resolve("counts.csv"));

        assertThat(ran.code()).as(ran.err()).isEqualTo(1);
        assertThat(ran.out()).contains("4 fields could not be counted, and are in none of the figures.");
        REASONS.forEach((name, reason) -> assertThat(ran.err()).contains(name + ": " + reason));
    }
}
