package org.exina.slides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageFormat;
import org.exina.io.ExinaException;

/** Which fields are meant by files and folders that a user names. */
public final class FieldFiles {
    private FieldFiles() {}

    /**
     * Lists fields: files as named, those in folders sorted. A field is called by its file's name; where two are called
     * the same, by its folder's and its own, else by its whole path.
     *
     * @param stacks whether each folder is one field, and the images in it its planes of focus; files that hold several
     *     planes are fields of their own
     * @throws ExinaException when there is none, or a folder cannot be searched or holds no planes
     */
    public static List<FieldFile> list(List<Path> given, boolean stacks) throws IOException {
        Set<Path> seen = new LinkedHashSet<>();
        List<FieldFile> fields = new ArrayList<>();
        for (Path each : given) {
            if (!Files.isDirectory(each)) {
                add(fields, seen, each, stacks && isStack(each));
            } else if (stacks) {
                addStacks(fields, seen, each);
            } else {
                images(each, Integer.MAX_VALUE).forEach(image -> add(fields, seen, image, false));
            }
        }
        if (fields.isEmpty()) {
            throw new ExinaException(
                    given.get(0), "no images in it; expected files named .jpg, .png, .tif, ... or folders with such");
        }
        return named(fields);
    }

    private static void add(List<FieldFile> fields, Set<Path> seen, Path image, boolean stack) {
        if (seen.add(image.toAbsolutePath().normalize())) {
            fields.add(new FieldFile(name(image), image, List.of(image), stack));
        }
    }

    /** Whether one file holds several planes. */
    private static boolean isStack(Path file) {
        try {
            return ImageFile.traits(file).planes() > 1;
        } catch (IOException e) {
            return false; // told when it is counted
        }
    }

    /** A folder of planes, or a folder of such folders. */
    private static void addStacks(List<FieldFile> fields, Set<Path> seen, Path folder) throws IOException {
        List<Path> planes = images(folder, 1);
        if (!planes.isEmpty()) {
            addPlanes(fields, seen, folder, planes);
            return;
        }
        List<Path> inside;
        try (Stream<Path> entries = Files.list(folder)) {
            inside = entries.filter(Files::isDirectory)
                    .filter(inner -> !name(inner).startsWith("."))
                    .sorted()
                    .toList();
        }
        int before = fields.size();
        for (Path inner : inside) {
            List<Path> its = images(inner, 1);
            if (!its.isEmpty()) {
                addPlanes(fields, seen, inner, its);
            }
        }
        if (fields.size() == before) {
            throw new ExinaException(
                    folder,
                    "holds no planes of focus; expected the images of one field, named .jpg, .png, .tif, ..., or"
                            + " folders with such");
        }
    }

    /** The planes of one field, or files of which each holds those of a field. */
    private static void addPlanes(List<FieldFile> fields, Set<Path> seen, Path folder, List<Path> planes) {
        if (planes.stream().anyMatch(FieldFiles::isStack)) {
            planes.forEach(file -> add(fields, seen, file, isStack(file)));
        } else if (seen.add(folder.toAbsolutePath().normalize())) {
            fields.add(new FieldFile(name(folder), folder, planes, true));
        }
    }

    private static List<Path> images(Path folder, int depth) throws IOException {
        try (Stream<Path> inside = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            return inside.filter(Files::isRegularFile)
                    .filter(file -> ImageFormat.ofFileName(file.toString()).isPresent())
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) { // a link in a circle, a folder that may not be read
            throw new ExinaException(
                    folder, "cannot be searched: " + e.getCause().getMessage());
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
