package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.exina.serve.http.UriText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody tries who should not. */
class AttackTest {
    private static final String SECRET = "kept from others";
    private static final String PREDICT = "/api/models/tiny/predict";

    /** Ways out of the data folder, and names that no file should have. */
    private static final List<String> PATHS = List.of(
            "../secret.png",
            "grains/../../secret.png",
            "..%2Fsecret.png",
            "%2e%2e%2fsecret.png",
            "%252e%252e%252fsecret.png",
            "..\\secret.png",
            "..%5Csecret.png",
            "/etc/passwd",
            "%2Fetc%2Fpasswd",
            "//etc/passwd",
            "C:/Windows/win.ini",
            "C%3A%5CWindows%5Cwin.ini",
            "secret.png%00.png",
            "grains/./x",
            "grains//x",
            "NUL",
            "grains/con.png",
            "lpt1",
            ".exina-serve.lock",
            "link/secret.png",
            "link",
            "file%3A///etc/passwd",
            "....//secret.png",
            "%c0%ae%c0%ae/secret.png",
            "\u2025/secret.png");

    @TempDir
    private static Path temp;

    private static Served served;

    @BeforeAll
    static void start() throws IOException {
        served = Served.in(temp);
        Files.writeString(temp.resolve("secret.png"), SECRET);
        Files.createSymbolicLink(served.folder().resolve("link"), temp);
        Path run = Files.createDirectories(served.folder().resolve("runs").resolve("linked"));
        Files.createSymbolicLink(run.resolve("run.json"), temp.resolve("secret.png"));
        Files.createSymbolicLink(run.resolve("report.html"), temp.resolve("secret.png"));
        Path count = Files.createDirectories(served.folder().resolve("counts").resolve("linked"));
        Files.createSymbolicLink(count.resolve("counts.html"), temp.resolve("secret.png"));
    }

    @AfterAll
    static void stop() throws IOException {
        served.close();
    }

    @Test
    void noParameterLeadsOutOfTheDataFolder() throws Exception {
        List<String> before = all();
        for (String path : PATHS) {
            String inQuery = path.contains("%") ? path : UriText.encoded(path);
            String segment = path.contains("%") ? path.replace("/", "%2F") : UriText.encoded(path);
            for (String address : List.of(
                    "/api/image?path=" + inQuery,
                    "/api/sets/" + segment + "/images",
                    "/api/models/" + segment,
                    "/api/models/" + segment + "/file",
                    "/api/runs/" + segment,
                    "/api/runs/" + segment + "/report",
                    "/api/counts/" + segment,
                    "/api/counts/" + segment + "/page",
                    "/api/counts/" + segment + "/csv",
                    "/api/checks/" + segment + "/page",
                    "/api/jobs/" + segment,
                    "/" + path.replace("\\", "%5C").replace("\u2025", "%E2%80%A5"))) {
                assertRefused("GET " + address, served.raw(request("GET", address, "")));
            }
            for (String address : List.of(
                    "/api/sets/" + segment + "/a/b.png",
                    "/api/sets/new/" + segment + "/b.png",
                    "/api/models/" + segment + "/file")) {
                assertRefused("PUT " + address, served.raw(request("PUT", address, "x")));
            }
            assertRefused("DELETE " + path, served.raw(request("DELETE", "/api/models/" + segment, "")));
            for (Map<String, Object> job : List.<Map<String, Object>>of(
                    Map.of("kind", "check", "data", path),
                    Map.of("kind", "train", "data", "grains", "name", path + "/x"),
                    Map.of("kind", "count", "model", "tiny", "fields", List.of(path)),
                    Map.of("kind", "count", "model", path, "fields", List.of("grains")),
                    Map.of("kind", "count", "model", "tiny", "fields", List.of("grains"), "corrections", path),
                    Map.of("kind", "experiment", "data", "grains", "suite", path))) {
                HttpResponse<byte[]> response = served.post("/api/jobs", job);
                assertThat(response.statusCode()).as(job.toString()).isIn(400, 404);
            }
        }
        assertThat(Served.text(served.get("/api/runs/linked/report"))).doesNotContain(SECRET);
        assertThat(Served.text(served.get("/api/runs"))).doesNotContain(SECRET);
        assertThat(served.get("/api/counts/linked/page").statusCode()).isEqualTo(404);
        assertThat(served.json("/api/sets").toString()).doesNotContain("link");
        assertThat(all()).isEqualTo(before);
    }

    private static void assertRefused(String what, String answer) {
        assertThat(answer).as(what).matches("HTTP/1.1 (400|404|405|415|422|409) .*");
    }

    private static List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(file -> !file.toString().contains(".tmp"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static String request(String method, String address, String body) {
        return method + " " + address + " HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    @Test
    void onlyNamesOfItsOwnAreAnswered() throws Exception {
        for (String host :
                List.of("evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:" + served.port(), "")) {
            assertThat(served.raw("GET /api/about HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .matches("HTTP/1.1 (403|400) .*");
        }
        assertThat(served.raw("GET /api/about HTTP/1.0\r\n\r\n")).contains(" 403 ");
        assertThat(served.raw("GET http://evil.example/api/about HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                        + "\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ");
        assertThat(served.raw("GET /api/about HTTP/1.1\r\nHost: localhost:" + served.port()
                        + "\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ");
    }

    @Test
    void pagesOfOtherSitesChangeNothingAndReadNothing() throws Exception {
        for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "http://localhost")) {
            ExinaServerTest.assertProblem(
                    served.send(served.to("/api/models/tiny")
                            .header("Origin", origin)
                            .DELETE()),
                    403,
                    "only this server's own pages may change something here");
        }
        assertThat(served.send(served.to("/api/models/tiny")
                                .header("Sec-Fetch-Site", "same-site")
                                .DELETE())
                        .statusCode())
                .isEqualTo(403);
        assertThat(served.send(served.to("/api/models")
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Sec-Fetch-Mode", "no-cors"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(served.send(served.to("/")
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Sec-Fetch-Mode", "navigate"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> own = served.send(served.to("/api/jobs/none")
                .header("Origin", "http://127.0.0.1:" + served.port())
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());
        assertThat(own.statusCode()).isEqualTo(404);
        assertThat(served.json("/api/models").size()).isEqualTo(1);
    }

    @Test
    void theTokenIsAskedForEverywhere(@TempDir Path other) throws Exception {
        String token = "abcdefghijklmnop-1234";
        try (Served closed = Served.in(other, Optional.of(token))) {
            for (String path : List.of("/", "/api/about", "/metrics", "/api/image?path=x", "/?token=wrong")) {
                ExinaServerTest.assertProblem(
                        closed.get(path),
                        401,
                        "this server asks for its token; open the address that it printed when it was started");
            }
            assertThat(closed.get("/health").statusCode()).isEqualTo(200);
            assertThat(closed.send(closed.to("/api/about").header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(closed.server().address().toString()).endsWith("/?token=" + token);
            HttpResponse<byte[]> login = closed.get("/?token=" + token);
            assertThat(login.statusCode()).isEqualTo(303);
            assertThat(login.headers().firstValue("Location")).hasValue("/");
            String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
            assertThat(closed.send(closed.to("/").header("Cookie", cookie.split(";")[0]))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tooMuchIsRefused() throws Exception {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 201; i++) {
            many.put(i + ".png", new byte[] {1});
        }
        ExinaServerTest.assertProblem(served.form(PREDICT, many), 413, "more than 200 files at once; send fewer");
        assertThat(served.raw("POST " + PREDICT + " HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                        + "\r\nContent-Type: image/png\r\nContent-Length: 9999999999\r\nConnection: close\r\n\r\n"))
                .contains(" 413 ");
        assertThat(served.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                        + "\r\nConnection: close\r\n\r\n"))
                .contains(" 414 ");
        assertThat(served.raw("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + served.port() + "\r\nX: " + "a".repeat(20_000)
                        + "\r\nConnection: close\r\n\r\n"))
                .contains(" 431 ");
        ExinaServerTest.assertProblem(
                served.post("/api/jobs", Map.of("kind", "check", "data", "x".repeat(2 << 20))),
                413,
                "more than 1 MiB; send less at once");
        assertThat(served.post("/api/jobs", List.of()).statusCode()).isEqualTo(400);
        assertThat(served.send(served.to("/api/jobs")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("[".repeat(100_000))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsDamagedIsToldAndNothingStays() throws Exception {
        String form = "--b\r\nContent-Disposition: form-data; name=\"i\"; filename=\"a.png\"\r\n\r\nhalf";
        assertThat(served.raw("POST " + PREDICT + " HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " + form.length()
                        + "\r\nConnection: close\r\n\r\n" + form))
                .contains(" 400 ");
        assertThat(served.send(served.to(PREDICT)
                                .header("Content-Type", "multipart/form-data")
                                .POST(HttpRequest.BodyPublishers.ofString(form)))
                        .statusCode())
                .isEqualTo(400);
        ExinaServerTest.assertProblem(
                served.send(served.to(PREDICT)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))),
                415,
                "expected multipart/form-data, an image or application/octet-stream, got 'text/plain'");
        assertThat(served.logged()).isEmpty();
    }

    @Test
    void markupInNamesIsText() throws Exception {
        String name = "<img src=x onerror=alert(1)>.png";
        HttpResponse<byte[]> response =
                served.form(PREDICT, Map.of(name, "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode row = Served.json(response).at("/images/0");
        assertThat(row.get("name").asText()).isEqualTo(name);
        assertThat(row.get("problem").asText()).startsWith(name + ": is no image");
        ExinaServerTest.assertProblem(
                served.put("/api/sets/" + UriText.encoded("<b>") + "/a/b.png", Served.grain(Served.CLASSES.get(0), 0)),
                400,
                "'<b>' is no name that every system takes; expected letters, digits, blanks, '-', '_' and '.', none of"
                        + " these in front");
        HttpResponse<byte[]> missing = served.get("/api/models/" + UriText.encoded("<script>alert(1)</script>"));
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(missing.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void changedImagesAreAnsweredOrRefusedInTheirRow() throws Exception {
        byte[] image = Served.grain(Served.CLASSES.get(0), 0);
        Random random = new Random(1);
        for (int n = 0; n < 4; n++) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (int i = 0; i < 10; i++) {
                byte[] bytes = image.clone();
                for (int k = 0; k < 1 + random.nextInt(20); k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                files.put(i + ".png", bytes);
            }
            HttpResponse<byte[]> response = served.form(PREDICT, files);
            assertThat(response.statusCode()).as(Served.text(response)).isEqualTo(200);
            assertThat(Served.json(response).get("images").size()).isEqualTo(10);
        }
        assertThat(served.logged()).isEmpty();
    }

    @Test
    void manyIdleConnectionsKeepNobodyOut() throws Exception {
        List<AutoCloseable> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                idle.add(served.connected());
            }
            assertThat(served.get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (AutoCloseable each : idle) {
                each.close();
            }
        }
    }
}
