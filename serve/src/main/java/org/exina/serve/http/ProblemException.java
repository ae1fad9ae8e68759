package org.exina.serve.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that cannot be answered, told as RFC 9457 (Problem Details for HTTP APIs, 2023) has it. */
public final class ProblemException extends IOException {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(503, "Service Unavailable"));

    private final int status;
    private final Map<String, Object> more = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * A request that cannot be answered.
     *
     * @param status 400 to 599
     * @param detail what was found, what is expected, and the way out
     */
    public ProblemException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** Adds a member to the body, such as where the fault lies. */
    public ProblemException with(String member, Object value) {
        more.put(member, value);
        return this;
    }

    /** Adds a header to the answer. */
    public ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    /** The answer. */
    public Reply reply() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", TITLES.getOrDefault(status, status >= 500 ? "Internal Server Error" : "Error"));
        body.put("status", status);
        body.put("detail", getMessage());
        body.putAll(more);
        return Reply.json(status, body).as("application/problem+json").with(headers);
    }
}
