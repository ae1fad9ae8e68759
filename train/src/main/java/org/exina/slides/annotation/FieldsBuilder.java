package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageHeader;

/** Collects what the files of a folder say of its pictures. */
final class FieldsBuilder {
    private final PictureFolder folder;
    private final Settling settling;
    private final Map<Path, Pending> pending = new TreeMap<>();

    FieldsBuilder(PictureFolder folder) {
        this.folder = folder;
        this.settling = new Settling(folder);
    }

    /** What is known of a picture so far. */
    private static final class Pending {
        final List<Drawn> drawn = new ArrayList<>();
        Optional<String> group = Optional.empty();
        Optional<Declared> declared = Optional.empty();
    }

    /** Which size a file says that a picture has. */
    private record Declared(int width, int height, Place place) {}

    PictureFolder folder() {
        return folder;
    }

    /** A field, with or without boxes. */
    void field(Path picture) {
        of(picture);
    }

    void box(Path picture, Drawn drawn) {
        of(picture).drawn.add(drawn);
    }

    /** Left out before it could be laid on its picture. */
    void leaveOut(Place place, String reason) {
        settling.leaveOut(folder.relative(place.file()) + ", " + place.at(), reason);
    }

    /**
     * Notes the group of an image, as often as it is told.
     *
     * @throws DatasetException when another one was told before
     */
    void group(Path picture, String group, Place place) throws DatasetException {
        Pending field = of(picture);
        if (field.group.isPresent() && !field.group.get().equals(group)) {
            throw place.fault("the picture " + PictureFolder.name(picture) + " is of the group " + field.group.get()
                    + " and of " + group + "; expected one group for a picture");
        }
        field.group = Optional.of(group);
    }

    /** The size that the picture had when the boxes were drawn; 0 where it is not known. */
    void declare(Path picture, int width, int height, Place place) {
        if (width > 0 && height > 0) {
            of(picture).declared = Optional.of(new Declared(width, height, place));
        }
    }

    private Pending of(Path picture) {
        return pending.computeIfAbsent(picture, any -> new Pending());
    }

    /**
     * The fields of all that was collected, and of the images without boxes.
     *
     * @throws DatasetException when nothing is left, or a picture has another size than its boxes were drawn for
     */
    BoxedFields build(BoxedFields.Form form) throws IOException {
        addPicturesWithoutBoxes();
        Map<String, Integer> names = new HashMap<>();
        pending.keySet().forEach(picture -> names.merge(PictureFolder.name(picture), 1, Integer::sum));
        List<BoxedField> fields = new ArrayList<>();
        for (Map.Entry<Path, Pending> entry : pending.entrySet()) {
            Path picture = entry.getKey();
            Pending field = entry.getValue();
            Optional<ImageHeader> header = settling.header(picture, field.drawn.size());
            if (header.isEmpty()) {
                continue;
            }
            checkSize(picture, header.get(), field.declared);
            String fileName = PictureFolder.name(picture);
            fields.add(settling.field(
                    names.get(fileName) == 1 ? fileName : folder.relative(picture),
                    picture,
                    header.get(),
                    field.group.orElse(BoxedField.groupOf(fileName)),
                    field.drawn));
        }
        BoxedFields read = new BoxedFields(folder.root(), form, fields, settling.leftOut(), settling.clipped());
        if (read.grains() == 0) {
            throw new DatasetException(folder.root(), nothing(read));
        }
        return read;
    }

    private void addPicturesWithoutBoxes() {
        for (Path picture : folder.pictures()) {
            if (pending.containsKey(picture)) {
                continue;
            }
            if (folder.isIn(picture, "images")) {
                field(picture);
            } else {
                settling.leaveOut(
                        folder.relative(picture), "is named by nothing, and lies in no folder with the name images");
            }
        }
    }

    private static void checkSize(Path picture, ImageHeader header, Optional<Declared> declared)
            throws DatasetException {
        if (declared.isPresent()
                && (declared.get().width() != header.width() || declared.get().height() != header.height())) {
            throw declared.get()
                    .place()
                    .fault("the boxes were drawn on a picture of "
                            + declared.get().width() + " x "
                            + declared.get().height() + " pixels, but " + PictureFolder.name(picture) + " is of "
                            + header.width() + " x " + header.height()
                            + "; bring back the picture they were drawn on, or draw them again");
        }
    }

    private static String nothing(BoxedFields read) {
        String fields = read.fields().size() == 1 ? "1 picture" : read.fields().size() + " pictures";
        return "holds " + fields + " and " + read.form().title()
                + " without a single box around a grain that can be used"
                + (read.leftOut().isEmpty()
                        ? ""
                        : " (" + read.leftOut().get(0).where() + " "
                                + read.leftOut().get(0).reason() + ")");
    }
}
