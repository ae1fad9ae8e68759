package org.exina.serve.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exina.io.Json;

/** An answer. Immutable. */
public final class Reply {
    private static final String JSON = "application/json";

    private final int status;
    private final String type;
    private final Map<String, String> headers;
    private final long length; // -1 where it is not known before
    private final Body body;

    private Reply(int status, String type, Map<String, String> headers, long length, Body body) {
        this.status = status;
        this.type = type;
        this.headers = headers;
        this.length = length;
        this.body = body;
    }

    /** Writes what an answer holds. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes it; what is flushed is sent at once.
         *
         * @throws IOException also when the client is gone
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A record, map or list. */
    public static Reply json(Object value) {
        return json(200, value);
    }

    public static Reply json(int status, Object value) {
        return bytes(JSON, Json.writeLine(value).getBytes(StandardCharsets.UTF_8))
                .withStatus(status);
    }

    public static Reply bytes(String type, byte[] bytes) {
        return new Reply(200, type, Map.of(), bytes.length, out -> out.write(bytes));
    }

    /** A file as it is. */
    public static Reply file(String type, Path file) throws IOException {
        return new Reply(200, type, Map.of(), Files.size(file), out -> Files.copy(file, out));
    }

    /** What is written little by little. */
    public static Reply stream(String type, Body body) {
        return new Reply(200, type, Map.of(), -1, body);
    }

    /** Nothing, in answer to what has been done. */
    public static Reply none() {
        return new Reply(204, "", Map.of(), 0, out -> {});
    }

    Reply withStatus(int other) {
        return new Reply(other, type, headers, length, body);
    }

    Reply as(String otherType) {
        return new Reply(status, otherType, headers, length, body);
    }

    /** The same with a header. */
    public Reply with(String name, String value) {
        return with(Map.of(name, value));
    }

    Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, type, all, length, body);
    }

    /** The same, to be saved by a browser under a name. */
    public Reply named(String fileName) {
        String plain = fileName.replaceAll("[^A-Za-z0-9._-]", "_");
        return with(
                "Content-Disposition",
                "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + UriText.encoded(fileName));
    }

    int status() {
        return status;
    }

    /** Empty where there is no body. */
    String type() {
        return type;
    }

    Map<String, String> headers() {
        return headers;
    }

    long length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }
}
