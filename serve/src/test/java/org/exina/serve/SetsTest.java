package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageFile;
import org.exina.io.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetsTest {
    private static final String LABEL = Served.CLASSES.get(0);

    @TempDir
    private static Path temp;

    private static Served served;

    @BeforeAll
    static void start() throws IOException {
        served = Served.in(temp);
        Path loose = Files.createDirectories(served.folder().resolve("2026").resolve("loose"));
        Files.write(loose.resolve("a.png"), Served.grain(LABEL, 0));
        Files.writeString(
                served.folder().resolve("list.csv"),
                "path,label\ngrains/" + LABEL + "/grain_0.png,first\ngrains/" + LABEL + "/grain_1.png,second\n");
        Files.writeString(served.folder().resolve("other.csv"), "a,b\n1,2\n");
    }

    @AfterAll
    static void stop() throws IOException {
        served.close();
    }

    @Test
    void foldersAndManifestsAreListedWithTheirClasses() throws Exception {
        Iterable<JsonNode> sets = served.json("/api/sets");
        assertThat(sets)
                .filteredOn(set -> !set.get("name").asText().startsWith("mine")) // of another test
                .containsExactlyElementsOf(
                        Json.tree("""
                        [{"name": "2026", "kind": "labelled", "images": 1, "classes": [{"name": "loose", "images": 1}]},
                         {"name": "2026/loose", "kind": "unlabelled", "images": 1, "classes": []},
                         {"name": "grains", "kind": "labelled", "images": 16,
                          "classes": [{"name": "%s", "images": 8}, {"name": "%s", "images": 8}]},
                         {"name": "list.csv", "kind": "manifest", "images": 2,
                          "classes": [{"name": "first", "images": 1}, {"name": "second", "images": 1}]}]
                        """.formatted(Served.CLASSES.stream().sorted().toArray())));
    }

    @Test
    void imagesAreListedByClassAndPage() throws Exception {
        JsonNode page = served.json("/api/sets/grains/images?class=" + LABEL);
        assertThat(page.get("images").asInt()).isEqualTo(8);
        assertThat(page.at("/rows/0"))
                .isEqualTo(
                        Json.tree("{\"path\": \"grains/%s/grain_0.png\", \"name\": \"grain_0.png\", \"label\": \"%s\"}"
                                .formatted(LABEL, LABEL)));
        assertThat(served.json("/api/sets/grains/images?page=2").get("rows").size())
                .isZero();
        assertThat(served.json("/api/sets/list.csv/images").at("/rows/1/label").asText())
                .isEqualTo("second");
        assertThat(served.json("/api/sets/2026%2Floose/images")
                        .at("/rows/0/path")
                        .asText())
                .isEqualTo("2026/loose/a.png");
        ExinaServerTest.assertProblem(served.get("/api/sets/none/images"), 404, "there is no none in the data folder");
    }

    @Test
    void thumbnailsAreSmallAndKnownByTheirContent() throws Exception {
        String path = "/api/image?size=32&path=grains/" + LABEL + "/grain_0.png";
        HttpResponse<byte[]> small = served.get(path);
        assertThat(small.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        RgbImage image = ImageFile.decode(small.body(), Path.of("small.jpg"));
        assertThat(Math.max(image.width(), image.height())).isEqualTo(32);
        String etag = small.headers().firstValue("ETag").orElseThrow();
        assertThat(served.send(served.to(path).header("If-None-Match", etag)).statusCode())
                .isEqualTo(304);
        Files.write(served.folder().resolve("2026").resolve("loose").resolve("a.png"), Served.grain(LABEL, 5));
        ExinaServerTest.assertProblem(
                served.get("/api/image?path=other.csv"),
                422,
                "other.csv: is no image that Exina reads: it is text that begins with \"a,b 1,2\"; expected JPEG, PNG,"
                        + " TIFF, BMP, GIF or WebP");
    }

    @Test
    void imagesThatAreSentAreKeptAndReplaceNone() throws Exception {
        byte[] image = Served.grain(LABEL, 3);
        HttpResponse<byte[]> kept = served.put("/api/sets/mine/Quercus%20ilex/%C3%A9t%C3%A9.png", image);
        assertThat(Served.json(kept).get("path").asText()).isEqualTo("mine/Quercus ilex/été.png");
        assertThat(served.folder().resolve("mine").resolve("Quercus ilex").resolve("été.png"))
                .hasBinaryContent(image);
        ExinaServerTest.assertProblem(
                served.put("/api/sets/mine/Quercus%20ilex/%C3%A9t%C3%A9.png", image),
                409,
                "there is a mine/Quercus ilex/été.png already; choose another name");
        ExinaServerTest.assertProblem(
                served.put("/api/sets/mine/a/b.png", "<html>".getBytes(StandardCharsets.UTF_8)),
                415,
                "b.png: is no image that Exina reads: it is text that begins with \"<html>\"; expected JPEG, PNG, TIFF,"
                        + " BMP, GIF or WebP");
        ExinaServerTest.assertProblem(
                served.put("/api/sets/mine/a/b.html", image),
                415,
                "'b.html': expected a name that ends as that of an image, such as .jpg");
        ExinaServerTest.assertProblem(
                served.put("/api/sets/models/a/b.png", image),
                400,
                "'models' is the name of a folder of Exina's own; choose another");
        assertThat(served.folder().resolve("mine").resolve("a")).doesNotExist();
    }
}
