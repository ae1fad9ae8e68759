package org.exina.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exina.image.file.ImageSniffer;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.io.Csv;
import org.exina.io.Remedy;

/** Reads a CSV manifest. */
final class ManifestReader {
    private static final List<String> COLUMNS = List.of("path", "label", "group", "micronsPerPixel");
    /** Where a file came from: what {@code exina prepare} writes for people, not read. */
    private static final Set<String> ORIGIN = Set.of("part", "split", "source", "crop");

    /** Lower case: what other programs call the columns. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("file", "path"),
            Map.entry("filename", "path"),
            Map.entry("file_name", "path"),
            Map.entry("filepath", "path"),
            Map.entry("image", "path"),
            Map.entry("image_path", "path"),
            Map.entry("image_id", "path"),
            Map.entry("class", "label"),
            Map.entry("class_name", "label"),
            Map.entry("category", "label"),
            Map.entry("labels", "label"),
            Map.entry("species", "label"),
            Map.entry("taxon", "label"),
            Map.entry("type", "label"),
            Map.entry("slide", "group"));

    private static final int MISSING_NAMED = 10;

    private static final String EXPECTED = "expected the header path,label[,group][,micronsPerPixel]";

    private final Path file;
    private final Path root;
    private final List<Sample> samples = new ArrayList<>();
    private final List<SkippedFile> skipped = new ArrayList<>();
    private final Map<String, String> labelOf = new HashMap<>(); // of skipped files
    private final Map<Path, Integer> lineOf = new HashMap<>();
    private final Map<Path, Map<String, Path>> namesIn = new HashMap<>(); // of folders, in the composed form
    private final List<String> missing = new ArrayList<>();
    private final boolean skipMissing;
    private CsvText table;

    ManifestReader(Path file, boolean skipMissing) {
        this.file = file;
        this.skipMissing = skipMissing;
        this.root = file.getParent();
    }

    ListedImages read() throws IOException {
        table = CsvText.read(file, EXPECTED);
        Map<String, Integer> columns = columns(table.header());
        List<Csv.Row> rows = table.rows();
        for (Csv.Row row : rows) {
            add(row, columns);
        }
        requireAllThere(rows.size());
        List<String> classes =
                List.copyOf(new TreeSet<>(samples.stream().map(Sample::label).toList()));
        if (classes.size() < 2) {
            throw new DatasetException(
                    file,
                    "expected at least 2 labels, found " + classes.size() + " " + classes + " in "
                            + rows.size() + " rows"
                            + (skipped.isEmpty()
                                    ? ""
                                    : " (" + skipped.get(0).path() + " "
                                            + skipped.get(0).reason() + ")"));
        }
        return new ListedImages(root, Layout.MANIFEST, samples, skipped, labelOf, Map.of(), List.of());
    }

    private void requireAllThere(int rows) throws DatasetException {
        if (missing.isEmpty() || skipMissing) {
            return;
        }
        String more = missing.size() > MISSING_NAMED ? ", and " + (missing.size() - MISSING_NAMED) + " more" : "";
        throw (DatasetException) new DatasetException(
                        file,
                        missing.size() + " of " + rows + " files do not exist: "
                                + String.join(", ", missing.subList(0, Math.min(missing.size(), MISSING_NAMED)))
                                + more + "; paths begin at " + root)
                .with(Remedy.Kind.SKIP_MISSING, file);
    }

    private Map<String, Integer> columns(Csv.Row header) throws DatasetException {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.fields().size(); i++) {
            String name = header.fields().get(i).strip();
            if (name.isEmpty() || ORIGIN.contains(name)) { // the former are left by spreadsheets
                continue;
            }
            String column = COLUMNS.stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(
                            () -> table.fault(header, "unknown column \"" + name + "\"; " + EXPECTED + meant(header)));
            if (columns.put(column, i) != null) {
                throw table.fault(header, "the column " + column + " stands twice; " + EXPECTED);
            }
        }
        for (String column : COLUMNS.subList(0, 2)) {
            if (!columns.containsKey(column)) {
                throw table.fault(header, "the column " + column + " is missing; " + EXPECTED + meant(header));
            }
        }
        return columns;
    }

    /** What names of other programs' columns are to become. */
    private static String meant(Csv.Row header) {
        List<String> renamed = header.fields().stream()
                .map(String::strip)
                .filter(name -> MEANT.containsKey(name.toLowerCase(Locale.ROOT)))
                .map(name -> name + " to " + MEANT.get(name.toLowerCase(Locale.ROOT)))
                .toList();
        return renamed.isEmpty() ? "" : "; rename " + String.join(" and ", renamed);
    }

    private void add(Csv.Row row, Map<String, Integer> columns) throws IOException {
        String label = PathNames.label(field(row, columns, "label"));
        if (label.isEmpty()) {
            throw table.fault(row, "the label is empty");
        }
        String text = field(row, columns, "path").strip();
        Path path = path(row, text);
        if (!Files.exists(path)) {
            if (lineOf.putIfAbsent(path, row.line()) == null) {
                missing.add(text + " (line " + row.line() + ")");
                skip(path, SkippedFile.Kind.MISSING, "is named on line " + row.line() + ", but does not exist", label);
            }
            return;
        }
        Integer before = lineOf.putIfAbsent(path, row.line());
        if (before != null) {
            throw table.fault(
                    row, "the file " + PathNames.relative(root, path) + " stands on line " + before + " already");
        }
        Optional<ImageSniffer.No> no = ImageSniffer.why(path, Files.isRegularFile(path));
        if (no.isPresent()) {
            skip(path, no.get().kind(), no.get().reason(), label);
            return;
        }
        Optional<String> group =
                Optional.of(PathNames.label(field(row, columns, "group"))).filter(g -> !g.isEmpty());
        samples.add(new Sample(
                ImageSource.of(PathNames.relative(root, path), path), label, group, micronsPerPixel(row, columns)));
    }

    private Path path(Csv.Row row, String text) throws IOException {
        if (text.isEmpty()) {
            throw table.fault(row, "the path is empty");
        }
        try {
            Path path = there(root.resolve(text).normalize());
            if (!Files.exists(path) && text.indexOf('\\') >= 0) { // written on Windows
                path = there(root.resolve(text.replace('\\', '/')).normalize());
            }
            if (Files.isDirectory(path)) {
                throw table.fault(row, text + " is a folder; expected an image file");
            }
            return path;
        } catch (InvalidPathException e) {
            String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
            if (encoding.equalsIgnoreCase("UTF-8")) {
                throw table.fault(row, "\"" + text + "\" is no path: " + e.getReason());
            }
            throw table.fault(
                            row,
                            "\"" + text + "\" has letters that Java cannot tell in names, as the locale's are "
                                    + encoding)
                    .with(Remedy.Kind.UTF8_LOCALE, encoding);
        }
    }

    /** A path as the disk has it: letters with marks may be stored in one piece or in two, and look the same. */
    private Path there(Path path) throws IOException {
        if (Files.exists(path) || path.getParent() == null || path.getFileName() == null) {
            return path;
        }
        Path folder = there(path.getParent());
        if (!Files.isDirectory(folder)) {
            return path;
        }
        Map<String, Path> names = namesIn.get(folder);
        if (names == null) {
            try (Stream<Path> inside = Files.list(folder)) {
                names = inside.collect(
                        Collectors.toMap(each -> composed(each.getFileName()), each -> each, (one, other) -> one));
            }
            namesIn.put(folder, names);
        }
        return names.getOrDefault(composed(path.getFileName()), path);
    }

    private static String composed(Path name) {
        return Normalizer.normalize(name.toString(), Normalizer.Form.NFC);
    }

    private void skip(Path path, SkippedFile.Kind kind, String reason, String label) {
        SkippedFile file = new SkippedFile(PathNames.relative(root, path), kind, reason);
        skipped.add(file);
        labelOf.put(file.path(), label);
    }

    private OptionalDouble micronsPerPixel(Csv.Row row, Map<String, Integer> columns) throws DatasetException {
        String text = field(row, columns, "micronsPerPixel").strip();
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = Double.NaN;
        try {
            value = table.number(text);
        } catch (NumberFormatException e) { // told below, with the text
        }
        if (!(value > 0 && Double.isFinite(value))) {
            throw table.fault(row, "micronsPerPixel must be a number greater than 0, got \"" + text + "\"");
        }
        return OptionalDouble.of(value);
    }

    private static String field(Csv.Row row, Map<String, Integer> columns, String name) {
        Integer column = columns.get(name);
        return column == null ? "" : row.fields().get(column);
    }
}
