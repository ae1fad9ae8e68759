package org.exina.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.report.slides.CountPage;
import org.exina.slides.CountedField;

/**
 * The files of a count, all named after the table of counts.
 *
 * @param counts the table: grains of each type on each field
 * @param percentages of the pollen sum, with intervals
 * @param grains one row each
 * @param page to check and to correct the count on
 * @param overlays a folder with the marked image of each field
 * @param journal fields that are counted; gone when the count is written
 */
public record CountFiles(Path counts, Path percentages, Path grains, Path page, Path overlays, Path journal) {
    private static final String CSV = ".csv";
    private static final byte[] HEADER = "field,".getBytes(StandardCharsets.UTF_8);

    /**
     * Names them.
     *
     * @param counts a name that ends in .csv
     * @throws ExinaException when it does not
     */
    public static CountFiles of(Path counts) throws ExinaException {
        String name = counts.getFileName() == null ? "" : counts.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(CSV) || name.length() == CSV.length()) {
            throw new ExinaException(counts, "expected the name of a table, as counts.csv");
        }
        String stem = name.substring(0, name.length() - CSV.length());
        return new CountFiles(
                counts,
                counts.resolveSibling(stem + "-percentages.csv"),
                counts.resolveSibling(stem + "-grains.csv"),
                counts.resolveSibling(stem + ".html"),
                counts.resolveSibling(stem + "-fields"),
                counts.resolveSibling("." + stem + "-counted.jsonl"));
    }

    /**
     * Makes sure, before long work begins, that all can be written, and that nothing is overwritten but an earlier count.
     *
     * @throws FileSystemException when something else is there, or nothing can be written
     */
    public void reserve() throws IOException {
        CountPage.reserve(page);
        for (Path table : List.of(counts, percentages, grains)) {
            reserveTable(table);
        }
        if (Files.exists(overlays) && !Files.isDirectory(overlays)) {
            throw new FileSystemException(
                    overlays.toString(), null, "is a file; expected a folder for images of the fields; move it away");
        }
        if (Files.isDirectory(overlays) && !Files.isWritable(overlays)) {
            throw new AccessDeniedException(overlays.toString());
        }
    }

    private static void reserveTable(Path table) throws IOException {
        if (Files.isDirectory(table)) {
            throw new FileSystemException(table.toString(), null, "is a folder; expected the name of a table");
        }
        if (!Files.exists(table) || Files.size(table) == 0) {
            return;
        }
        try (InputStream in = Files.newInputStream(table)) {
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw new FileSystemException(
                        table.toString(),
                        null,
                        "is there already and is no table of a count; choose another name, or remove it first");
            }
        }
    }

    /** The marked image of each field, by the field's name. */
    public Map<String, Path> overlaysOf(List<CountedField> fields) {
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (CountedField field : fields) {
            String plain = field.name().replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]+", "-");
            String stem = plain.replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
            String name = stem;
            for (int more = 2; !taken.add(name.toLowerCase(Locale.ROOT)); more++) {
                name = stem + "-" + more;
            }
            files.put(field.name(), overlays.resolve(name + ".jpg"));
        }
        return files;
    }

    /** All that a finished count leaves. */
    public List<Path> written() {
        return List.of(counts, percentages, grains, page, overlays);
    }
}
