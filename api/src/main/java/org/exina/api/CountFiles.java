package org.exina.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.exina.io.CsvStyle;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;
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
 * @param style of the three tables
 */
public record CountFiles(
        Path counts, Path percentages, Path grains, Path page, Path overlays, Path journal, CsvStyle style) {
    private static final String CSV = ".csv";

    /** Names them, with tables of {@link CsvStyle#PLAIN}. */
    public static CountFiles of(Path counts) throws ExinaException {
        return of(counts, CsvStyle.PLAIN);
    }

    /**
     * Names them.
     *
     * @param counts a name that ends in .csv
     * @throws ExinaException when it does not
     */
    public static CountFiles of(Path counts, CsvStyle style) throws ExinaException {
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
                counts.resolveSibling("." + stem + "-counted.jsonl"),
                style);
    }

    /**
     * Makes sure, before long work begins, that all can be written, and that nothing is overwritten but an earlier count.
     *
     * @param fields their names
     * @param others what is read: the model, the images
     * @throws ExinaException when something else is there
     * @throws IOException when nothing can be written there
     */
    public void reserve(Collection<String> fields, List<Path> others) throws IOException {
        OutputKind.PAGE.reserve(page, others);
        for (Path table : List.of(counts, percentages, grains)) {
            OutputKind.table("table of a count", "counts.csv", List.of("field"), false)
                    .reserve(table, others);
        }
        if (!Files.exists(overlays)) {
            return;
        }
        if (!Files.isDirectory(overlays)) {
            throw new ExinaException(overlays, "is a file; expected a folder for images of the fields; move it away");
        }
        List<Path> inside = new ArrayList<>(); // to compare each with each would take long of many fields
        for (Path other : others) {
            if (Files.exists(other) && other.toRealPath().startsWith(overlays.toRealPath())) {
                inside.add(other);
            }
        }
        for (Path overlay : overlaysOf(fields).values()) {
            OutputKind.IMAGE.reserve(overlay, inside);
        }
    }

    /** The marked image of each field, by the field's name. */
    public Map<String, Path> overlaysOf(List<CountedField> fields) {
        return overlaysOf(fields.stream().map(CountedField::name).toList());
    }

    private Map<String, Path> overlaysOf(Collection<String> fields) {
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String field : fields) {
            String plain = field.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]+", "-");
            String stem = plain.replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
            String name = stem;
            for (int more = 2; !taken.add(name.toLowerCase(Locale.ROOT)); more++) {
                name = stem + "-" + more;
            }
            files.put(field, overlays.resolve(name + ".jpg"));
        }
        return files;
    }

    /** All that a finished count leaves. */
    public List<Path> written() {
        return List.of(counts, percentages, grains, page, overlays);
    }
}
