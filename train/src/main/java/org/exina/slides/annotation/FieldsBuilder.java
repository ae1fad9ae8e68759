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

/** Collects what the files of a folder say of its images. */
final class FieldsBuilder {
    private final ImageFolder folder;
    private final BoxValidation settling;
    private final Map<Path, Pending> pending = new TreeMap<>();

    FieldsBuilder(ImageFolder folder) {
        this.folder = folder;
        this.settling = new BoxValidation(folder);
    }

    /** What is known of an image so far. */
    private static final class Pending {
        final List<RawBox> drawn = new ArrayList<>();
        Optional<String> group = Optional.empty();
        Optional<Declared> declared = Optional.empty();
    }

    /** Which size a file says that an image has. */
    private record Declared(int width, int height, SourceLocation place) {}

    ImageFolder folder() {
        return folder;
    }

    /** A field, with or without boxes. */
    void field(Path image) {
        of(image);
    }

    void box(Path image, RawBox drawn) {
        of(image).drawn.add(drawn);
    }

    /** Left out before it could be laid on its image. */
    void leaveOut(SourceLocation place, String reason) {
        settling.leaveOut(folder.relative(place.file()) + ", " + place.at(), reason);
    }

    /**
     * Notes the group of an image, as often as it is told.
     *
     * @throws DatasetException when another one was told before
     */
    void group(Path image, String group, SourceLocation place) throws DatasetException {
        Pending field = of(image);
        if (field.group.isPresent() && !field.group.get().equals(group)) {
            throw place.fault("the image " + ImageFolder.name(image) + " is of the group " + field.group.get()
                    + " and of " + group + "; expected one group for an image");
        }
        field.group = Optional.of(group);
    }

    /** The size that the image had when the boxes were drawn; 0 where it is not known. */
    void declare(Path image, int width, int height, SourceLocation place) {
        if (width > 0 && height > 0) {
            of(image).declared = Optional.of(new Declared(width, height, place));
        }
    }

    private Pending of(Path image) {
        return pending.computeIfAbsent(image, any -> new Pending());
    }

    /** What could not be used. */
    List<LeftOut> leftOut() {
        return settling.leftOut();
    }

    /** How many boxes reached out of their image. */
    int clipped() {
        return settling.clipped();
    }

    /**
     * The fields of all that was collected, and of the images without boxes; to be asked for once, before the rest.
     *
     * @throws DatasetException when an image has another size than its boxes were drawn for
     */
    List<BoxedField> fields() throws IOException {
        addImagesWithoutBoxes();
        Map<String, Integer> names = new HashMap<>();
        pending.keySet().forEach(image -> names.merge(ImageFolder.name(image), 1, Integer::sum));
        List<BoxedField> fields = new ArrayList<>();
        for (Map.Entry<Path, Pending> entry : pending.entrySet()) {
            Path image = entry.getKey();
            Pending field = entry.getValue();
            Optional<ImageHeader> header = settling.header(image, field.drawn.size());
            if (header.isEmpty()) {
                continue;
            }
            checkSize(image, header.get(), field.declared);
            String fileName = ImageFolder.name(image);
            fields.add(settling.field(
                    names.get(fileName) == 1 ? fileName : folder.relative(image),
                    image,
                    header.get(),
                    field.group.orElse(BoxedField.groupOf(fileName)),
                    field.drawn));
        }
        return fields;
    }

    private void addImagesWithoutBoxes() {
        for (Path image : folder.images()) {
            if (pending.containsKey(image)) {
                continue;
            }
            if (folder.isIn(image, "images")) {
                field(image);
            } else {
                settling.leaveOut(
                        folder.relative(image), "is named by nothing, and lies in no folder with the name images");
            }
        }
    }

    private static void checkSize(Path image, ImageHeader header, Optional<Declared> declared) throws DatasetException {
        if (declared.isPresent()
                && (declared.get().width() != header.width() || declared.get().height() != header.height())) {
            throw declared.get()
                    .place()
                    .fault("the boxes were drawn on an image of "
                            + declared.get().width() + " x "
                            + declared.get().height() + " pixels, but " + ImageFolder.name(image) + " is of "
                            + header.width() + " x " + header.height()
                            + "; bring back the image they were drawn on, or draw them again");
        }
    }
}
