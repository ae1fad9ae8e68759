package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelRoutesTest {
    @TempDir
    private Path temp;

    private Served served;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(temp);
    }

    @AfterEach
    void close() throws Exception {
        served.close();
    }

    private String begun(String name) throws Exception {
        HttpResponse<byte[]> asked = served.post("/api/labellings", Map.of("data", "grains", "name", name));
        assertThat(asked.statusCode()).isEqualTo(202);
        JsonNode job = served.ended(Served.json(asked).get("href").asText());
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("done");
        return job.get("result").get("href").asText();
    }

    private static List<Integer> images(JsonNode state) {
        List<Integer> images = new ArrayList<>();
        state.get("sheet")
                .get("images")
                .forEach(each -> images.add(each.get("image").asInt()));
        return images;
    }

    /** The class of each image of the sheet is the folder that it lies in. */
    private HttpResponse<byte[]> named(String labelling, JsonNode state, String by) throws Exception {
        JsonNode sheet = state.get("sheet").get("images");
        String label = sheet.get(0).get("name").asText().split("/", -1)[0];
        List<Integer> others = new ArrayList<>();
        sheet.forEach(each -> {
            if (!each.get("name").asText().startsWith(label + "/")) {
                others.add(each.get("image").asInt());
            }
        });
        return served.post(
                labelling + "/names", Map.of("images", images(state), "label", label, "thrownOut", others, "by", by));
    }

    @Test
    void aFolderIsLabelledSheetBySheetAndGoesOnWhereItWas() throws Exception {
        String labelling = begun("mine");
        JsonNode state = served.json(labelling);
        assertThat(state.get("images").asInt()).isEqualTo(16);
        assertThat(state.get("labelled").asInt()).isZero();
        assertThat(served.get("/api/image?path="
                                + state.get("sheet")
                                        .get("images")
                                        .get(0)
                                        .get("path")
                                        .asText())
                        .statusCode())
                .isEqualTo(200);

        JsonNode next = Served.json(named(labelling, state, "Ana"));
        int labelled = next.get("labelled").asInt();
        assertThat(labelled).isPositive();
        assertThat(next.get("classes")).hasSize(1);
        assertThat(served.json(begun("mine")).get("labelled").asInt()).isEqualTo(labelled);
        assertThat(served.json("/api/labellings").toString()).isEqualTo("[{\"name\":\"mine\",\"open\":true}]");
        assertThat(Served.json(served.post(labelling + "/undo", Map.of()))
                        .get("labelled")
                        .asInt())
                .isZero();
    }

    @Test
    void labelsBecomeAManifestAndTwoPeopleAreCompared() throws Exception {
        String first = begun("ana");
        while (served.json(first).has("sheet")) {
            assertThat(named(first, served.json(first), "Ana").statusCode()).isEqualTo(200);
        }
        String second = begun("eva");
        assertThat(named(second, served.json(second), "Eva").statusCode()).isEqualTo(200);

        HttpResponse<byte[]> written = served.post(first + "/manifest?guesses=true", Map.of());
        assertThat(Served.json(written).get("data").asText()).isEqualTo("ana.csv");
        assertThat(Files.readAllLines(served.folder().resolve("ana.csv"))).hasSize(17);
        assertThat(served.job(Map.of("kind", "crossval", "data", "ana.csv", "folds", 2))
                        .get("state")
                        .asText())
                .isEqualTo("done");
        JsonNode agreement = served.json(second + "/agreement?with=ana");
        assertThat(agreement.get("both").asInt()).isPositive();
        assertThat(agreement.get("agreed").get("value").asDouble()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsKept() throws Exception {
        String labelling = begun("mine");
        JsonNode state = served.json(labelling);
        List<Integer> sheet = images(state);

        assertThat(served.post(labelling + "/names", Map.of("images", List.of(0, 1, 2, 3, 4, 5), "label", "a"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(served.post(labelling + "/names", Map.of("images", List.of(99), "label", "a"))
                        .statusCode())
                .isEqualTo(422);
        for (String label : List.of("", " ", "../a", "a/b", "CON")) {
            assertThat(served.post(labelling + "/names", Map.of("images", sheet, "label", label))
                            .statusCode())
                    .as(label)
                    .isEqualTo(422);
        }
        assertThat(served.post(labelling + "/names", Map.of("images", sheet, "label", "a", "thrownOut", sheet))
                        .statusCode())
                .isEqualTo(422);
        assertThat(served.json(labelling).get("labelled").asInt()).isZero();
        assertThat(served.get("/api/labellings/other").statusCode()).isEqualTo(404);
        assertThat(served.get(labelling + "/agreement?with=..%2Fgrains").statusCode())
                .isEqualTo(400);
        for (String data : List.of("..", "/etc", "nothing")) {
            assertThat(served.post("/api/labellings", Map.of("data", data)).statusCode())
                    .as(data)
                    .isIn(400, 404);
        }
        assertThat(served.post("/api/labellings", Map.of("data", "grains", "name", "../x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(served.folder().resolve("labels").resolve("mine.jsonl")).doesNotExist();
    }
}
