package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.exina.image.Box;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;

/**
 * Boxes as a table: a row for each, {@code image,x_min,y_min,x_max,y_max,class}, in pixels; a field's row with nothing but
 * its name says that it has none. The box ends before column {@code x_max} and row {@code y_max}. Images lie beside the
 * file or in {@code images/} beside it.
 *
 * <p>Read are also the names that other programs give to these columns, in any order; {@code width,height}, the size that
 * the image had when it was drawn on; and {@code group}, see {@link BoxedField#group()}. Other columns are passed over.
 */
public final class BoxesCsv {
    /** The columns in the order in which they are written. */
    public static final List<String> HEADER = List.of("image", "x_min", "y_min", "x_max", "y_max", "class");

    private static final List<CsvTable.Column> COLUMNS = List.of(
            CsvTable.Column.required("image", "filename", "file", "picture", "imagename"),
            CsvTable.Column.required("x_min", "left", "x1"),
            CsvTable.Column.required("y_min", "top", "y1"),
            CsvTable.Column.required("x_max", "right", "x2"),
            CsvTable.Column.required("y_max", "bottom", "y2"),
            CsvTable.Column.required("class", "label", "name", "classname"),
            CsvTable.Column.optional("group"),
            CsvTable.Column.optional("width", "imagewidth"),
            CsvTable.Column.optional("height", "imageheight"));

    private static final String EXPECTED = "expected the header " + String.join(",", HEADER) + "[,group]";

    private BoxesCsv() {}

    /** Writes fields' boxes, those apart too, so that {@link BoxedFields#open} gives the same again. */
    public static void write(Path file, List<BoxedField> fields) throws IOException {
        boolean grouped = fields.stream()
                .anyMatch(field -> !field.group().equals(BoxedField.groupOf(ImageFolder.name(field.file()))));
        List<String> header = new ArrayList<>(HEADER);
        if (grouped) {
            header.add("group");
        }
        StringBuilder text = new StringBuilder(Csv.row(header));
        for (BoxedField field : fields) {
            String image = image(file.toAbsolutePath().normalize().getParent(), field.file());
            List<List<String>> rows = Stream.concat(field.grains().stream(), field.apart().stream())
                    .map(box -> row(image, box))
                    .toList();
            for (List<String> row : rows.isEmpty() ? List.of(List.of(image, "", "", "", "", "")) : rows) {
                List<String> whole = new ArrayList<>(row);
                if (grouped) {
                    whole.add(field.group());
                }
                text.append(Csv.row(whole));
            }
        }
        AtomicFiles.writeText(file, text.toString());
    }

    private static List<String> row(String image, LabelledBox labelled) {
        Box box = labelled.box();
        return List.of(
                image,
                Integer.toString(box.x()),
                Integer.toString(box.y()),
                Integer.toString(box.right()),
                Integer.toString(box.bottom()),
                labelled.label());
    }

    /** Its path seen from the file, which stays true when both are moved together. */
    private static String image(Path folder, Path image) {
        Path absolute = image.toAbsolutePath().normalize();
        Path images = folder.resolve("images");
        if (absolute.getParent().equals(images)) {
            return absolute.getFileName().toString();
        }
        Path path = folder.getRoot().equals(absolute.getRoot()) ? folder.relativize(absolute) : absolute;
        return path.toString().replace('\\', '/');
    }

    /** Whether a file's first line names the columns. */
    static boolean fits(String header) {
        return CsvTable.fits(header, COLUMNS);
    }

    /** Those that a first line does not name. */
    static List<String> missing(String header) {
        return CsvTable.missing(header, COLUMNS);
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        CsvTable table = CsvTable.read(file, COLUMNS, EXPECTED);
        for (Csv.Row row : table.rows()) {
            SourceLocation place = table.place(row);
            Path image = builder.folder().find(table.field(row, "image"), place);
            builder.field(image);
            if (!table.field(row, "group").isEmpty()) {
                builder.group(image, LabelledBox.label(table.field(row, "group")), place);
            }
            boolean empty = HEADER.stream()
                    .skip(1)
                    .allMatch(column -> table.field(row, column).isEmpty());
            if (empty) {
                continue;
            }
            if (table.has("width") && table.has("height")) {
                builder.declare(image, (int) table.number(row, "width"), (int) table.number(row, "height"), place);
            }
            builder.box(
                    image,
                    RawBox.pixels(
                            table.number(row, "x_min"),
                            table.number(row, "y_min"),
                            table.number(row, "x_max"),
                            table.number(row, "y_max"),
                            table.field(row, "class"),
                            place));
        }
    }
}
