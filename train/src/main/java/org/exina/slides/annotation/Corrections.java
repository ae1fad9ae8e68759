package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.image.file.ImageHeader;
import org.exina.io.Csv;
import org.exina.io.Remedy;

/**
 * What a person said of a count: a CSV file {@code field,x,y,width,height,label,corrected}. A field that is in it is in it
 * whole, a row for each of its grains: its rows are all its boxes.
 *
 * @param file where they were read
 * @param rows in the order of the file
 */
public record Corrections(Path file, List<Correction> rows) {
    public static final List<String> HEADER = List.of("field", "x", "y", "width", "height", "label", "corrected");

    private static final List<CsvTable.Column> COLUMNS =
            HEADER.stream().map(name -> CsvTable.Column.required(name)).toList();
    private static final String EXPECTED = "expected the header " + String.join(",", HEADER);

    /**
     * One grain.
     *
     * @param line of the file, from 1
     * @param field the name of its field
     * @param label what the program said; empty where the person drew the box
     * @param corrected what the person says: a class, {@link LabelledBox#DEBRIS} or {@link LabelledBox#UNKNOWN}; empty
     *     where nobody looked
     */
    public record Correction(int line, String field, Box box, String label, String corrected) {
        public Correction {
            if (field.isBlank() || (label.isBlank() && corrected.isBlank())) {
                throw new IllegalArgumentException("line " + line + ": expected a field and what it is");
            }
        }

        /** Whether a person looked at it. */
        public boolean isLookedAt() {
            return !corrected.isEmpty();
        }

        /** What may be learned of it: of a grain that nobody looked at, nothing. What is no grain needs no look. */
        private String learned() {
            if (isLookedAt()) {
                return corrected;
            }
            return label.equals(LabelledBox.DEBRIS) ? LabelledBox.DEBRIS : LabelledBox.UNKNOWN;
        }
    }

    public Corrections {
        rows = List.copyOf(rows);
    }

    /**
     * Reads the CSV file that the page of a count saved.
     *
     * @throws DatasetException when the file has no rows, no grain of it was looked at, or a row is wrong
     */
    public static Corrections read(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new DatasetException(absolute, "is no file; expected the CSV file that the page of a count saved");
        }
        CsvTable table = CsvTable.read(absolute, COLUMNS, EXPECTED);
        List<Correction> rows = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            rows.add(correction(table, row));
        }
        if (rows.isEmpty()) {
            throw new DatasetException(absolute, "holds no row below its header; nothing was corrected");
        }
        if (rows.stream().noneMatch(Correction::isLookedAt)) {
            throw new DatasetException(
                    absolute, "has nothing in its column corrected; expected what a person says of at least one grain");
        }
        return new Corrections(absolute, rows);
    }

    private static Correction correction(CsvTable table, Csv.Row row) throws DatasetException {
        SourceLocation place = table.place(row);
        String field = table.field(row, "field");
        String corrected = LabelledBox.label(table.field(row, "corrected"));
        if (field.isEmpty()) {
            throw place.fault("the field is empty; expected the name of its image");
        }
        String label = LabelledBox.label(table.field(row, "label"));
        if (label.isEmpty() && corrected.isEmpty()) {
            throw place.fault("label and corrected are empty; expected a class, debris or unknown");
        }
        int width = whole(table, row, "width");
        int height = whole(table, row, "height");
        if (width < 1 || height < 1) {
            throw place.fault("expected a box of at least 1 x 1 pixels, found " + width + " x " + height);
        }
        Box box = new Box(whole(table, row, "x"), whole(table, row, "y"), width, height);
        return new Correction(row.line(), field, box, label, corrected);
    }

    private static int whole(CsvTable table, Csv.Row row, String column) throws DatasetException {
        double number = table.number(row, column);
        if (Math.abs(number) > 1e9) {
            throw table.place(row).fault(column + " must be a place on an image, got " + number);
        }
        return (int) Math.round(number);
    }

    /** The fields that were corrected, alone, their images found by name anywhere below a folder. */
    public BoxedFields fieldsIn(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        return applyTo(new BoxedFields(root, BoxFormat.CORRECTIONS, List.of(), List.of(), 0, List.of()));
    }

    /**
     * Puts what was corrected in the place of what was drawn: a field with corrections has the corrected boxes and no
     * others, grains that nobody looked at as {@link LabelledBox#UNKNOWN}, and keeps its name and group; an image below
     * the folder that was no field becomes one; the others stay.
     *
     * @throws DatasetException when a name is that of no image below the folder
     */
    public BoxedFields applyTo(BoxedFields drawn) throws IOException {
        ImageFolder folder = ImageFolder.list(drawn.root());
        Map<Path, BoxedField> fields = new TreeMap<>();
        Set<String> names = new HashSet<>();
        for (BoxedField field : drawn.fields()) {
            fields.put(field.file(), field);
            names.add(field.name());
        }
        Map<Path, List<RawBox>> corrected = new TreeMap<>();
        for (Correction row : rows) {
            Path image = image(folder, row);
            corrected.computeIfAbsent(image, any -> new ArrayList<>()).add(drawn(row));
        }
        BoxValidation settling = new BoxValidation(folder);
        drawn.leftOut().stream()
                .filter(each -> corrected.keySet().stream()
                        .noneMatch(image -> folder.relative(image).equals(each.where())))
                .forEach(each -> settling.leaveOut(each.where(), each.reason()));
        for (Map.Entry<Path, List<RawBox>> entry : corrected.entrySet()) {
            Path image = entry.getKey();
            Optional<BoxedField> before = Optional.ofNullable(fields.get(image));
            String fileName = ImageFolder.name(image);
            String name = before.map(BoxedField::name)
                    .orElseGet(() -> names.contains(fileName) ? folder.relative(image) : fileName);
            String group = before.map(BoxedField::group).orElse(BoxedField.groupOf(fileName));
            Optional<ImageHeader> header =
                    settling.header(image, entry.getValue().size());
            if (header.isPresent()) {
                names.add(name);
                fields.put(image, settling.field(name, image, header.get(), group, entry.getValue()));
            }
        }
        return new BoxedFields(
                drawn.root(),
                drawn.form(),
                List.copyOf(fields.values()),
                settling.leftOut(),
                drawn.clipped() + settling.clipped(),
                drawn.notes());
    }

    private Path image(ImageFolder folder, Correction row) throws IOException {
        try {
            return folder.find(row.field(), SourceLocation.line(file, row.line()));
        } catch (DatasetException e) {
            throw e.with(Remedy.Kind.NAME_FIELDS, folder.root());
        }
    }

    private RawBox drawn(Correction row) throws DatasetException {
        Box box = row.box();
        return RawBox.pixels(
                box.x(), box.y(), box.right(), box.bottom(), row.learned(), SourceLocation.line(file, row.line()));
    }
}
