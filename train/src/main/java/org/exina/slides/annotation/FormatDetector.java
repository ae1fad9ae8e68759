package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.exina.dataset.DatasetException;

/** Tells in which form boxes are written, by content. */
final class FormatDetector {
    private static final String EXPECTED = "expected one of: a CSV file with the header "
            + String.join(",", BoxesCsv.HEADER)
            + "; a Pascal VOC .xml or a YOLO .txt file for each image; a COCO .json file";

    private FormatDetector() {}

    /**
     * The form that was found, and the files written in it.
     *
     * @param files in order
     */
    record Found(BoxFormat form, List<Path> files) {}

    /**
     * Finds the one form in which the boxes of a folder are written.
     *
     * @throws DatasetException when there are none in a folder, or several forms
     */
    static Found search(ImageFolder folder) throws IOException {
        Map<BoxFormat, List<Path>> byForm = new EnumMap<>(BoxFormat.class);
        List<Path> tables = new ArrayList<>(); // CSV files with another header
        for (Path file : folder.files()) {
            String name = ImageFolder.name(file).toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv")) {
                boolean boxes = BoxesCsv.fits(TextFile.firstLine(file));
                (boxes ? byForm.computeIfAbsent(BoxFormat.CSV, any -> new ArrayList<>()) : tables).add(file);
            } else if (name.endsWith(".xml") && VocXml.isOne(file)) {
                byForm.computeIfAbsent(BoxFormat.VOC, any -> new ArrayList<>()).add(file);
            } else if (name.endsWith(".json") && CocoJson.isOne(file)) {
                byForm.computeIfAbsent(BoxFormat.COCO, any -> new ArrayList<>()).add(file);
            } else if (name.endsWith(".txt") && YoloText.isOne(file, folder)) {
                byForm.computeIfAbsent(BoxFormat.YOLO, any -> new ArrayList<>()).add(file);
            }
        }
        if (byForm.isEmpty()) {
            throw new DatasetException(folder.root(), "holds no boxes" + instead(folder, tables) + "; " + EXPECTED);
        }
        if (byForm.size() > 1) {
            throw new DatasetException(
                    folder.root(),
                    "holds boxes in " + byForm.size() + " forms: "
                            + byForm.entrySet().stream()
                                    .map(entry -> entry.getKey().title() + " (" + named(folder, entry.getValue()) + ")")
                                    .collect(Collectors.joining(", "))
                            + "; expected one: give the CSV or JSON file itself, or move the others away");
        }
        return byForm.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .findFirst()
                .orElseThrow();
    }

    /** A CSV or JSON file that was named, whatever lies beside it. */
    static Found ofFile(Path file, ImageFolder folder) throws IOException {
        String name = ImageFolder.name(file).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") && BoxesCsv.fits(TextFile.firstLine(file))) {
            return new Found(BoxFormat.CSV, List.of(file));
        }
        if (name.endsWith(".json") && CocoJson.isOne(file)) {
            return new Found(BoxFormat.COCO, List.of(file));
        }
        throw new DatasetException(
                file,
                "holds no boxes" + (name.endsWith(".csv") ? instead(folder, List.of(file)) : "")
                        + "; expected a folder, a CSV file with the header " + String.join(",", BoxesCsv.HEADER)
                        + ", or a COCO .json file");
    }

    private static String instead(ImageFolder folder, List<Path> tables) throws IOException {
        String images = folder.images().isEmpty() ? ", nor an image" : "";
        if (tables.isEmpty()) {
            return images;
        }
        Path nearest = tables.get(0);
        for (Path table : tables) {
            if (BoxesCsv.missing(TextFile.firstLine(table)).size()
                    < BoxesCsv.missing(TextFile.firstLine(nearest)).size()) {
                nearest = table;
            }
        }
        String header = TextFile.firstLine(nearest);
        return images + " (" + folder.relative(nearest) + " begins with \""
                + (header.length() > 80 ? header.substring(0, 80) + "..." : header) + "\" and lacks the columns "
                + String.join(", ", BoxesCsv.missing(header)) + ")";
    }

    private static String named(ImageFolder folder, List<Path> files) {
        return folder.relative(files.get(0)) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
    }
}
