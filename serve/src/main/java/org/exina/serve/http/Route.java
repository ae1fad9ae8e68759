package org.exina.serve.http;

import java.io.IOException;

/**
 * What is answered where.
 *
 * @param method GET, POST, PUT or DELETE; GET answers HEAD, too
 * @param path segments, of which those in braces stand for any one: {@code /api/models/{name}}
 */
public record Route(String method, String path, Handler handler) {
    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers; called by several threads.
         *
         * @throws ProblemException as the client is to read it
         */
        Reply reply(Call call) throws IOException;
    }

    public static Route get(String path, Handler handler) {
        return new Route("GET", path, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route("POST", path, handler);
    }

    public static Route put(String path, Handler handler) {
        return new Route("PUT", path, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route("DELETE", path, handler);
    }
}
