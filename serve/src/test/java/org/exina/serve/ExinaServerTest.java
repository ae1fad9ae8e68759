package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExinaServerTest {
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
    void tellsWhatItIsAndThatItLives() throws Exception {
        JsonNode about = served.json("/api/about");
        assertThat(about.get("data").asText()).isEqualTo("data");
        assertThat(about.get("version").asText())
                .isEqualTo(about.at("/versions/exina").asText())
                .isNotEmpty();
        assertThat(about.get("jobs").asInt()).isZero();
        assertThat(served.json("/health").get("status").asText()).isEqualTo("ok");
        assertThat(served.json("/ready").get("status").asText()).isEqualTo("ok");
    }

    @Test
    void metricsCountWhatWasAnswered() throws Exception {
        served.get("/health");
        HttpResponse<byte[]> metrics = served.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(Served.text(metrics))
                .contains("# TYPE exina_requests_total counter")
                .containsPattern("exina_requests_total\\{method=\"GET\",route=\"/health\",status=\"200\"} [1-9]")
                .contains("exina_jobs_open 0");
    }

    @Test
    void servesThePageUnderAStrictPolicyAndNotTwice() throws Exception {
        HttpResponse<byte[]> page = served.get("/");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Server")).isEmpty();
        String etag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = served.send(served.to("/index.html").header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<byte[]> head = served.send(served.to("/").method("HEAD", noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private static HttpRequest.BodyPublisher noBody() {
        return HttpRequest.BodyPublishers.noBody();
    }

    @Test
    void theDocumentNamesEachRouteAndNoOther() throws Exception {
        JsonNode document = served.json("/api/openapi.json");
        List<String> named = Stream.of(document.get("paths"))
                .flatMap(paths -> paths.properties().stream())
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .sorted()
                .toList();
        List<String> real = served.server().routes().stream()
                .filter(route -> !route.matches("GET /api/(|rest\\.js|rest\\.css)"))
                .sorted()
                .toList();
        assertThat(named).isEqualTo(real);
        List<String> references =
                document.findValuesAsText("$ref").stream().distinct().toList();
        assertThat(references)
                .isNotEmpty()
                .allMatch(each -> !document.at(each.substring(1)).isMissingNode());
        assertThat(Served.text(served.get("/api/"))).contains("/api/rest.js");
        assertThat(served.get("/api/rest.js").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsAreProblemsOfOneShape() throws Exception {
        assertProblem(served.get("/api/nothing"), 404, "there is nothing at this address");
        assertProblem(served.get("/nothing.html"), 404, "there is nothing at this address");
        assertProblem(served.get("/api/models/none"), 404, "there is no models/none.onnx in the data folder");
        HttpResponse<byte[]> method = served.delete("/api/about");
        assertProblem(method, 405, "expected GET here, got DELETE");
        assertThat(method.headers().firstValue("Allow")).hasValue("GET");
        assertProblem(
                served.send(served.to("/api/jobs").POST(HttpRequest.BodyPublishers.ofString("kind=check"))),
                415,
                "expected Content-Type: application/json, got ''");
        assertProblem(served.get("/api/image?size=2&path=x"), 400, "size: expected a number from 16 to 2048, got '2'");
        assertProblem(served.get("/api/image"), 400, "path: must be given");
    }

    static void assertProblem(HttpResponse<byte[]> response, int status, String detail) throws IOException {
        assertThat(response.statusCode()).as(Served.text(response)).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Served.json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("detail").asText()).isEqualTo(detail);
    }

    @Test
    void aTakenPortIsToldWithTheWayOut() {
        ServeSettings settings = settings(temp.resolve("other"), served.port(), "127.0.0.1", Optional.empty());
        assertThatThrownBy(() -> new ExinaServer(settings)).isInstanceOfSatisfying(ExinaException.class, e -> {
            assertThat(e)
                    .hasMessage("127.0.0.1:" + served.port()
                            + ": cannot be listened at: the port is taken, maybe by an Exina that runs already");
            assertThat(e.remedy().map(Remedy::kind)).hasValue(Remedy.Kind.OTHER_PORT);
        });
    }

    @Test
    void twoServersDoNotShareAFolder() {
        ServeSettings settings = settings(served.folder(), 0, "127.0.0.1", Optional.empty());
        assertThatThrownBy(() -> new ExinaServer(settings))
                .isInstanceOf(ExinaException.class)
                .hasMessageContaining("another server of Exina works in this folder");
    }

    @Test
    void othersReachItWithATokenOnly() {
        ServeSettings open = settings(temp.resolve("open"), 0, "0.0.0.0", Optional.empty());
        assertThatThrownBy(() -> new ExinaServer(open))
                .hasMessage("0.0.0.0: others reach the server there: expected a token that they must know");
        ServeSettings weak = settings(temp.resolve("weak"), 0, "0.0.0.0", Optional.of("secret"));
        assertThatThrownBy(() -> new ExinaServer(weak))
                .hasMessage("the token: expected 16 to 200 letters, digits, '-' and '_'");
    }

    @Test
    void whatIsLeftAtTheEndIsNothing() throws Exception {
        Path folder = temp.resolve("ended");
        Files.createDirectories(folder);
        new ExinaServer(settings(folder, 0, "127.0.0.1", Optional.empty())).close();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactly(".exina-serve.lock");
        }
    }

    private static ServeSettings settings(Path folder, int port, String host, Optional<String> token) {
        return new ServeSettings(folder, temp.resolve("home"), host, port, token, record -> "again", text -> {});
    }
}
