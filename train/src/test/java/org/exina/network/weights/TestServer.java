package org.exina.network.weights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that misbehaves as told, request by request; then it serves the file as it should. */
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] file;
    private final Deque<HttpHandler> first = new ArrayDeque<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private HttpHandler then = this::serve;

    TestServer(byte[] file) throws IOException {
        this.file = file;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            ranges.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Range"));
            next().handle(exchange);
        });
        server.start();
    }

    private synchronized HttpHandler next() {
        HttpHandler planned = first.poll();
        return planned == null ? then : planned;
    }

    String address() {
        return "http://" + host() + ":" + port();
    }

    String host() {
        return server.getAddress().getAddress().getHostAddress();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What each request asked for: path and range ("null" for the whole). */
    List<String> requests() {
        return List.copyOf(ranges);
    }

    /** Answers the next request that has no answer yet. */
    synchronized TestServer first(HttpHandler handler) {
        first.add(handler);
        return this;
    }

    /** Answers all requests after the first ones. */
    synchronized TestServer always(HttpHandler handler) {
        then = handler;
        return this;
    }

    /** The file, or the part of it that is asked for. */
    void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        if (from >= file.length && from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
            answer(exchange, 416, new byte[0]);
            return;
        }
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        }
        byte[] rest = java.util.Arrays.copyOfRange(file, from, file.length);
        answer(exchange, range == null ? 200 : 206, rest);
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Says that {@code declared} bytes come, and closes the connection after {@code sent}. */
    HttpHandler breaksOff(int sent, int declared) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.sendResponseHeaders(200, declared);
            OutputStream body = exchange.getResponseBody();
            body.write(file, 0, sent);
            body.flush();
            exchange.close();
        };
    }

    static HttpHandler status(int status) {
        return exchange -> answer(exchange, status, new byte[0]);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
