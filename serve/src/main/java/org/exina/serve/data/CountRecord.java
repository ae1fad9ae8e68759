package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exina.api.Count;
import org.exina.io.Json;
import org.exina.report.slides.CountTable;
import org.exina.slides.CountedField;

/**
 * What a count leaves beside its tables, as {@code count.json}. Paths are those from the data folder.
 *
 * @param model its name
 * @param finished when, ISO 8601 in UTC
 * @param byPerson grains labelled as a person says
 * @param correctionsNotCounted corrected fields that are none of these
 */
public record CountRecord(
        String model,
        String finished,
        CountTable counts,
        List<Field> fields,
        List<Unreadable> unreadable,
        int byPerson,
        List<String> correctionsNotCounted) {
    /** What the file is called; it is written last. */
    public static final String FILE = "count.json";

    public CountRecord {
        fields = List.copyOf(fields);
        unreadable = List.copyOf(unreadable);
        correctionsNotCounted = List.copyOf(correctionsNotCounted);
    }

    /**
     * A field that was counted.
     *
     * @param file its path
     * @param overlay the path of its marked image
     */
    public record Field(
            String field, String file, int width, int height, int grains, List<String> remarks, String overlay) {}

    /** A field that could not be counted, and why. */
    public record Unreadable(String field, String problem) {}

    /** Of a count that was written to a folder. */
    public static CountRecord of(String model, Count done, DataFolder data) {
        Map<String, Path> overlays = done.files().overlaysOf(done.fields());
        List<Field> fields = new ArrayList<>();
        for (CountedField each : done.fields()) {
            fields.add(new Field(
                    each.name(),
                    data.relative(each.file()),
                    each.width(),
                    each.height(),
                    each.grains().size(),
                    each.remarks(),
                    data.relative(overlays.get(each.name()))));
        }
        return new CountRecord(
                model,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                done.table(),
                fields,
                done.unreadable().stream()
                        .map(each -> new Unreadable(each.field(), data.withoutRoot(each.problem())))
                        .toList(),
                done.byPerson(),
                done.notCounted());
    }

    /** Writes it beside the tables. */
    public void write(Path folder) throws IOException {
        Json.write(folder.resolve(FILE), this);
    }
}
