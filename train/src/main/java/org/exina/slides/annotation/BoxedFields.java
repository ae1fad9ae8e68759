package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exina.dataset.DatasetException;
import org.exina.image.file.SampleDepth;

/**
 * Fields with the boxes that people drew on them.
 *
 * @param root the folder that they were read from
 * @param fields in the order of their names, which all differ
 * @param leftOut boxes and images that are not used
 * @param clipped how many boxes reached out of their image and were cut at its border
 */
public record BoxedFields(Path root, BoxFormat form, List<BoxedField> fields, List<LeftOut> leftOut, int clipped) {
    public BoxedFields {
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
     *   <li>YOLO: a file {@code .txt} for each image, beside it or in {@code labels/} where the image is in {@code
     *       images/}, and the names of the classes in {@code data.yaml}, {@code classes.txt}, {@code obj.names} or {@code
     *       classes.csv}.
     * </ul>
     *
     * <p>Edges are counted from the image's left upper corner, which is 0; the right and lower edges lie behind the last
     * pixel of the box. (The VOC challenge itself counted from 1 and included both; what writes its form today does not.)
     * An image without boxes is a field without grains where the form names it or it lies in a folder {@code images}.
     *
     * @param path the folder, or the CSV or JSON file of one that holds several
     * @throws DatasetException when there are no boxes or boxes in several forms, an image is missing, or a box has no
     *     class or no sensible edges
     */
    public static BoxedFields open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new DatasetException(absolute, "does not exist; expected a folder with images and boxes");
        }
        Path root = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        ImageFolder folder = ImageFolder.list(root);
        FormatDetector.Found found =
                Files.isDirectory(absolute) ? FormatDetector.search(folder) : FormatDetector.ofFile(absolute, folder);
        FieldsBuilder builder = new FieldsBuilder(folder);
        switch (found.form()) {
            case CSV -> {
                for (Path file : found.files()) {
                    BoxesCsv.read(file, builder);
                }
            }
            case VOC -> {
                for (Path file : found.files()) {
                    VocXml.read(file, builder);
                }
            }
            case COCO -> {
                for (Path file : found.files()) {
                    CocoJson.read(file, builder);
                }
            }
            case YOLO -> YoloText.read(found.files(), builder);
            case CORRECTIONS -> throw new IllegalStateException("never found by content");
        }
        int bits =
                SampleDepth.of(builder.fields().stream().map(BoxedField::file).toList());
        List<BoxedField> fields = builder.fields().stream()
                .map(field -> field.withSampleBits(bits))
                .toList();
        BoxedFields read = new BoxedFields(root, found.form(), fields, builder.leftOut(), builder.clipped());
        if (read.grains() == 0) {
            throw new DatasetException(root, read.nothing());
        }
        return read;
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
