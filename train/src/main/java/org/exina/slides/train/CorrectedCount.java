package org.exina.slides.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.slides.CountedField;
import org.exina.slides.FieldFile;
import org.exina.slides.Grain;
import org.exina.slides.NonMaximumSuppression;
import org.exina.slides.annotation.Corrections;
import org.exina.slides.annotation.LabelledBox;

/**
 * A count with a person's word final: what a person said of a grain holds for what is found where it lies, by whichever
 * model; what nobody looked at is as it was counted.
 *
 * @param fields in the order given
 * @param byPerson how many grains are labelled as a person says, debris among them
 * @param notCounted names of corrected fields that are none of those counted
 */
public record CorrectedCount(List<CountedField> fields, int byPerson, List<String> notCounted) {
    /** Least intersection over union of a box in the corrections and of the grain found there. */
    private static final double SAME = 0.5;

    public CorrectedCount {
        fields = List.copyOf(fields);
        notCounted = List.copyOf(notCounted);
    }

    /** What grains may be called after it: the classes of the model, and behind them the names that the person gave. */
    public static List<String> classes(List<String> ofModel, Corrections corrections) {
        TreeSet<String> given = new TreeSet<>();
        corrections.rows().stream()
                .filter(row -> row.isLookedAt() && isClass(row.corrected()))
                .forEach(row -> given.add(known(row.corrected(), ofModel)));
        ofModel.forEach(given::remove);
        List<String> classes = new ArrayList<>(ofModel);
        classes.addAll(given);
        return classes;
    }

    private static boolean isClass(String label) {
        return !label.equals(LabelledBox.DEBRIS) && !label.equals(LabelledBox.UNKNOWN);
    }

    /** A class that differs in case alone is meant: the page takes it so, too. */
    private static String known(String name, List<String> classes) {
        return classes.contains(name)
                ? name
                : classes.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    /**
     * Corrects fields.
     *
     * @param classes of the model
     * @throws DatasetException when none of the corrected fields is among them, or a box lies outside its field
     */
    public static CorrectedCount of(List<CountedField> counted, List<String> classes, Corrections corrections)
            throws DatasetException {
        Map<String, List<Corrections.Correction>> byField = new LinkedHashMap<>();
        corrections.rows().stream()
                .filter(Corrections.Correction::isLookedAt)
                .forEach(row -> byField.computeIfAbsent(row.field(), any -> new ArrayList<>())
                        .add(row));
        List<CountedField> fields = new ArrayList<>();
        List<String> notCounted = new ArrayList<>(byField.keySet());
        int byPerson = 0;
        for (CountedField field : counted) {
            String name = named(field.name(), field.file(), byField.keySet());
            List<Corrections.Correction> rows = byField.getOrDefault(name, List.of());
            CountedField corrected = rows.isEmpty() ? field : corrected(field, rows, classes, corrections.file());
            notCounted.remove(name);
            byPerson +=
                    (int) corrected.grains().stream().filter(Grain::byPerson).count();
            fields.add(corrected);
        }
        if (notCounted.size() == byField.size()) {
            throw none(
                    corrections,
                    byField.keySet(),
                    counted.size(),
                    counted.get(0).name());
        }
        return new CorrectedCount(fields, byPerson, notCounted);
    }

    /**
     * Makes sure, before they are counted, that some of the fields are corrected.
     *
     * @throws DatasetException when none is
     */
    public static void requireSome(List<FieldFile> fields, Corrections corrections) throws DatasetException {
        Set<String> corrected = new TreeSet<>();
        corrections.rows().stream()
                .filter(Corrections.Correction::isLookedAt)
                .forEach(row -> corrected.add(row.field()));
        if (fields.stream().noneMatch(field -> corrected.contains(named(field.name(), field.path(), corrected)))) {
            throw none(corrections, corrected, fields.size(), fields.get(0).name());
        }
    }

    private static DatasetException none(Corrections corrections, Set<String> corrected, int counted, String first) {
        return new DatasetException(
                corrections.file(),
                "corrects " + corrected + ", and none of these is among the " + counted + " fields counted (" + first
                        + (counted == 1 ? "" : ", ...")
                        + "); expected corrections of these fields, named as the count names them");
    }

    /** As the count that was corrected called it: with its folder, where two fields were called the same. */
    private static String named(String field, Path file, Set<String> corrected) {
        String path = file.toAbsolutePath().normalize().toString().replace('\\', '/');
        return corrected.contains(field)
                ? field
                : corrected.stream()
                        .filter(name -> name.contains("/") && path.endsWith("/" + name))
                        .findFirst()
                        .orElse(field);
    }

    /** A box of the corrections and a grain found there. */
    private record Pair(int row, int grain, double overlap) {}

    private static CountedField corrected(
            CountedField field, List<Corrections.Correction> rows, List<String> classes, Path file)
            throws DatasetException {
        List<Box> boxes = new ArrayList<>();
        for (Corrections.Correction row : rows) {
            boxes.add(within(field, row, file));
        }
        List<Pair> pairs = new ArrayList<>();
        for (int r = 0; r < boxes.size(); r++) {
            for (int g = 0; g < field.grains().size(); g++) {
                double overlap =
                        boxes.get(r).intersectionOverUnion(field.grains().get(g).box());
                if (overlap >= SAME) {
                    pairs.add(new Pair(r, g, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> -pair.overlap())); // stable
        Grain[] said = new Grain[rows.size()];
        boolean[] taken = new boolean[field.grains().size()];
        for (Pair pair : pairs) {
            if (said[pair.row()] == null && !taken[pair.grain()]) {
                taken[pair.grain()] = true;
                said[pair.row()] = field.grains()
                        .get(pair.grain())
                        .named(known(rows.get(pair.row()).corrected(), classes));
            }
        }
        List<Grain> grains = new ArrayList<>();
        for (int r = 0; r < said.length; r++) {
            String label = known(rows.get(r).corrected(), classes);
            if (said[r] != null) {
                grains.add(said[r]);
            } else if (!label.equals(LabelledBox.DEBRIS)) {
                grains.add(Grain.marked(boxes.get(r), label));
            }
        }
        List<Box> certain = grains.stream()
                .filter(grain -> !grain.isDebris())
                .map(Grain::box)
                .toList();
        for (int g = 0; g < taken.length; g++) {
            Grain grain = field.grains().get(g);
            if (!taken[g] && certain.stream().noneMatch(box -> NonMaximumSuppression.isSame(box, grain.box()))) {
                grains.add(grain);
            }
        }
        return new CountedField(field.name(), field.file(), field.width(), field.height(), grains, field.remarks());
    }

    private static Box within(CountedField field, Corrections.Correction row, Path file) throws DatasetException {
        Box box = row.box();
        if (box.x() >= field.width() || box.y() >= field.height() || box.right() <= 0 || box.bottom() <= 0) {
            throw new DatasetException(
                    file,
                    "line " + row.line() + ": " + box + " lies outside " + field.name() + ", which has " + field.width()
                            + " x " + field.height() + " pixels; expected the corrections of this image");
        }
        return box.clipped(field.width(), field.height());
    }
}
