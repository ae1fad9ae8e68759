package org.exina.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.exina.io.Folders;
import org.exina.io.Json;

/** A request. For one thread; closed when it is answered, and then nothing of what was sent is left. */
public final class Call implements AutoCloseable {
    private static final int JSON_BYTES = 1 << 20;
    private static final long READ_ALL_THE_SAME = 16 << 20; // of what is too much
    private static final int MOST_PART_HEADERS = 4096;

    private final Request request;
    private final Map<String, String> values;
    private final Map<String, String> query;
    private final Path scratch; // made when it is first needed
    private final Reading reading;

    Call(Request request, Map<String, String> values, Path scratch, Reading reading) throws UriText.BadUri {
        this.request = request;
        this.values = values;
        String text = request.getHttpURI().getQuery();
        this.query = text == null || text.isEmpty() ? Map.of() : UriText.query(text);
        this.scratch = scratch;
        this.reading = reading;
    }

    /** Since when what is sent is awaited, for who watches over senders that are slow. */
    static final class Reading {
        private volatile long sinceNanos;
        private volatile boolean awaited;

        private void begin() {
            sinceNanos = System.nanoTime();
            awaited = true;
        }

        private void end() {
            awaited = false;
        }

        /** For how long; 0 where nothing is awaited. */
        long nanos() {
            return awaited ? System.nanoTime() - sinceNanos : 0;
        }
    }

    /** What stands in the braces of the route. */
    public String value(String name) {
        return values.get(name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A value of the query that must be there. */
    public String required(String name) throws ProblemException {
        return query(name).orElseThrow(() -> new ProblemException(400, name + ": must be given"));
    }

    /** A whole number of the query. */
    public int number(String name, int otherwise, int least, int most) throws ProblemException {
        String text = query(name).orElse(Integer.toString(otherwise));
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            number = least - 1;
        }
        if (number < least || number > most) {
            throw new ProblemException(
                    400, name + ": expected a number from " + least + " to " + most + ", got '" + text + "'");
        }
        return number;
    }

    /** A number greater than 0 of the query; empty where it is not given. */
    public OptionalDouble positive(String name) throws ProblemException {
        String text = query(name).orElse("");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (!(number > 0 && Double.isFinite(number))) {
            throw new ProblemException(400, name + ": expected a number greater than 0, got '" + text + "'");
        }
        return OptionalDouble.of(number);
    }

    /** A truth value of the query; false where it is not given. */
    public boolean flag(String name) throws ProblemException {
        String text = query(name).orElse("false");
        if (!List.of("true", "false").contains(text)) {
            throw new ProblemException(400, name + ": expected true or false, got '" + text + "'");
        }
        return text.equals("true");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** The kind of what was sent, lower case, without parameters; empty where it does not say. */
    private String type() {
        return header("Content-Type")
                .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /**
     * What was sent, read as JSON.
     *
     * @throws ProblemException 415 where it says that it is something else, 400 where it does not fit
     */
    public <T> T json(Class<T> type) throws IOException {
        if (!type().equals("application/json")) {
            throw new ProblemException(415, "expected Content-Type: application/json, got '" + type() + "'");
        }
        requireLength(JSON_BYTES);
        byte[] bytes;
        reading.begin();
        try (InputStream in = Content.Source.asInputStream(request)) {
            bytes = in.readNBytes(JSON_BYTES + 1);
        } finally {
            reading.end();
        }
        if (bytes.length > JSON_BYTES) {
            throw tooLarge(JSON_BYTES);
        }
        try {
            T value = Json.read(new String(bytes, StandardCharsets.UTF_8), type);
            if (value == null) {
                throw new ProblemException(400, "expected a JSON object, got null");
            }
            return value;
        } catch (InvalidTypeIdException e) {
            throw new ProblemException(400, "kind: there is none '" + e.getTypeId() + "'");
        } catch (UnrecognizedPropertyException e) {
            throw new ProblemException(
                    400,
                    "there is no field '" + e.getPropertyName() + "'; expected some of " + e.getKnownPropertyIds());
        } catch (JsonProcessingException e) {
            throw new ProblemException(400, "the JSON cannot be read: " + e.getOriginalMessage());
        }
    }

    /**
     * Files that were sent: one as it is, or several as a form (multipart/form-data).
     *
     * @throws ProblemException 413 where there is more than is taken, 415 where it is of another kind
     */
    public List<Upload> uploads(Upload.Limits limits) throws IOException {
        requireLength(limits.requestBytes());
        if (type().equals("multipart/form-data")) {
            return parts(limits);
        }
        if (!type().startsWith("image/") && !type().equals("application/octet-stream")) {
            throw new ProblemException(
                    415, "expected multipart/form-data, an image or application/octet-stream, got '" + type() + "'");
        }
        return List.of(body(plainName(query("name").orElse("image")), limits.fileBytes()));
    }

    /** What was sent, as it is. */
    public Upload body(String name, long mostBytes) throws IOException {
        requireLength(mostBytes);
        Folders.create(scratch);
        Path file = scratch.resolve("body");
        reading.begin();
        try (InputStream in = Content.Source.asInputStream(request);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw tooLarge(mostBytes);
                }
                out.write(buffer, 0, read);
            }
        } finally {
            reading.end();
        }
        return new Upload(name, file);
    }

    private List<Upload> parts(Upload.Limits limits) throws IOException {
        Folders.create(scratch);
        MultiPartConfig config = new MultiPartConfig.Builder()
                .location(scratch)
                .useFilesForPartsWithoutFileName(true)
                .maxMemoryPartSize(0)
                .maxSize(limits.requestBytes())
                .maxPartSize(limits.fileBytes())
                .maxParts(limits.files())
                .maxHeadersSize(MOST_PART_HEADERS)
                .build();
        List<Upload> uploads = new ArrayList<>();
        reading.begin();
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(
                request, request, header("Content-Type").orElseThrow(), config)) {
            for (MultiPart.Part part : parts) {
                if (part.getFileName() == null) {
                    continue; // a field of the form that is no file
                }
                Path file = scratch.resolve("part-" + uploads.size());
                part.writeTo(file);
                uploads.add(new Upload(plainName(part.getFileName()), file));
            }
        } catch (RuntimeException e) {
            throw formFault(e, limits);
        } finally {
            reading.end();
        }
        if (uploads.isEmpty()) {
            throw new ProblemException(400, "the form holds no file");
        }
        return uploads;
    }

    private static ProblemException formFault(RuntimeException fault, Upload.Limits limits) {
        String text = "";
        for (Throwable each = fault; each != null; each = each.getCause()) {
            text += each.getMessage() + "; ";
        }
        if (text.contains("too many")) {
            return new ProblemException(413, "more than " + limits.files() + " files at once; send fewer");
        } else if (text.contains("max file size")) {
            return tooLarge(limits.fileBytes());
        } else if (text.contains("max length")) {
            return tooLarge(limits.requestBytes());
        }
        return new ProblemException(400, "the form cannot be read: it is cut off or damaged");
    }

    /** The last part of a name, of whatever system, without what cannot be seen. */
    private static String plainName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "image" : last.substring(0, Math.min(last.length(), 200));
    }

    private void requireLength(long most) throws IOException {
        if (request.getLength() > most) {
            if (request.getLength() <= READ_ALL_THE_SAME) { // most clients see no answer before all is sent
                reading.begin();
                try (InputStream in = Content.Source.asInputStream(request)) {
                    in.transferTo(OutputStream.nullOutputStream());
                } finally {
                    reading.end();
                }
            }
            throw tooLarge(most);
        }
    }

    private static ProblemException tooLarge(long most) {
        return new ProblemException(413, "more than " + (most >> 20) + " MiB; send less at once");
    }

    String method() {
        return request.getMethod();
    }

    /** As it was sent. */
    public String path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(scratch)) {
            Folders.delete(scratch);
        }
    }
}
