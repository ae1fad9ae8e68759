package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.exina.dataset.DatasetException;
import org.exina.io.AtomicFolder;
import org.exina.io.Sha256;
import org.exina.slides.annotation.BoxFormat;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.BoxesCsv;
import org.exina.slides.annotation.Corrections;

/** Adds what a person corrected to what was drawn before, as a new folder to train on; nothing is changed in place. */
public final class CorrectedFields {
    private CorrectedFields() {}

    /**
     * What was written: all fields, and the grains on them.
     *
     * @param fields in the new folder
     * @param corrected of them, how many carry corrections
     */
    public record Learned(int fields, int corrected, int grains) {}

    /**
     * Writes a folder with the corrected fields alone, where nothing was drawn before.
     *
     * @see #write(BoxedFields, Corrections, Path, Path)
     */
    public static Learned write(Corrections corrections, Path counted, Path out) throws IOException {
        Path root = counted.toAbsolutePath().normalize();
        return write(
                new BoxedFields(root, BoxFormat.CORRECTIONS, List.of(), List.of(), 0, List.of()),
                corrections,
                counted,
                out);
    }

    /**
     * Writes a folder with {@code images/} and {@code boxes.csv}: the fields of {@code drawn}, those corrected with their
     * corrected boxes, and the corrected fields of {@code counted} that were not among them. Fields are the same when
     * their files are the same byte by byte: what was counted may be a copy of what was drawn on.
     *
     * @param drawn the fields trained on so far
     * @param counted a folder with the images that were counted; may be that of {@code drawn}
     * @param out a new or empty folder
     * @throws DatasetException when a corrected field is in neither folder, or no grain has a name
     */
    public static Learned write(BoxedFields drawn, Corrections corrections, Path counted, Path out) throws IOException {
        AtomicFolder.checkFree(out);
        BoxedFields corrected = corrections.fieldsIn(counted);
        Map<String, BoxedField> changed = new LinkedHashMap<>();
        for (BoxedField field : corrected.fields()) {
            changed.put(Sha256.of(field.file()), field);
        }
        List<BoxedField> all = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (BoxedField field : drawn.fields()) {
            String content = Sha256.of(field.file());
            before.add(content);
            BoxedField now = changed.getOrDefault(content, field);
            all.add(new BoxedField(
                    field.name(),
                    field.file(),
                    field.width(),
                    field.height(),
                    field.group(),
                    now.grains(),
                    now.apart()));
        }
        changed.forEach((content, field) -> {
            if (!before.contains(content)) {
                all.add(field);
            }
        });
        if (all.stream().allMatch(field -> field.grains().isEmpty())) {
            throw new DatasetException(
                    corrections.file(),
                    "names no grain of the " + all.size() + (all.size() == 1 ? " field" : " fields")
                            + ", only debris and unknown ones; expected a class for at least one, to learn from");
        }
        List<BoxedField> written = new ArrayList<>();
        AtomicFolder.write(out, folder -> {
            Path images = Files.createDirectory(folder.resolve("images"));
            Set<String> names = new HashSet<>();
            for (BoxedField field : all) {
                String name = free(field.file().getFileName().toString(), names);
                Path copy = Files.copy(field.file(), images.resolve(name));
                written.add(new BoxedField(
                        name, copy, field.width(), field.height(), field.group(), field.grains(), field.apart()));
            }
            BoxesCsv.write(folder.resolve("boxes.csv"), written);
        });
        return new Learned(
                written.size(),
                corrected.fields().size(),
                written.stream().mapToInt(field -> field.grains().size()).sum());
    }

    /** Two folders may each hold a field of one name; not every system tells "A.png" from "a.png". */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = i + "-" + name;
        }
        return free;
    }
}
