package org.exina.serve.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.io.Sha256;

/** Files of a page that lie beside a class, by plain names alone. */
public final class StaticFiles {
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[a-z0-9]+)*\\.([a-z0-9]+)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8");

    private final Class<?> beside;
    private final String folder;
    private final Map<String, Reply> known = new ConcurrentHashMap<>();

    /**
     * Files of a folder.
     *
     * @param folder beside the class
     */
    public StaticFiles(Class<?> beside, String folder) {
        this.beside = beside;
        this.folder = folder;
    }

    /**
     * A file.
     *
     * @param name from the folder, with '/' between names
     * @throws ProblemException 404 where there is none
     */
    public Reply file(String name) throws IOException {
        Matcher matcher = NAME.matcher(name);
        String type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
        if (type == null) {
            throw missing();
        }
        Reply reply = known.get(name);
        if (reply == null) {
            reply = read(name, type).orElseThrow(StaticFiles::missing);
            known.put(name, reply);
        }
        return reply;
    }

    private static ProblemException missing() {
        return new ProblemException(404, "there is nothing at this address");
    }

    private Optional<Reply> read(String name, String type) throws IOException {
        try (InputStream in = beside.getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            return Optional.of(Reply.bytes(type, bytes)
                    .with("ETag", "\"" + Sha256.of(bytes) + "\"")
                    .with("Cache-Control", "no-cache"));
        }
    }
}
