package org.exina.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.exina.boxes.BoxedField;
import org.exina.boxes.BoxedFields;
import org.exina.boxes.BoxesCsv;
import org.exina.boxes.Corrections;
import org.exina.store.AtomicFolder;

/** Adds what a person corrected to what was drawn before, as a new folder to train on; nothing is changed in place. */
public final class CorrectedFields {
    private CorrectedFields() {}

    /** @param fields in the new folder   @param corrected of them, how many carry corrections */
    public record Learned(int fields, int corrected, int grains) {}

    /**
     * Writes a folder with {@code images/} and {@code boxes.csv}: the fields of {@code drawn}, those corrected with their
     * corrected boxes, and the corrected fields of {@code counted} that were not among them.
     *
     * @param drawn the fields trained on so far
     * @param counted a folder with the pictures that were counted; may be that of {@code drawn}
     * @param out a new or empty folder
     * @throws org.exina.boxes.BoxesException when a corrected field is in neither folder
     */
    public static Learned write(BoxedFields drawn, Corrections corrections, Path counted, Path out) throws IOException {
        AtomicFolder.checkFree(out);
        BoxedFields corrected = corrections.fieldsIn(counted);
        Map<Path, BoxedField> all = new TreeMap<>();
        drawn.fields().forEach(field -> all.put(real(field), field));
        for (BoxedField field : corrected.fields()) {
            BoxedField before = all.get(real(field));
            all.put(real(field), before == null ? field : renamed(field, before.name(), before.group()));
        }
        List<BoxedField> written = new ArrayList<>();
        AtomicFolder.write(out, folder -> {
            Path images = Files.createDirectory(folder.resolve("images"));
            Set<String> names = new HashSet<>();
            for (BoxedField field : all.values()) {
                String name = free(field.file().getFileName().toString(), names);
                Files.copy(field.file(), images.resolve(name));
                written.add(renamed(field, name, field.group()));
            }
            BoxesCsv.write(folder.resolve("boxes.csv"), written);
        });
        return new Learned(
                written.size(),
                corrected.fields().size(),
                written.stream().mapToInt(field -> field.grains().size()).sum());
    }

    private static Path real(BoxedField field) {
        return field.file().toAbsolutePath().normalize();
    }

    private static BoxedField renamed(BoxedField field, String name, String group) {
        return new BoxedField(name, field.file(), field.width(), field.height(), group, field.grains(), field.apart());
    }

    /** Two folders may each hold a field of one name. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = i + "-" + name;
        }
        return free;
    }
}
