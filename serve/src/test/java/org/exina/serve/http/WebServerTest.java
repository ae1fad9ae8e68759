package org.exina.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @TempDir
    private Path temp;

    private final List<Throwable> faults = new ArrayList<>();
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(
                new WebServer.Settings("localhost", 0, Optional.empty(), temp, PATIENCE),
                List.of(
                        Route.post(
                                "/upload",
                                call -> Reply.json(
                                        Files.size(call.body("body", 1 << 20).file()))),
                        Route.get("/a/{b}", call -> Reply.json(call.value("b"))),
                        Route.get("/fault", call -> {
                            throw new IllegalStateException("of the program");
                        })),
                call -> {
                    throw new ProblemException(404, "nothing");
                },
                fault -> {
                    faults.add(fault);
                    return new ProblemException(500, "a fault").reply();
                },
                (method, route, status, nanos) -> {});
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String answer(String target) throws IOException {
        try (Socket socket = connected()) {
            send(
                    socket,
                    "GET " + target + " HTTP/1.1\r\nHost: localhost:" + server.port()
                            + "\r\nConnection: close\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSlashInANameIsSentEncoded() throws IOException {
        assertThat(answer("/a/x%2Fy")).contains(" 200 ").endsWith("\"x/y\"");
        assertThat(answer("/a/%C3%A9%2b")).endsWith("\"é+\"");
        assertThat(answer("/a/x/y")).contains(" 404 ");
        assertThat(answer("/a/%FF")).contains(" 400 ").contains("application/problem+json");
        assertThat(answer("/a/%0A")).contains(" 400 ");
        assertThat(answer("/a/%4")).contains(" 400 ");
        assertThat(answer("/a/b/../c")).contains(" 404 ");
    }

    @Test
    void aFaultOfTheProgramIsToldToWhoRunsItAlone() throws IOException {
        assertThat(answer("/fault")).contains(" 500 ").contains("a fault").doesNotContain("of the program");
        assertThat(faults).hasSize(1);
    }

    /** However a byte comes now and then. */
    @Test
    void slowHeadersAreNotWaitedFor() throws Exception {
        try (Socket socket = connected()) {
            assertClosedWhile(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "a");
        }
    }

    @Test
    void slowBodiesAreNotWaitedFor() throws Exception {
        try (Socket socket = connected()) {
            assertClosedWhile(
                    socket,
                    "POST /upload HTTP/1.1\r\nHost: localhost:" + server.port()
                            + "\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n",
                    "a");
        }
        for (int i = 0; i < 100 && !isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(isEmpty()).isTrue();
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> left = Files.list(temp)) {
            return left.findAny().isEmpty();
        }
    }

    /** Sends more and more until the server has had enough. */
    private void assertClosedWhile(Socket socket, String begin, String more) throws Exception {
        send(socket, begin);
        for (int i = 0; i < 60; i++) {
            Thread.sleep(100);
            server.closeSlow();
            try {
                send(socket, more);
            } catch (IOException e) {
                return;
            }
        }
        throw new AssertionError("the server still waits");
    }

    @Test
    void whoIsIdleIsDisconnected() throws Exception {
        try (Socket socket = connected()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsCutOffIsNoFaultOfTheProgram() throws Exception {
        try (Socket socket = connected()) {
            send(
                    socket,
                    "POST /upload HTTP/1.1\r\nHost: localhost:" + server.port()
                            + "\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\nhalf");
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain(" 200 ");
        }
        for (int i = 0; i < 100 && !isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(isEmpty()).isTrue();
    }
}
