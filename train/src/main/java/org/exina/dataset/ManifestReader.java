package org.exina.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.exina.image.file.ImageSniffer;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.Csv;

/** Reads a CSV manifest. Commas, semicolons and tabs are told by the header: spreadsheets write what their country does. */
final class ManifestReader {
    private static final List<String> COLUMNS = List.of("path", "label", "group", "micronsPerPixel");
    /** Where a file came from: what {@code exina prepare} writes for people, not read. */
    private static final Set<String> ORIGIN = Set.of("part", "split", "source", "crop");

    private static final String EXPECTED = "expected the header path,label[,group][,micronsPerPixel]";

    private final Path file;
    private final Path root;
    private final List<Sample> samples = new ArrayList<>();
    private final List<SkippedFile> skipped = new ArrayList<>();
    private final Map<Path, Integer> lineOf = new HashMap<>();
    private char separator;

    ManifestReader(Path file) {
        this.file = file;
        this.root = file.getParent();
    }

    ListedImages read() throws IOException {
        String text = text();
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        separator = header.contains("\t") ? '\t' : header.contains(",") ? ',' : header.contains(";") ? ';' : ',';
        List<Csv.Row> rows;
        try {
            rows = Csv.parse(text, separator);
        } catch (Csv.SyntaxException e) {
            throw new DatasetException(file, e.getMessage(), e);
        }
        if (rows.isEmpty()) {
            throw new DatasetException(file, "is empty; " + EXPECTED);
        }
        Map<String, Integer> columns = columns(rows.get(0));
        for (Csv.Row row : rows.subList(1, rows.size())) {
            add(row, columns, rows.get(0).fields().size());
        }
        List<String> classes =
                List.copyOf(new TreeSet<>(samples.stream().map(Sample::label).toList()));
        if (classes.size() < 2) {
            throw new DatasetException(
                    file,
                    "expected at least 2 labels, found " + classes.size() + " " + classes + " in "
                            + (rows.size() - 1) + " rows"
                            + (skipped.isEmpty()
                                    ? ""
                                    : " (" + skipped.get(0).path() + " "
                                            + skipped.get(0).reason() + ")"));
        }
        return new ListedImages(root, Layout.MANIFEST, samples, skipped);
    }

    private String text() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private DatasetException notUtf8() {
        return new DatasetException(file, "is not text in UTF-8; save it as \"CSV UTF-8\"");
    }

    private Map<String, Integer> columns(Csv.Row header) throws DatasetException {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.fields().size(); i++) {
            String name = header.fields().get(i).strip();
            if (ORIGIN.contains(name)) {
                continue;
            }
            String column = COLUMNS.stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> new DatasetException(
                            file, "line " + header.line() + ": unknown column \"" + name + "\"; " + EXPECTED));
            if (columns.put(column, i) != null) {
                throw new DatasetException(
                        file, "line " + header.line() + ": the column " + column + " stands twice; " + EXPECTED);
            }
        }
        for (String column : COLUMNS.subList(0, 2)) {
            if (!columns.containsKey(column)) {
                throw new DatasetException(
                        file, "line " + header.line() + ": the column " + column + " is missing; " + EXPECTED);
            }
        }
        return columns;
    }

    private void add(Csv.Row row, Map<String, Integer> columns, int expectedFields) throws IOException {
        if (row.fields().size() != expectedFields) {
            throw fault(
                    row,
                    "expected " + expectedFields + " fields as in the header, found "
                            + row.fields().size() + "; a field that holds a separator needs quotes");
        }
        String label = PathNames.label(field(row, columns, "label"));
        if (label.isEmpty()) {
            throw fault(row, "the label is empty");
        }
        Path path = path(row, field(row, columns, "path").strip());
        Integer before = lineOf.putIfAbsent(path, row.line());
        if (before != null) {
            throw fault(row, "the file " + PathNames.relative(root, path) + " stands on line " + before + " already");
        }
        Optional<ImageSniffer.No> no = ImageSniffer.why(path, Files.isRegularFile(path));
        if (no.isPresent()) {
            skipped.add(new SkippedFile(
                    PathNames.relative(root, path), no.get().kind(), no.get().reason()));
            return;
        }
        Optional<String> group =
                Optional.of(PathNames.label(field(row, columns, "group"))).filter(g -> !g.isEmpty());
        samples.add(new Sample(
                ImageSource.of(PathNames.relative(root, path), path), label, group, micronsPerPixel(row, columns)));
    }

    private Path path(Csv.Row row, String text) throws DatasetException {
        if (text.isEmpty()) {
            throw fault(row, "the path is empty");
        }
        try {
            Path path = root.resolve(text).normalize();
            if (!Files.exists(path) && text.indexOf('\\') >= 0) { // written on Windows
                path = root.resolve(text.replace('\\', '/')).normalize();
            }
            if (!Files.exists(path)) {
                throw fault(row, "the file " + text + " does not exist; paths begin at " + root);
            }
            if (Files.isDirectory(path)) {
                throw fault(row, text + " is a folder; expected an image file");
            }
            return path;
        } catch (InvalidPathException e) {
            throw fault(row, "\"" + text + "\" is no path: " + e.getReason());
        }
    }

    private OptionalDouble micronsPerPixel(Csv.Row row, Map<String, Integer> columns) throws DatasetException {
        String text = field(row, columns, "micronsPerPixel").strip();
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = Double.NaN;
        try {
            value = Double.parseDouble(separator == ',' ? text : text.replace(',', '.'));
        } catch (NumberFormatException e) { // told below, with the text
        }
        if (!(value > 0 && Double.isFinite(value))) {
            throw fault(row, "micronsPerPixel must be a number greater than 0, got \"" + text + "\"");
        }
        return OptionalDouble.of(value);
    }

    private static String field(Csv.Row row, Map<String, Integer> columns, String name) {
        Integer column = columns.get(name);
        return column == null ? "" : row.fields().get(column);
    }

    private DatasetException fault(Csv.Row row, String problem) {
        return new DatasetException(file, "line " + row.line() + ": " + problem);
    }
}
