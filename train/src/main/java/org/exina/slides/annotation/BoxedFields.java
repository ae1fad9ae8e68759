package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exina.dataset.DatasetException;
import org.exina.image.file.SampleDepth;
import org.exina.io.FileKind;

/**
 * Fields with the boxes that people drew on them.
 *
 * @param root the folder that they were read from
 * @param fields in the order of their names, which all differ
 * @param leftOut boxes and images that are not used
 * @param clipped how many boxes reached out of their image and were cut at its border
 * @param notes what their owner should know of how they were read, a sentence each without its full stop
 */
public record BoxedFields(
        Path root, BoxFormat form, List<BoxedField> fields, List<LeftOut> leftOut, int clipped, List<String> notes) {
    /** What is done about images that are named and not there. */
    public enum Missing {
        /** They are refused, all named together. */
        REFUSE,
        /** They are left out with their boxes, and told of. */
        SKIP
    }

    public BoxedFields {
        notes = List.copyOf(notes);
        fields = fields.stream().sorted(Comparator.comparing(BoxedField::name)).toList();
        leftOut = List.copyOf(leftOut);
        Set<String> names = new HashSet<>();
        for (BoxedField field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("two fields are named " + field.name());
            }
        }
    }

    /**
     * Reads a folder with images and boxes, in whichever {@link BoxFormat} they are; reads the headers of the images, and
     * decodes none. The forms are told by content; all files below the folder are looked at, hidden ones excepted:
     *
     * <ul>
     *   <li>CSV: {@link BoxesCsv}.
     *   <li>Pascal VOC: a file {@code .xml} for each image, beside it or in a folder beside that of the images.
     *   <li>COCO: a file {@code .json} for many.
     *   <li>LabelMe and QuPath: a file {@code .json} or {@code .geojson} for each image, beside it or the only one so named.
     *   <li>CVAT ("for images"), VIA 2 (JSON or CSV) and Label Studio (JSON, also JSON-MIN): a file for many.
     *   <li>YOLO: a file {@code .txt} for each image, beside it or in {@code labels/} where the image is in {@code
     *       images/}, and the names of the classes in {@code data.yaml}, {@code classes.txt}, {@code obj.names} or {@code
     *       classes.csv}.
     * </ul>
     *
     * <p>Edges are counted from the image's left upper corner, which is 0; the right and lower edges lie behind the last
     * pixel of the box. (The VOC challenge itself counted from 1 and included both; what writes its form today does not.)
     * Polygons, circles and ellipses give the boxes around them; points and lines are left out. Numbers that all lie between
     * 0 and 1 are taken for shares of the images' sides, and that is noted.
     *
     * <p>An image without boxes is a field without grains where the form names it or it lies in a folder {@code images}.
     *
     * @param path the folder, or the CSV or JSON file of one that holds several
     * @throws DatasetException when there are no boxes or boxes in several forms, an image is missing, a text
     *     file beside others of YOLO is none, or a box has no class or no sensible edges
     */
    public static BoxedFields open(Path path) throws IOException {
        return open(path, Missing.REFUSE);
    }

    /** Reads it so, and does what is said about images that are missing. */
    public static BoxedFields open(Path path, Missing missing) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new DatasetException(absolute, "does not exist; expected a folder with images and boxes");
        }
        if (FileKind.isArchive(absolute)) {
            throw new DatasetException(absolute, FileKind.UNPACK);
        }
        Path root = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        ImageFolder folder = ImageFolder.list(root);
        FormatDetector.Found found =
                Files.isDirectory(absolute) ? FormatDetector.search(folder) : FormatDetector.ofFile(absolute, folder);
        FieldsBuilder builder = new FieldsBuilder(folder, missing == Missing.SKIP);
        if (found.form() == BoxFormat.YOLO) {
            YoloText.read(found.files(), builder);
        } else {
            for (Path file : found.files()) {
                read(found.form(), file, builder);
            }
        }
        List<BoxedField> built = builder.fields();
        int bits = SampleDepth.of(built.stream().map(BoxedField::file).toList());
        List<BoxedField> fields =
                built.stream().map(field -> field.withSampleBits(bits)).toList();
        BoxedFields read =
                new BoxedFields(root, found.form(), fields, builder.leftOut(), builder.clipped(), builder.notes());
        if (read.grains() == 0) {
            throw new DatasetException(root, read.nothing());
        }
        return read;
    }

    /** The first form in which a folder holds boxes; nothing where it holds none. */
    public static Optional<BoxFormat> formIn(Path folder) throws IOException {
        return FormatDetector.first(ImageFolder.list(folder.toAbsolutePath().normalize()));
    }

    private static void read(BoxFormat form, Path file, FieldsBuilder builder) throws IOException {
        switch (form) {
            case CSV -> BoxesCsv.read(file, builder);
            case VOC -> VocXml.read(file, builder);
            case COCO -> CocoJson.read(file, builder);
            case LABELME -> LabelMeJson.read(file, builder);
            case CVAT -> CvatXml.read(file, builder);
            case VIA -> ViaRegions.read(file, builder);
            case LABEL_STUDIO -> LabelStudioJson.read(file, builder);
            case QUPATH -> QuPathJson.read(file, builder);
            case YOLO, CORRECTIONS -> throw new IllegalStateException(form + " is not read file by file");
        }
    }

    private String nothing() {
        String images = fields.size() == 1 ? "1 image" : fields.size() + " images";
        return "holds " + images + " and " + form.title()
                + " without a single box around a grain that can be used"
                + (leftOut.isEmpty()
                        ? ""
                        : " (" + leftOut.get(0).where() + " " + leftOut.get(0).reason() + ")");
    }

    /** The labels of all grains, sorted. */
    public List<String> classes() {
        return fields.stream()
                .flatMap(field -> field.grains().stream())
                .map(LabelledBox::label)
                .distinct()
                .sorted()
                .toList();
    }

    /** How many grains there are on all fields. */
    public int grains() {
        return fields.stream().mapToInt(field -> field.grains().size()).sum();
    }

    /** How many groups the fields are of. */
    public int groups() {
        return (int) fields.stream().map(BoxedField::group).distinct().count();
    }
}
