package org.exina.serve.http;

import java.nio.file.Path;

/**
 * A file that was sent.
 *
 * @param name as its sender calls it, without folders; for messages only
 * @param file where it lies until the request is answered
 */
public record Upload(String name, Path file) {
    /**
     * What may be sent at once.
     *
     * @param requestBytes of a whole request
     * @param fileBytes of one file
     */
    public record Limits(long requestBytes, long fileBytes, int files) {}
}
