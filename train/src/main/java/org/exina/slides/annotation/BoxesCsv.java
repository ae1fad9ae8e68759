package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.dataset.TextFile;
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
 * Where {@code x_max} and {@code y_max} are not there, {@code width,height} are those of the box.
 */
public final class BoxesCsv {
    /** The columns in the order in which they are written. */
    public static final List<String> HEADER = List.of("image", "x_min", "y_min", "x_max", "y_max", "class");

    private static final CsvTable.Column IMAGE =
            CsvTable.Column.required("image", "filename", "file", "picture", "imagename", "imageid");
    private static final CsvTable.Column CLASS =
            CsvTable.Column.required("class", "label", "name", "classname", "labelname");
    private static final CsvTable.Column GROUP = CsvTable.Column.optional("group");
    private static final CsvTable.Column CROWD = CsvTable.Column.optional("isgroupof"); // of Open Images

    private static final List<CsvTable.Column> EDGES = List.of(
            IMAGE,
            CsvTable.Column.required("x_min", "left", "x1"),
            CsvTable.Column.required("y_min", "top", "y1"),
            CsvTable.Column.required("x_max", "right", "x2"),
            CsvTable.Column.required("y_max", "bottom", "y2"),
            CLASS,
            GROUP,
            CROWD,
            CsvTable.Column.optional("width", "imagewidth"),
            CsvTable.Column.optional("height", "imageheight"));

    private static final List<CsvTable.Column> SIZES = sizes(IMAGE, CLASS);

    /** Of ImageJ's results, which call the image a label. */
    private static final List<CsvTable.Column> RESULTS =
            sizes(CsvTable.Column.required("image", "label"), CsvTable.Column.required("class"));

    private static final String EXPECTED = "expected the header " + String.join(",", HEADER) + "[,group]";

    private static List<CsvTable.Column> sizes(CsvTable.Column image, CsvTable.Column label) {
        return List.of(
                image,
                CsvTable.Column.required("x_min", "left", "x", "bx"),
                CsvTable.Column.required("y_min", "top", "y", "by"),
                CsvTable.Column.required("width", "w"),
                CsvTable.Column.required("height", "h"),
                label,
                GROUP);
    }

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
        return Stream.of(EDGES, SIZES, RESULTS).anyMatch(columns -> CsvTable.fits(header, columns));
    }

    /** Those that a first line does not name. */
    static List<String> missing(String header) {
        return CsvTable.missing(header, EDGES);
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        String header = TextFile.firstLine(file);
        List<CsvTable.Column> columns = Stream.of(EDGES, SIZES, RESULTS)
                .filter(each -> CsvTable.fits(header, each))
                .findFirst()
                .orElse(EDGES);
        CsvTable table = CsvTable.read(file, columns, EXPECTED);
        if (!table.has("x_max")) {
            builder.note(builder.folder().relative(file)
                    + " has a width and a height in place of x_max and y_max: x and y are taken for the left and the"
                    + " upper edge");
        }
        for (Csv.Row row : table.rows()) {
            SourceLocation place = table.place(row);
            Optional<Path> image = builder.find(table.field(row, "image"), place);
            if (image.isPresent()) {
                read(table, row, image.get(), builder);
            }
        }
    }

    private static void read(CsvTable table, Csv.Row row, Path image, FieldsBuilder builder) throws IOException {
        SourceLocation place = table.place(row);
        builder.field(image);
        if (!table.field(row, "group").isEmpty()) {
            builder.group(image, LabelledBox.label(table.field(row, "group")), place);
        }
        boolean sized = !table.has("x_max");
        boolean empty = Stream.of("x_min", "y_min", "x_max", "y_max", "class")
                .allMatch(column -> table.field(row, column).isEmpty());
        if (empty) {
            return;
        }
        if (table.field(row, "isgroupof").equals("1")) {
            builder.leaveOut(place, "is around a crowd; expected a box for each grain");
            return;
        }
        double left = table.number(row, "x_min");
        double top = table.number(row, "y_min");
        String label = table.field(row, "class");
        if (sized) {
            double width = table.number(row, "width");
            builder.box(image, RawBox.sized(left, top, width, table.number(row, "height"), label, place));
            return;
        }
        if (table.has("width") && table.has("height")) {
            builder.declare(image, (int) table.number(row, "width"), (int) table.number(row, "height"), place);
        }
        builder.box(
                image, RawBox.pixels(left, top, table.number(row, "x_max"), table.number(row, "y_max"), label, place));
    }
}
