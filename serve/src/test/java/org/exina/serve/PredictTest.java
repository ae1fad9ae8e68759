package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.exina.image.file.ImageFile;
import org.exina.model.Classifier;
import org.exina.model.Prediction;
import org.exina.task.Parallel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
    private static final String PREDICT = "/api/models/tiny/predict";

    @TempDir
    private static Path temp;

    private static Served served;

    @BeforeAll
    static void start() throws IOException {
        served = Served.in(temp);
    }

    @AfterAll
    static void stop() throws IOException {
        served.close();
    }

    @Test
    void theListTellsOfModels() throws Exception {
        JsonNode model = served.json("/api/models").get(0);
        assertThat(model.get("name").asText()).isEqualTo("tiny");
        assertThat(model.get("images").asInt()).isEqualTo(16);
        assertThat(model.get("classes").size()).isEqualTo(2);
        assertThat(model.get("backbone").asText()).isEqualTo("scattering");
        assertThat(model.get("accuracy").asDouble()).isBetween(0.0, 1.0);
        JsonNode card = served.json("/api/models/tiny");
        assertThat(card.at("/card/classes").size()).isEqualTo(2);
        assertThat(card.get("wholeFileChecked").asBoolean()).isTrue();
    }

    @Test
    void answersAsTheModelDoesToFormsAndToRawImages() throws Exception {
        byte[] image = Served.grain(Served.CLASSES.get(1), 9);
        Prediction expected;
        try (Classifier model =
                Classifier.open(served.folder().resolve("models").resolve("tiny.onnx"))) {
            expected = model.classify(ImageFile.decode(image, Path.of("grain.png")));
        }
        JsonNode form = Served.json(served.form(PREDICT + "?top=2&nearest=3", Map.of("grain.png", image)));
        JsonNode row = form.get("images").get(0);
        assertThat(row.get("name").asText()).isEqualTo("grain.png");
        assertThat(row.get("width").asInt()).isEqualTo(64);
        assertThat(row.get("unknown").asBoolean()).isEqualTo(expected.isUnknown());
        assertThat(row.get("top").size()).isEqualTo(2);
        assertThat(row.at("/top/0/label").asText()).isEqualTo(expected.label());
        assertThat(row.at("/top/0/probability").asDouble())
                .isEqualTo(expected.top(1).get(0).probability());
        assertThat(row.get("novelty").asDouble()).isEqualTo(expected.novelty().orElseThrow());
        assertThat(row.get("nearest").size()).isEqualTo(3);
        assertThat(row.at("/nearest/0/image").asText()).startsWith("data:image/jpeg;base64,/9j/");
        assertThat(row.get("heat").asText()).isEmpty();
        JsonNode raw = Served.json(served.send(served.to(PREDICT + "?top=2&nearest=3&name=grain.png")
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(image))));
        assertThat(raw).isEqualTo(form);
    }

    @Test
    void heatIsAPictureOfWhatSpeaksForTheAnswer() throws Exception {
        byte[] image = Served.grain(Served.CLASSES.get(0), 9);
        JsonNode answer = Served.json(served.form(PREDICT + "?heat=true", Map.of("grain.png", image)));
        String heat = answer.at("/images/0/heat").asText();
        assertThat(heat).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(heat.substring(heat.indexOf(',') + 1));
        assertThat(ImageFile.decode(png, Path.of("heat.png")).width()).isEqualTo(360);
    }

    @Test
    void whatCannotBeReadIsARowWithAProblem() throws Exception {
        byte[] image = Served.grain(Served.CLASSES.get(0), 9);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("text.png", "no image at all".getBytes(StandardCharsets.UTF_8));
        files.put("cut.png", Arrays.copyOf(image, image.length / 2));
        files.put("grain.png", image);
        HttpResponse<byte[]> response = served.form(PREDICT, files);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode rows = Served.json(response).get("images");
        assertThat(rows.at("/0/problem").asText())
                .isEqualTo("text.png: is no image that Exina reads: it is text that begins with \"no image at all\";"
                        + " expected JPEG, PNG, TIFF, BMP, GIF or WebP");
        assertThat(rows.at("/1/problem").asText()).startsWith("cut.png: ").doesNotContain(temp.toString());
        assertThat(rows.at("/2/problem").asText()).isEmpty();
        assertThat(rows.at("/2/top").size()).isEqualTo(2);
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws Exception {
        BufferedImage large = new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(large, "png", bytes);
        JsonNode answer = Served.json(served.form(PREDICT, Map.of("bomb.png", bytes.toByteArray())));
        assertThat(answer.at("/images/0/problem").asText())
                .isEqualTo(
                        "bomb.png: declares 9000 x 9000 pixels (81 megapixels), more than the limit of 60 megapixels;"
                                + " make it smaller or cut it into parts");
    }

    @Test
    void sixteenClientsAtOnceAreAnsweredAsEachAlone() throws Exception {
        List<byte[]> images = new ArrayList<>();
        List<JsonNode> alone = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            images.add(Served.grain(Served.CLASSES.get(i % 2), 8 + i / 2));
            alone.add(Served.json(served.form(PREDICT, Map.of("grain.png", images.get(i)))));
        }
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int which = i % 4;
            clients.add(() -> {
                for (int n = 0; n < 2; n++) {
                    JsonNode answer = Served.json(served.form(PREDICT, Map.of("grain.png", images.get(which))));
                    assertThat(answer.at("/images/0/top/0/label"))
                            .isEqualTo(alone.get(which).at("/images/0/top/0/label"));
                    assertThat(answer.at("/images/0/top/0/probability").asDouble())
                            .isCloseTo(
                                    alone.get(which)
                                            .at("/images/0/top/0/probability")
                                            .asDouble(),
                                    within(1e-5));
                }
                return null;
            });
        }
        long before = metric("exina_images_total");
        long runs = metric("exina_network_runs_total");
        Parallel.run(clients, 16, "interrupted");
        assertThat(metric("exina_images_total") - before).isEqualTo(32);
        assertThat(metric("exina_network_runs_total") - runs).isBetween(2L, 31L); // some came while it ran
        assertThat(metric("exina_models_open")).isEqualTo(1);
    }

    private static long metric(String name) throws Exception {
        return Served.text(served.get("/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .sum();
    }

    @Test
    void nothingOfAnUploadIsKept() throws Exception {
        served.form(PREDICT, Map.of("grain.png", Served.grain(Served.CLASSES.get(0), 9)));
        try (Stream<Path> all = Files.walk(served.folder())) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(each -> each.getFileName().toString()))
                    .allMatch(name -> name.matches("grain_\\d\\.png|tiny\\.onnx|\\.exina-serve\\.lock|in-use"));
        }
    }

    @Test
    void modelsAreKeptOnceTheyAreKnownToBeModels() throws Exception {
        byte[] model = Files.readAllBytes(served.folder().resolve("models").resolve("tiny.onnx"));
        HttpResponse<byte[]> kept = served.put("/api/models/other%20one/file", model);
        assertThat(kept.statusCode()).as(Served.text(kept)).isEqualTo(200);
        assertThat(served.get("/api/models/other%20one/file").body()).isEqualTo(model);
        ExinaServerTest.assertProblem(
                served.put("/api/models/other%20one/file", model),
                409,
                "there is a model other one already; choose another name or delete it");
        ExinaServerTest.assertProblem(
                served.put("/api/models/cut/file", Arrays.copyOf(model, 1000)),
                422,
                "cut.onnx: is no ONNX file, or was damaged or cut off; copy it again, or name a model file, as training"
                        + " writes it");
        assertThat(served.delete("/api/models/other%20one").statusCode()).isEqualTo(204);
        assertThat(served.get("/api/models/other%20one").statusCode()).isEqualTo(404);
        assertThat(served.json("/api/models").size()).isEqualTo(1);
    }
}
