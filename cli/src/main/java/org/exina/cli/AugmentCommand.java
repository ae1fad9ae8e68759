package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.api.AugmentationPreview;
import org.exina.api.Exina;
import org.exina.api.Reports;
import org.exina.augment.Augmentation;
import org.exina.augment.PreviewSheet;
import org.exina.io.OutputKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina augment}: what an augmentation does to images, on one sheet. */
@Command(
        name = "augment",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a sheet of images and of their variants as an augmentation makes them.",
            "One image of each class, " + PreviewSheet.MAX_ROWS + " at most; or the one that is named."
        },
        footer = {
            "exina augment pollen --preview sheet.png",
            "exina augment pollen --augment microscope --preview sheet.png"
        })
final class AugmentCommand extends JsonCommand {
    @Parameters(
            paramLabel = "DIR|FILE",
            description = "A data set (a folder with a folder for each class, a folder of files named by class, a CSV"
                    + " manifest) or one image.")
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
                    "Variants of each image, 1 to " + AugmentationPreview.MAX_VARIANTS + ". Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Same image, same seed: same variants. Default: ${DEFAULT-VALUE}.")
    private long seed;

    AugmentCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        if (count < 1 || count > AugmentationPreview.MAX_VARIANTS) {
            throw new UsageException("--count: expected 1 to " + AugmentationPreview.MAX_VARIANTS + ", got " + count);
        }
        String name = sheet.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".jpg") && !name.endsWith(".jpeg") && !name.endsWith(".png")) {
            throw new UsageException("--preview: expected a name that ends with .png or .jpg, got " + sheet);
        }
        Augmentation augmentation = Augmentation.parse(augment);
        OutputKind.IMAGE.reserve(sheet, source);
        AugmentationPreview preview;
        try (Exina exina = console.exina()) {
            preview = exina.preview(augmentation, "Augmentation: " + augment, source, count, seed);
        }
        Reports.write(preview.sheet(), sheet);
        print(augmentation, preview.images());
    }

    private void print(Augmentation augmentation, List<String> rows) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("sheet", sheet.toString());
            all.put("augmentation", augmentation.id());
            all.put("count", count);
            all.put("seed", seed);
            all.put("pictures", rows);
            console.json(all);
            return;
        }
        console.format(
                "%s: %d %s, %d variants of each (%s, seed %d)",
                console.bold(sheet.toString()),
                rows.size(),
                rows.size() == 1 ? "image" : "images",
                count,
                augmentation.id(),
                seed);
    }
}
