package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageHeader;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** Collects what the files of a folder say of its images. */
final class FieldsBuilder {
    /** As many names are told. */
    private static final int SHOWN = 10;

    private final ImageFolder folder;
    private final BoxValidation settling;
    private final Map<Path, Pending> pending = new TreeMap<>();
    private final boolean skipMissing;
    private final Map<String, SourceLocation> missing = new LinkedHashMap<>(); // images, and where they are named first
    private final Set<Path> undrawn = new HashSet<>(); // images that somebody has yet to draw on
    private final List<String> notes = new ArrayList<>();
    private final List<SourceLocation> unnamed = new ArrayList<>();

    /**
     * Collects of a folder.
     *
     * @param skipMissing whether images that are named and not there are left out
     */
    FieldsBuilder(ImageFolder folder, boolean skipMissing) {
        this.folder = folder;
        this.skipMissing = skipMissing;
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

    /** The image that is meant by a name; nothing, and that noted, when there is none. */
    Optional<Path> find(String written, SourceLocation place) throws DatasetException {
        Optional<Path> image = folder.lookUp(written, place);
        if (image.isEmpty()) {
            missing.putIfAbsent(written, place);
        }
        return image;
    }

    /** The image of a file's own name, beside it or the only one so named, else the one that the file names. */
    Optional<Path> find(Path file, String named, SourceLocation place) throws DatasetException {
        String stem = BoxedField.stem(ImageFolder.name(file));
        Optional<Path> same = folder.counterpart(file).or(() -> folder.only(stem));
        return same.isPresent() ? same : find(named.isBlank() ? stem : named, place);
    }

    /** An image on which nobody has drawn yet: no field. */
    void undrawn(Path image, SourceLocation place) {
        if (undrawn.add(image)) {
            settling.leaveOut(
                    folder.relative(image),
                    "has nothing drawn on it yet (" + folder.relative(place.file()) + ", " + place.at() + ")");
        }
    }

    /** Tells of something that is used as it is, or of a file that is passed over. */
    void note(String text) {
        notes.add(text);
    }

    List<String> notes() {
        return notes;
    }

    /** The label of something that a person outlined and did not name: a grain that must not be learned as debris. */
    String unnamed(SourceLocation place) {
        unnamed.add(place);
        return LabelledBox.UNKNOWN;
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
     * @throws ExinaException when an image is missing or has another size than its boxes were drawn for, or when the
     *     boxes' numbers must be something else than what they are called
     */
    List<BoxedField> fields() throws IOException {
        checkMissing();
        addImagesWithoutBoxes();
        boolean shares = areShares();
        EdgesCheck edges = new EdgesCheck();
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
            List<RawBox> drawn =
                    shares ? field.drawn.stream().map(RawBox::asShares).toList() : field.drawn;
            drawn.forEach(box -> edges.look(box, header.get()));
            String fileName = ImageFolder.name(image);
            fields.add(settling.field(
                    names.get(fileName) == 1 ? fileName : folder.relative(image),
                    image,
                    header.get(),
                    field.group.orElse(BoxedField.groupOf(fileName)),
                    drawn));
        }
        edges.refuseEdges();
        edges.percentNote().ifPresent(this::note);
        if (!unnamed.isEmpty()) {
            SourceLocation first = unnamed.get(0);
            note((unnamed.size() == 1
                            ? "1 region has no class and counts as a grain"
                            : unnamed.size() + " regions have no class and count as grains")
                    + " that nobody named, \"unknown\", of which no type is learned ("
                    + folder.relative(first.file()) + ", " + first.at() + (unnamed.size() == 1 ? ")" : ", ...)"));
        }
        return fields;
    }

    private void checkMissing() throws ExinaException {
        if (missing.isEmpty()) {
            return;
        }
        Map.Entry<String, SourceLocation> first = missing.entrySet().iterator().next();
        String named = missing.entrySet().stream()
                .limit(SHOWN)
                .map(each -> each.getKey() + " (" + each.getValue().seenFrom(first.getValue()) + ")")
                .collect(Collectors.joining(", "));
        String all = missing.size() + " images are not below " + folder.root() + " (" + folder.count() + "): " + named
                + (missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " more" : "");
        String problem = missing.size() == 1 ? folder.absent(first.getKey()) : all;
        if (skipMissing) {
            settling.leaveOut(
                    folder.relative(first.getValue().file()),
                    "names what is missing, left out with its boxes: " + problem);
        } else if (missing.size() == 1) {
            throw first.getValue().fault(problem).with(Remedy.Kind.SKIP_MISSING, folder.root());
        } else {
            throw new DatasetException(first.getValue().file(), problem).with(Remedy.Kind.SKIP_MISSING, folder.root());
        }
    }

    private void addImagesWithoutBoxes() {
        List<String> unnamed = new ArrayList<>();
        for (Path image : folder.images()) {
            if (pending.containsKey(image) || undrawn.contains(image)) {
                continue;
            }
            if (folder.isIn(image, "images")) {
                field(image);
                unnamed.add(folder.relative(image));
            } else {
                settling.leaveOut(
                        folder.relative(image), "is named by nothing, and lies in no folder with the name images");
            }
        }
        if (!unnamed.isEmpty()) {
            String more = unnamed.size() > SHOWN ? " and " + (unnamed.size() - SHOWN) + " more" : "";
            note((unnamed.size() == 1
                            ? "1 image in images is named by nothing and counts as a field without grains"
                            : unnamed.size()
                                    + " images in images are named by nothing and count as fields without grains")
                    + ": all that is found there is learned as no grain ("
                    + String.join(", ", unnamed.subList(0, Math.min(SHOWN, unnamed.size()))) + more + ")");
        }
    }

    /** Whether all boxes, called pixels, are shares: as pixels not one of them would show anything. */
    private boolean areShares() {
        List<RawBox> all =
                pending.values().stream().flatMap(each -> each.drawn.stream()).toList();
        boolean shares = !all.isEmpty()
                && all.stream().allMatch(RawBox::looksLikeShares)
                && !all.stream().allMatch(RawBox::isWhole);
        if (shares) {
            note(
                    "the boxes' numbers are taken for shares of the images' sides, all lie between 0 and 1; as pixels not one"
                            + " box would show anything");
        }
        return shares;
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
