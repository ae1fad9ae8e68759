package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.exina.augment.Augmentation;
import org.exina.augment.PreviewSheet;
import org.exina.dataset.Dataset;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageSource;
import org.exina.io.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina augment}: what an augmentation does to pictures, on one sheet. */
@Command(
        name = "augment",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a sheet of pictures and of their variants as an augmentation makes them.",
            "One picture of each class, " + PreviewSheet.MAX_ROWS + " at most; or the one that is named."
        })
final class AugmentCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "DIR|FILE",
            description = "A data set (a folder with a folder for each class, a folder of files named by class, a CSV"
                    + " manifest) or one picture.")
    private Path source;

    @Option(
            names = "--preview",
            paramLabel = "SHEET",
            required = true,
            description = "The sheet to draw, .png (or .jpg). An earlier one of that name is replaced.")
    private Path sheet;

    @Option(
            names = "--augment",
            paramLabel = "A",
            defaultValue = "microscope",
            description = {
                "none, study, microscope, or settings: rotate (degrees), flip (horizontal, vertical, both), shift, zoom,"
                        + " stretch (shares), shear (degrees), brightness, contrast, colour (shares), blur (pixels of 200),"
                        + " fill (reflect, nearest, background); as in rotate=180,flip=both,zoom=0.1 or"
                        + " microscope:blur=0. Default: ${DEFAULT-VALUE}."
            })
    private String augment;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Variants of each picture, 1 to " + PreviewSheet.MAX_VARIANTS + ". Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Same picture, same seed: same variants. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    AugmentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > PreviewSheet.MAX_VARIANTS) {
            throw new UsageException("--count: expected 1 to " + PreviewSheet.MAX_VARIANTS + ", got " + count);
        }
        String name = sheet.toString().toLowerCase(Locale.ROOT);
        boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
        if (!jpeg && !name.endsWith(".png")) {
            throw new UsageException("--preview: expected a name that ends with .png or .jpg, got " + sheet);
        }
        Augmentation augmentation = Augmentation.parse(augment);
        List<PreviewSheet.Row> rows = rows();
        RgbImage drawn = PreviewSheet.draw("Augmentation: " + augment, rows, augmentation, count, seed);
        AtomicFiles.write(sheet, jpeg ? ImageEncoder.jpeg(drawn, 0.85f) : ImageEncoder.png(drawn));
        print(augmentation, rows);
        return ExinaCommand.DONE;
    }

    private List<PreviewSheet.Row> rows() throws IOException {
        String name = source.toString().toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(source) && !name.endsWith(".csv") && !name.endsWith(".tsv")) {
            return List.of(row(source.getFileName().toString(), ImageSource.of(source)));
        }
        Dataset dataset = Dataset.open(source);
        List<String> classes = dataset.classes();
        int shown = Math.min(PreviewSheet.MAX_ROWS, classes.size());
        List<PreviewSheet.Row> rows = new ArrayList<>();
        for (int r = 0; r < shown; r++) {
            addFirstReadable(dataset, r * classes.size() / shown, rows);
        }
        if (rows.isEmpty()) {
            throw new UsageException(source + ": none of the pictures that were tried can be read");
        }
        return rows;
    }

    private void addFirstReadable(Dataset dataset, int label, List<PreviewSheet.Row> rows) throws IOException {
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
                console.note("exina: " + e.getMessage());
            }
        }
    }

    private static PreviewSheet.Row row(String label, ImageSource source) throws IOException {
        ImageSource.Content content = source.read();
        return new PreviewSheet.Row(label, content.sha256(), content.pixels());
    }

    private void print(Augmentation augmentation, List<PreviewSheet.Row> rows) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("sheet", sheet.toString());
            all.put("augmentation", augmentation.id());
            all.put("count", count);
            all.put("seed", seed);
            all.put("pictures", rows.stream().map(PreviewSheet.Row::label).toList());
            console.json(all);
            return;
        }
        console.format(
                "%s: %d %s, %d variants of each (%s, seed %d)",
                console.bold(sheet.toString()),
                rows.size(),
                rows.size() == 1 ? "picture" : "pictures",
                count,
                augmentation.id(),
                seed);
    }
}
