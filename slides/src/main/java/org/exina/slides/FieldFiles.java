package org.exina.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exina.image.file.FoundImages;
import org.exina.image.file.ImageFile;
import org.exina.image.file.SkippedFile;
import org.exina.io.ExinaException;

/** Which fields are meant by files and folders that a user names. */
public final class FieldFiles {
    private FieldFiles() {}

    /**
     * Fields, and what else lies there.
     *
     * @param skipped what is not counted, and why
     */
    public record Found(List<FieldFile> fields, List<SkippedFile> skipped) {
        public Found {
            fields = List.copyOf(fields);
            skipped = List.copyOf(skipped);
        }
    }

    /** The fields of {@link #find}. */
    public static List<FieldFile> list(List<Path> given, boolean stacks) throws IOException {
        return find(given, stacks).fields();
    }

    /**
     * Lists fields: files as named, those in folders sorted. A field is called by its file's name; where two are called
     * the same, by its folder's and its own, else by its whole path.
     *
     * @param stacks whether each folder is one field, and the images in it its planes of focus; files that hold several
     *     planes are fields of their own
     * @throws ExinaException when there is none, nothing but archives is given, or a folder cannot be searched or holds no planes
     */
    public static Found find(List<Path> given, boolean stacks) throws IOException {
        FoundImages.requireNoArchive(given);
        Listing listing = new Listing();
        for (Path each : given) {
            if (FoundImages.isLeftBySystem(each)) {
                listing.skipped.add(
                        new SkippedFile(each.toString(), SkippedFile.Kind.IGNORED_FOLDER, "is left by a system"));
            } else if (!Files.isDirectory(each)) {
                listing.add(each, stacks && isStack(each));
            } else if (stacks) {
                listing.addStacks(each);
            } else {
                listing.expected(each, FoundImages.in(each)).forEach(image -> listing.add(image, false));
            }
        }
        List<FieldFile> fields = listing.fields;
        if (fields.isEmpty()) {
            throw new ExinaException(
                    given.get(0),
                    "no images in it; expected files named .jpg, .png, .tif, ... or folders with such"
                            + SkippedFile.summary(listing.skipped)
                                    .map(what -> " (" + what + ")")
                                    .orElse(""));
        }
        return new Found(named(fields), listing.skipped);
    }

    /** Whether one file holds several planes. */
    private static boolean isStack(Path file) {
        try {
            return ImageFile.traits(file).planes() > 1;
        } catch (IOException e) {
            return false; // told when it is counted
        }
    }

    private static final class Listing {
        private final Set<Path> seen = new HashSet<>();
        private final List<FieldFile> fields = new ArrayList<>();
        private final List<SkippedFile> skipped = new ArrayList<>();

        void add(Path image, boolean isStack) {
            add(image, List.of(image), isStack);
        }

        /** The planes of one field, or files of which each holds those of a field. */
        private void addPlanes(Path folder, List<Path> planes) {
            if (planes.stream().anyMatch(FieldFiles::isStack)) {
                planes.forEach(file -> add(file, isStack(file)));
            } else {
                add(folder, planes, true);
            }
        }

        private void add(Path path, List<Path> planes, boolean isStack) {
            if (seen.add(path.toAbsolutePath().normalize())) {
                fields.add(new FieldFile(name(path), path, planes, isStack));
            } else {
                skipped.add(new SkippedFile(path.toString(), SkippedFile.Kind.REPEATED, "was named before"));
            }
        }

        List<Path> expected(Path folder, FoundImages found) {
            found.others().forEach(other -> skipped.add(other.in(folder)));
            return found.expected();
        }

        /** A folder of planes, or a folder of such folders. */
        void addStacks(Path folder) throws IOException {
            List<Path> planes = expected(folder, FoundImages.directlyIn(folder));
            if (!planes.isEmpty()) {
                addPlanes(folder, planes);
                return;
            }
            List<Path> inside;
            try (Stream<Path> entries = Files.list(folder)) {
                inside = entries.filter(Files::isDirectory)
                        .filter(inner -> !FoundImages.isJunk(inner))
                        .sorted()
                        .toList();
            }
            int before = fields.size();
            for (Path inner : inside) {
                List<Path> its = expected(inner, FoundImages.directlyIn(inner));
                if (!its.isEmpty()) {
                    addPlanes(inner, its);
                }
            }
            if (fields.size() == before) {
                throw new ExinaException(
                        folder,
                        "holds no planes of focus; expected the images of one field, named .jpg, .png, .tif, ..., or"
                                + " folders with such");
            }
        }
    }

    /** Each with a name of its own. */
    private static List<FieldFile> named(List<FieldFile> fields) {
        List<FieldFile> named = new ArrayList<>(fields);
        rename(named, field -> {
            Path parent = field.path().toAbsolutePath().normalize().getParent();
            return (parent.getFileName() == null ? "" : name(parent) + "/") + field.name();
        });
        rename(named, field -> field.path().toAbsolutePath().normalize().toString());
        return named;
    }

    private static void rename(List<FieldFile> fields, Function<FieldFile, String> longer) {
        Map<String, Long> times =
                fields.stream().collect(Collectors.groupingBy(FieldFile::name, HashMap::new, Collectors.counting()));
        fields.replaceAll(field -> times.get(field.name()) == 1
                ? field
                : new FieldFile(longer.apply(field), field.path(), field.planes(), field.isStack()));
    }

    /** In Unicode's composed form. */
    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : Normalizer.normalize(last.toString(), Normalizer.Form.NFC);
    }
}
