package org.exina.labelling;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.exina.dataset.Dataset;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageSource;
import org.exina.io.AtomicFiles;
import org.exina.io.AtomicFolder;
import org.exina.io.Csv;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;
import org.exina.task.Progress;

/** Writes labelled images as every command reads them. The images themselves are only read. */
public final class LabelledFiles {
    private static final List<String> COLUMNS = List.of("path", "label", "source"); // data sets do not read the last
    private static final OutputKind KIND = OutputKind.table("table of labels of Exina's", "labels.csv", COLUMNS, true);

    private LabelledFiles() {}

    /**
     * An image and its label.
     *
     * @param origin where the label is from, for people
     */
    public record LabelledImage(ImageSource image, String label, String origin) {}

    /**
     * Writes a manifest, with paths relative to where it lies.
     *
     * @param file an earlier one that was written here is replaced; nothing else is
     * @throws ExinaException when there is something else, or an image is no file
     */
    public static void writeManifest(List<LabelledImage> images, Path file) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        StringBuilder rows = new StringBuilder(Csv.row(COLUMNS));
        for (LabelledImage each : images) {
            Path image = each.image()
                    .file()
                    .orElseThrow(() -> new ExinaException(
                            each.image().name(),
                            "is no file that a table can name; write the images into a folder instead"));
            rows.append(Csv.row(List.of(Dataset.pathIn(folder, image), each.label(), each.origin())));
        }
        KIND.reserve(
                file,
                images.stream().flatMap(each -> each.image().file().stream()).toList());
        AtomicFiles.writeText(file, rows.toString());
    }

    /**
     * Copies images into a folder for each label; those that are no files are written as PNG.
     *
     * @param target a new folder or an empty one
     */
    public static void writeFolder(List<LabelledImage> images, Path target, Progress progress) throws IOException {
        AtomicFolder.write(target, folder -> {
            Set<String> taken = new HashSet<>();
            int done = 0;
            for (LabelledImage each : images) {
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted; no copy was made");
                }
                Path file = folder.resolve(free(each, taken));
                Files.createDirectories(file.getParent());
                Optional<Path> original = each.image().file();
                if (original.isPresent()) {
                    Files.copy(original.get(), file);
                } else {
                    Files.write(file, ImageEncoder.png(each.image().pixels()));
                }
                progress.report("copying images", ++done, images.size());
            }
        });
    }

    /** Label and name, without what leads out of the folder or is no name on some system; with a number when it is taken. */
    private static String free(LabelledImage each, Set<String> taken) {
        String name = each.image().name().replaceAll("[:*?\"<>|\\p{Cntrl}]", "_");
        StringBuilder place = new StringBuilder(each.label());
        for (String part : name.split("[/\\\\]+", -1)) {
            String plain = part.replaceAll("^[.@#$_]+|[. ]+$", "");
            place.append(plain.isEmpty() ? "" : "/" + plain);
        }
        int dot = place.lastIndexOf(".") > place.lastIndexOf("/") ? place.lastIndexOf(".") : place.length();
        String stem = place.substring(0, dot);
        String end = each.image().file().isPresent() ? place.substring(dot) : ".png";
        String wanted = stem + end;
        for (int n = 2; !taken.add(wanted.toLowerCase(Locale.ROOT)); n++) {
            wanted = stem + "_" + n + end;
        }
        return wanted;
    }
}
