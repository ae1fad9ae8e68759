package org.exina.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.augment.Augmentation;
import org.exina.augment.PreviewSheet;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageSource;

/**
 * What an augmentation makes of images, on one sheet.
 *
 * @param sheet the images and their variants
 * @param images whose they are
 */
public record AugmentationPreview(RgbImage sheet, List<String> images) {
    /** The most variants of an image that a sheet has room for. */
    public static final int MAX_VARIANTS = PreviewSheet.MAX_VARIANTS;

    public AugmentationPreview {
        images = List.copyOf(images);
    }

    /**
     * Draws it.
     *
     * @param title what stands above
     * @param source an image, or a data set, of which some classes are shown by their first readable image
     * @param count variants of each, 1 to {@link #MAX_VARIANTS}
     */
    static AugmentationPreview of(
            Workspace work, Augmentation augmentation, String title, Path source, int count, long seed)
            throws IOException {
        List<PreviewSheet.Row> rows = rows(work, source);
        return new AugmentationPreview(
                PreviewSheet.draw(title, rows, augmentation, count, seed),
                rows.stream().map(PreviewSheet.Row::label).toList());
    }

    private static List<PreviewSheet.Row> rows(Workspace work, Path source) throws IOException {
        String name = source.toString().toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(source) && !name.endsWith(".csv") && !name.endsWith(".tsv")) {
            return List.of(row(source.getFileName().toString(), ImageSource.of(source)));
        }
        Dataset dataset = Dataset.open(source);
        List<String> classes = dataset.classes();
        int shown = Math.min(PreviewSheet.MAX_ROWS, classes.size());
        List<PreviewSheet.Row> rows = new ArrayList<>();
        for (int r = 0; r < shown; r++) {
            addFirstReadable(work, dataset, r * classes.size() / shown, rows);
        }
        if (rows.isEmpty()) {
            throw new DatasetException(source, "none of the images that were tried can be read");
        }
        return rows;
    }

    private static void addFirstReadable(Workspace work, Dataset dataset, int label, List<PreviewSheet.Row> rows)
            throws IOException {
        int[] labels = dataset.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != label) {
                continue;
            }
            try {
                rows.add(row(
                        dataset.relativePaths().get(i), dataset.samples().get(i).source()));
                return;
            } catch (ImageException e) {
                work.note(e.getMessage());
            }
        }
    }

    private static PreviewSheet.Row row(String label, ImageSource source) throws IOException {
        ImageSource.Content content = source.read();
        return new PreviewSheet.Row(label, content.sha256(), content.pixels());
    }
}
