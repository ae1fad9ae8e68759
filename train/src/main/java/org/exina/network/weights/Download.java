package org.exina.network.weights;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.UnreachableException;
import org.exina.task.Progress;

/**
 * Gets one file over HTTP into a part file beside its place, going on where an earlier try ended (RFC 9110, section 14:
 * range requests). Says nothing of whether the bytes are right.
 */
final class Download {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

    private final HttpClient client;
    private final URI address;
    private final Path part;
    private final Path tag;
    private final Settings settings;
    private final Progress progress;
    private final Consumer<String> say;

    /**
     * How patient it is.
     *
     * @param tries in a row that bring nothing, before it gives up
     * @param pause before the second try; doubled each time
     * @param silence after which a connection that brings nothing is given up
     * @param sink opens the part file
     */
    record Settings(int tries, Duration pause, Duration silence, Sink sink) {
        static final Settings DEFAULT =
                new Settings(5, Duration.ofMillis(500), Duration.ofSeconds(45), Download::append);
    }

    /** Opens a file to add to its end. */
    @FunctionalInterface
    interface Sink {
        OutputStream open(Path file) throws IOException;
    }

    /**
     * A download of one file; nothing is asked of the server yet.
     *
     * @param part what came of earlier tries, if it is there
     * @param say told of each try that failed
     */
    Download(HttpClient client, URI address, Path part, Settings settings, Progress progress, Consumer<String> say) {
        this.client = client;
        this.address = address;
        this.part = part;
        this.tag = part.resolveSibling(part.getFileName() + ".tag");
        this.settings = settings;
        this.progress = progress;
        this.say = say;
    }

    private static OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The network failed, and may not the next time. */
    private static final class Broken extends IOException {
        private final Duration wait;

        Broken(String problem, Duration wait) {
            super(problem);
            this.wait = wait;
        }
    }

    /** The disk failed. */
    private static final class NotWritten extends IOException {
        NotWritten(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Returns when the part file is whole.
     *
     * @return whether it begins with what an earlier run brought
     * @throws ExinaException when the server has no such file
     * @throws UnreachableException when the network fails; what has come is kept
     * @throws IOException when the disk fails; nothing is kept, so that a full disk does not stay full
     * @throws InterruptedIOException when the thread is interrupted; what has come is kept
     */
    boolean run() throws IOException {
        boolean resumed = size() > 0;
        int fruitless = 0;
        long most = size();
        while (true) {
            Broken problem;
            try {
                attempt();
                Files.deleteIfExists(tag);
                return resumed;
            } catch (Broken e) {
                problem = e;
            } catch (NotWritten e) {
                discard();
                throw new IOException(
                        part + ": could not be written: " + e.getMessage()
                                + "; make room on the disk, or set EXINA_HOME to a folder on another",
                        e);
            }
            fruitless = size() > most ? 1 : fruitless + 1;
            most = Math.max(most, size());
            if (fruitless >= settings.tries()) {
                throw new UnreachableException(
                        address + ": could not be downloaded: " + problem.getMessage() + "; tried " + settings.tries()
                                + " times. " + kept(),
                        problem);
            }
            Duration pause = settings.pause().multipliedBy(1L << Math.min(5, fruitless - 1));
            Duration wait = problem.wait.compareTo(pause) > 0 ? problem.wait : pause;
            say.accept(problem.getMessage() + "; trying again in "
                    + String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1e3));
            sleep(wait);
        }
    }

    private String kept() throws IOException {
        return size() == 0 ? "Nothing has come" : size() + " bytes are kept, the next try goes on from there";
    }

    /** Forgets what has come. */
    void discard() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tag);
    }

    private long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void attempt() throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(settings.silence()).GET();
        long have = size();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            if (Files.exists(tag)) {
                request.header("If-Range", Files.readString(tag)); // the whole, if it is another file by now
            }
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request.build());
        try (Body body = Body.of(response.body(), settings.silence())) {
            take(response, body, have);
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofPublisher());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new Broken(reason(e), Duration.ZERO);
        }
    }

    private void take(HttpResponse<?> response, Body body, long have) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        boolean told = range.matches();
        OptionalLong total = told && !range.group(2).equals("*")
                ? OptionalLong.of(Long.parseLong(range.group(2)))
                : OptionalLong.empty();
        int status = response.statusCode();
        if (status == 206 && told && range.group(1) != null && Long.parseLong(range.group(1)) == have) {
            receive(body, total);
        } else if (status == 200) { // from the beginning, whatever was asked for
            discard();
            Optional<String> newTag = response.headers().firstValue("ETag").filter(text -> !text.startsWith("W/"));
            if (newTag.isPresent()) {
                AtomicFiles.writeText(tag, newTag.get());
            }
            receive(body, response.headers().firstValueAsLong("Content-Length"));
        } else if (status == 416 && total.isPresent() && total.getAsLong() == have) {
            progress.report(phase(), have / 1000, have / 1000); // it was whole already
        } else if (status == 206 || status == 416) {
            discard();
            throw new Broken("the server gave another part than was asked for", Duration.ZERO);
        } else if (status == 408 || status == 429 || status >= 500) {
            long seconds = response.headers()
                    .firstValue("Retry-After")
                    .filter(text -> text.matches("\\d{1,4}"))
                    .map(Long::parseLong)
                    .orElse(0L);
            throw new Broken("the server answered " + status, Duration.ofSeconds(Math.min(60, seconds)));
        } else {
            throw new ExinaException(
                    address.toString(),
                    "the server answered " + status + (status == 404 ? " (no such file)" : "") + "; expected the file");
        }
    }

    private void receive(Body body, OptionalLong total) throws IOException {
        long have = size();
        try (OutputStream out = new Written(settings.sink().open(part))) {
            for (ByteBuffer bytes = next(body); bytes.hasRemaining(); bytes = next(body)) {
                have += bytes.remaining();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                out.write(copy, 0, copy.length);
                long all = total.isPresent() ? Math.max(have, total.getAsLong()) / 1000 : have / 1000 + 1;
                progress.report(phase(), have / 1000, all);
            }
        }
        if (total.isPresent() && have != total.getAsLong()) {
            throw new Broken(
                    "the connection ended after " + have + " of " + total.getAsLong() + " bytes", Duration.ZERO);
        }
    }

    private String phase() {
        String path = address.getPath();
        return "downloading " + path.substring(path.lastIndexOf('/') + 1) + " (kB)";
    }

    /** Empty at the end. */
    private ByteBuffer next(Body body) throws IOException {
        try {
            while (true) {
                Optional<ByteBuffer> bytes = body.next();
                if (bytes.isEmpty() || bytes.get().hasRemaining()) {
                    return bytes.orElse(ByteBuffer.allocate(0));
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new Broken(reason(e), Duration.ZERO);
        }
    }

    /** Tells the disk's failures from the network's. */
    private static final class Written extends FilterOutputStream {
        Written(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            try {
                out.write(bytes, offset, count);
            } catch (IOException e) {
                throw new NotWritten(e);
            }
        }
    }

    private String reason(IOException e) {
        return e.getMessage() == null ? "no connection to " + address.getHost() : e.getMessage();
    }

    private void sleep(Duration pause) throws IOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(Exception cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException e =
                new InterruptedIOException("interrupted; what was downloaded is kept, the next try goes on from there");
        e.initCause(cause);
        return e;
    }
}
