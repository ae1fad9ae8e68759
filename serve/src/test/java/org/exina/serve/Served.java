package org.exina.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.dataset.Dataset;
import org.exina.image.file.ImageEncoder;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.synthetic.SyntheticGrains;
import org.exina.task.Progress;

/** A server that is asked as any client asks, on a folder of its own with drawn grains and a model of them. */
final class Served implements AutoCloseable {
    static final List<String> CLASSES = SyntheticGrains.classes(2);
    private static final int PER_CLASS = 8;
    private static byte[] model; // trained once for all tests

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final List<String> logged = new ArrayList<>();
    private final ExinaServer server;

    private Served(Path folder, Optional<String> token) throws IOException {
        this.folder = folder;
        this.server = new ExinaServer(new ServeSettings(
                folder, folder.resolveSibling("home"), "127.0.0.1", 0, token, record -> "again", logged::add));
    }

    /**
     * Starts it.
     *
     * @param temp empty
     */
    static Served in(Path temp) throws IOException {
        return in(temp, Optional.empty());
    }

    static Served in(Path temp, Optional<String> token) throws IOException {
        Path folder = temp.resolve("data");
        for (String label : CLASSES) {
            for (int i = 0; i < PER_CLASS; i++) {
                Path file = folder.resolve("grains").resolve(label).resolve("grain_" + i + ".png");
                Folders.create(file.getParent());
                Files.write(file, grain(label, i));
            }
        }
        Folders.create(folder.resolve("models"));
        Files.write(folder.resolve("models").resolve("tiny.onnx"), model(temp, folder.resolve("grains")));
        return new Served(folder, token);
    }

    private static synchronized byte[] model(Path temp, Path grains) throws IOException {
        if (model == null) {
            try (Exina exina = Exina.open(temp.resolve("trainer"), Progress.NONE, note -> {})) {
                Recipe recipe = Recipe.DEFAULT.toBuilder().folds(2).build();
                model = exina.train(Dataset.open(grains), recipe).bytes();
            }
        }
        return model;
    }

    static byte[] grain(String label, int number) {
        return ImageEncoder.png(ImageEncoder.thumbnail(SyntheticGrains.draw(label, number, 1), 64));
    }

    Path folder() {
        return folder;
    }

    int port() {
        return server.port();
    }

    ExinaServer server() {
        return server;
    }

    List<String> logged() {
        return logged;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
        return client.send(to(path).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return Json.tree(text(response));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> post(String path, Object value) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(value))));
    }

    HttpResponse<byte[]> put(String path, byte[] body) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    /** Sends files as a form does. */
    HttpResponse<byte[]> form(String path, Map<String, byte[]> files) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + file.getKey()
                            + "\"\r\nContent-Type: image/png\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.getValue());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(to(path).header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Asks for a job and waits until it has ended. */
    JsonNode job(Map<String, Object> request) throws IOException, InterruptedException {
        HttpResponse<byte[]> asked = post("/api/jobs", request);
        if (asked.statusCode() != 202) {
            throw new AssertionError(text(asked));
        }
        return ended(json(asked).get("href").asText());
    }

    JsonNode ended(String href) throws IOException, InterruptedException {
        for (int i = 0; i < 1200; i++) {
            JsonNode job = json(href);
            if (!List.of("waiting", "running").contains(job.get("state").asText())) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(href + " did not end");
    }

    /** Sends bytes as they are, and gives the first line of the answer; empty where the server says nothing. */
    String raw(String request) throws IOException {
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
