package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.exina.io.Json;
import org.exina.io.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
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
    void aCrossValidationLeavesARunWithItsPageAndTheImagesBehindEachCell() throws Exception {
        JsonNode job = served.job(Map.of("kind", "crossval", "data", "grains", "name", "first", "folds", 2));
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("done");
        assertThat(job.at("/result/run").asText()).isEqualTo("first");
        assertThat(job.get("started").asText())
                .isLessThanOrEqualTo(job.get("ended").asText());
        JsonNode row = named("first", "/api/runs");
        assertThat(row.get("accuracy").asDouble())
                .isEqualTo(job.at("/result/accuracy").asDouble());
        assertThat(row.get("images").asInt()).isEqualTo(16);
        JsonNode run = served.json("/api/runs/first");
        assertThat(run.get("confusion").size()).isEqualTo(2);
        assertThat(run.get("tested").size()).isEqualTo(16);
        assertThat(run.toString()).doesNotContain(temp.toString());
        String image = run.at("/tested/0/path").asText();
        assertThat(served.get("/api/image?path=" + image).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> report = served.get(job.at("/result/page").asText());
        assertThat(report.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(Served.text(report)).contains("<!doctype html>").contains("again");
        JsonNode second = served.job(Map.of("kind", "crossval", "data", "grains", "name", "first", "folds", 2));
        assertThat(second.at("/result/run").asText()).isEqualTo("first-2");
    }

    /** The row of that name in a list. */
    private static JsonNode named(String name, String list) throws Exception {
        for (JsonNode row : served.json(list)) {
            if (row.get("name").asText().equals(name)) {
                return row;
            }
        }
        throw new AssertionError(list + " does not name " + name);
    }

    @Test
    void aTrainingLeavesAModelThatAnswers() throws Exception {
        JsonNode job = served.job(Map.of("kind", "train", "data", "grains", "folds", 0));
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("done");
        assertThat(job.at("/result/model").asText()).isEqualTo("grains");
        JsonNode answer = Served.json(served.form(
                "/api/models/grains/predict", Map.of("grain.png", Served.grain(Served.CLASSES.get(0), 0))));
        assertThat(answer.at("/images/0/top/0/label").asText()).isEqualTo(Served.CLASSES.get(0));
    }

    @Test
    void aCheckLeavesItsFindingsAndAPage() throws Exception {
        JsonNode job = served.job(Map.of("kind", "check", "data", "grains", "name", "looked at"));
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("done");
        JsonNode check = served.json(job.at("/result/href").asText());
        assertThat(check.at("/check/pictures").asInt()).isEqualTo(16);
        assertThat(check.at("/check/root").asText()).isEqualTo("grains");
        assertThat(served.get(job.at("/result/page").asText()).statusCode()).isEqualTo(200);
        assertThat(named("looked at", "/api/checks").get("data").asText()).isEqualTo("grains");
    }

    @Test
    void aCountLeavesTablesAPageAndMarkedFields() throws Exception {
        Path fields = Files.createDirectories(served.folder().resolve("fields"));
        Files.write(fields.resolve("field.png"), field());
        JsonNode job = served.job(Map.of("kind", "count", "model", "tiny", "fields", List.of("fields")));
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("done");
        JsonNode count = served.json("/api/counts/fields");
        assertThat(count.get("model").asText()).isEqualTo("tiny");
        assertThat(count.at("/fields/0/file").asText()).isEqualTo("fields/field.png");
        assertThat(served.get("/api/image?path=" + count.at("/fields/0/overlay").asText())
                        .statusCode())
                .isEqualTo(200);
        assertThat(served.get("/api/counts/fields/page").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> table = served.get("/api/counts/fields/csv?table=grains");
        assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(table.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("fields-grains.csv");
        ExinaServerTest.assertProblem(
                served.get("/api/counts/fields/csv?table=all"),
                400,
                "table: expected one of [counts, grains, percentages], got 'all'");
        assertThat(named("fields", "/api/counts").get("model").asText()).isEqualTo("tiny");
    }

    @Test
    void whatIsProposedAndEditedIsCarriedOutOnACopy() throws Exception {
        JsonNode check =
                served.job(Map.of("kind", "check", "data", "grains", "name", "deep", "deep", true, "folds", 2));
        assertThat(check.get("state").asText()).as(check.toString()).isEqualTo("done");
        String[] proposed = Served.text(served.get("/api/checks/deep/csv")).split("\n", 2);
        assertThat(proposed[0]).startsWith("path,label,proposal,action");
        String path = Served.CLASSES.get(0) + "/grain_0.png";
        String changed = proposed[0] + "\n" + path + "," + Served.CLASSES.get(0) + "," + Served.CLASSES.get(1)
                + ",relabel,seen,1,"
                + Sha256.of(served.folder().resolve("grains").resolve(path)) + "\n";
        JsonNode kept = Served.json(served.put("/api/checks/deep/changes", changed.getBytes(StandardCharsets.UTF_8)));
        assertThat(kept.get("path").asText()).isEqualTo("checks/deep/changes.csv");
        JsonNode clean = served.job(Map.of("kind", "clean", "data", "grains", "table", "checks/deep/changes.csv"));
        assertThat(clean.get("state").asText()).as(clean.toString()).isEqualTo("done");
        assertThat(clean.at("/result/set").asText()).isEqualTo("grains-clean");
        assertThat(clean.at("/result/relabelled").asInt()).isEqualTo(1);
        assertThat(served.folder().resolve("grains-clean").resolve(Served.CLASSES.get(1)))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("grain_0"));
        JsonNode wrong = served.job(Map.of("kind", "clean", "data", "grains", "table", "checks/deep/check.json"));
        assertThat(wrong.get("state").asText()).isEqualTo("failed");
        assertThat(served.folder().resolve("grains-clean-2")).doesNotExist();
    }

    @Test
    @Tag("slow")
    void whatIsCorrectedOnACountIsCountedAndLearned() throws Exception {
        Path fields = Files.createDirectories(served.folder().resolve("cores").resolve("core"));
        Files.write(fields.resolve("one.png"), field());
        Map<String, Object> count =
                Map.of("kind", "count", "model", "tiny", "fields", List.of("cores/core"), "name", "corrected");
        assertThat(served.job(count).get("state").asText()).isEqualTo("done");
        List<String> grains = Files.readAllLines(
                served.folder().resolve("counts").resolve("corrected").resolve("counts-grains.csv"));
        assertThat(grains).hasSize(5);
        StringBuilder corrections = new StringBuilder("field,x,y,width,height,label,corrected\n");
        for (int i = 0; i < 4; i++) {
            corrections
                    .append("one.png,")
                    .append(40 + 90 * i)
                    .append(',')
                    .append(60 + 40 * i)
                    .append(",36,34,unknown,")
                    .append(Served.CLASSES.get(i % 2))
                    .append('\n');
        }
        HttpResponse<byte[]> kept = served.put(
                "/api/counts/corrected/corrections", corrections.toString().getBytes(StandardCharsets.UTF_8));
        String path = Served.json(kept).get("path").asText();
        assertThat(path).isEqualTo("counts/corrected/corrections.csv");
        Map<String, Object> again = new HashMap<>(count);
        again.put("corrections", path);
        JsonNode counted = served.job(again);
        assertThat(counted.get("state").asText()).as(counted.toString()).isEqualTo("done");
        assertThat(served.json("/api/counts/corrected-2").get("byPerson").asInt())
                .isEqualTo(4);
        JsonNode learned =
                served.job(Map.of("kind", "learn", "corrections", path, "fields", "cores/core", "name", "counter"));
        assertThat(learned.get("state").asText()).as(learned.toString()).isEqualTo("done");
        assertThat(learned.at("/result/grains").asInt()).isEqualTo(4);
        assertThat(served.json("/api/models/counter").get("findsGrains").asBoolean())
                .isTrue();
    }

    /** Four dark discs on a light ground. */
    private static byte[] field() throws IOException {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(235, 230, 225));
        pen.fillRect(0, 0, 400, 300);
        pen.setColor(new Color(120, 70, 60));
        for (int i = 0; i < 4; i++) {
            pen.fillOval(40 + 90 * i, 60 + 40 * i, 36, 34);
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void whatIsWrongIsToldAtOnceOrInTheJob() throws Exception {
        ExinaServerTest.assertProblem(
                served.post("/api/jobs", Map.of("kind", "bake", "data", "grains")), 400, "kind: there is none 'bake'");
        ExinaServerTest.assertProblem(served.post("/api/jobs", Map.of("kind", "check")), 422, "data: must be given");
        ExinaServerTest.assertProblem(
                served.post("/api/jobs", Map.of("kind", "check", "data", "nothing")),
                404,
                "there is no nothing in the data folder");
        ExinaServerTest.assertProblem(
                served.post("/api/jobs", Map.of("kind", "crossval", "data", "grains", "folds", 1)),
                422,
                "folds must be 0 or at least 2, got 1");
        ExinaServerTest.assertProblem(
                served.post("/api/jobs", Map.of("kind", "train", "data", "grains", "backbones", "../../mine")),
                422,
                "backbones: expected names of networks, joined by commas, got '../../mine'");
        HttpResponse<byte[]> field = served.post("/api/jobs", Map.of("kind", "train", "data", "grains", "speed", 3));
        assertThat(field.statusCode()).isEqualTo(400);
        assertThat(Served.json(field).get("detail").asText()).startsWith("there is no field 'speed'; expected some of");
        Files.createDirectories(served.folder().resolve("single").resolve("only"));
        Files.write(
                served.folder().resolve("single").resolve("only").resolve("a.png"),
                Served.grain(Served.CLASSES.get(0), 0));
        JsonNode failed = served.job(Map.of("kind", "crossval", "data", "single"));
        assertThat(failed.get("state").asText()).isEqualTo("failed");
        assertThat(failed.get("problem").asText())
                .startsWith("single: expected at least 2 ")
                .doesNotContain(temp.toString());
        assertThat(served.folder().resolve("runs").resolve("single")).doesNotExist();
    }

    @Test
    void eventsTellTheStateFirstAndThenEachChange() throws Exception {
        JsonNode asked = Served.json(served.post("/api/jobs", Map.of("kind", "crossval", "data", "grains")));
        String href = asked.get("href").asText();
        HttpResponse<InputStream> stream = served.stream(href + "/events");
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        List<String> names = new ArrayList<>();
        String last = "";
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("event: ")) {
                    names.add(line.substring(7));
                } else if (line.startsWith("data: ")) {
                    last = line.substring(6);
                }
            }
        }
        assertThat(names.get(0)).isEqualTo("state");
        assertThat(names).contains("progress");
        assertThat(names.get(names.size() - 1)).isEqualTo("state");
        assertThat(Json.tree(last).get("state").asText()).isEqualTo("done");
        Stream<String> late = Served.text(served.get(href + "/events")).lines();
        assertThat(late.filter(line -> line.startsWith("event: "))).containsExactly("event: state");
    }

    @Test
    void cancelledJobsLeaveNothing() throws Exception {
        Map<String, Object> endless = Map.of("kind", "crossval", "data", "grains", "name", "long", "repeats", 100_000);
        String running =
                Served.json(served.post("/api/jobs", endless)).get("href").asText();
        String waiting =
                Served.json(served.post("/api/jobs", endless)).get("href").asText();
        for (int i = 0; i < 600 && served.json(running).get("progress").isNull(); i++) {
            Thread.sleep(20);
        }
        assertThat(served.json(waiting).get("state").asText()).isEqualTo("waiting");
        assertThat(served.delete(waiting).statusCode()).isEqualTo(204);
        assertThat(served.json(waiting).get("state").asText()).isEqualTo("cancelled");
        assertThat(served.delete(running).statusCode()).isEqualTo(204);
        assertThat(served.ended(running).get("state").asText()).isEqualTo("cancelled");
        assertThat(served.folder().resolve("runs").resolve("long")).doesNotExist();
        assertThat(served.delete(running).statusCode()).isEqualTo(204);
        ExinaServerTest.assertProblem(
                served.get(running), 404, "there is no job " + running.substring(running.lastIndexOf('/') + 1));
    }

    @Test
    void anEndingServerEndsItsJobs(@TempDir Path other) throws Exception {
        Served ending = Served.in(other);
        Map<String, Object> endless = Map.of("kind", "crossval", "data", "grains", "name", "long", "repeats", 100_000);
        String running =
                Served.json(ending.post("/api/jobs", endless)).get("href").asText();
        for (int i = 0; i < 600 && ending.json(running).get("progress").isNull(); i++) {
            Thread.sleep(20);
        }
        ending.close();
        assertThat(ending.folder().resolve("runs")).isEmptyDirectory();
        assertThat(ending.logged()).isEmpty();
    }
}
