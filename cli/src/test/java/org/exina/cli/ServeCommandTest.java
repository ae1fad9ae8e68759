package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    private Path temp;

    @Test
    void aTakenPortIsToldWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ran ran = Ran.exina("serve", "--data", temp, "--port", taken.getLocalPort());

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .isEqualTo("exina: 127.0.0.1:" + taken.getLocalPort()
                            + ": cannot be listened at: the port is taken, maybe by an Exina that runs already"
                            + " (--port 0 takes one that is free)\n");
        }
    }

    @Test
    void settingsOutOfTheirRangeAreRefused() {
        Ran port = Ran.exina("serve", "--data", temp, "--port", 70_000);
        assertThat(port.code()).isEqualTo(2);
        assertThat(port.err()).isEqualTo("exina: --port: expected 0 to 65535, got 70000\n");
        Ran token = Ran.exina("serve", "--data", temp, "--port", 0, "--token", "short");
        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).isEqualTo("exina: the token: expected 16 to 200 letters, digits, '-' and '_'\n");
    }

    @Test
    @Tag("slow")
    void servesUntilItIsInterrupted() throws Exception {
        Path data = temp.resolve("data");
        Process process =
                Started.exina(temp.resolve("home"), "serve", "--data", data, "--port", 0, "--host", "0.0.0.0");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String address = out.readLine();
        assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[A-Za-z0-9_-]{32}");
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpResponse<String> opened =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(opened.statusCode()).isEqualTo(303);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.errorReader(StandardCharsets.UTF_8).readLine()).isEqualTo("exina: the server has ended");
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactly(".exina-serve.lock");
        }
    }
}
