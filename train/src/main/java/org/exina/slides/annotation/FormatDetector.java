package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.exina.dataset.DatasetException;
import org.exina.dataset.TextFile;

/** Tells in which form boxes are written, by content. */
final class FormatDetector {
    private static final String OTHERS =
            "what LabelMe, CVAT (for images), VIA, Label Studio or QuPath (GeoJSON) export";
    private static final String EXPECTED = "expected one of: a CSV file with the header "
            + String.join(",", BoxesCsv.HEADER)
            + "; a Pascal VOC .xml or a YOLO .txt file for each image; a COCO .json file; " + OTHERS;

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
            Optional<BoxFormat> form = of(file, folder);
            if (form.isPresent()) {
                byForm.computeIfAbsent(form.get(), any -> new ArrayList<>()).add(file);
            } else if (isNamed(file, ".csv")) {
                tables.add(file);
            }
        }
        if (byForm.isEmpty() || byForm.keySet().equals(Set.of(BoxFormat.YOLO))) {
            addPaired(folder, byForm);
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

    /** The form of the first file that has one. */
    static Optional<BoxFormat> first(ImageFolder folder) throws IOException {
        for (Path file : folder.files()) {
            Optional<BoxFormat> form = of(file, folder);
            if (form.isPresent()) {
                return form;
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(Path file, String ending) {
        return ImageFolder.name(file).toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** Which form a file is in, by its content. */
    private static Optional<BoxFormat> of(Path file, ImageFolder folder) throws IOException {
        if (isNamed(file, ".csv")) {
            String header = TextFile.firstLine(file);
            return BoxesCsv.fits(header)
                    ? Optional.of(BoxFormat.CSV)
                    : ViaRegions.fits(header) ? Optional.of(BoxFormat.VIA) : Optional.empty();
        }
        if (isNamed(file, ".xml")) {
            return switch (VocXml.root(file)) {
                case "annotation" -> Optional.of(BoxFormat.VOC);
                case "annotations" -> Optional.of(BoxFormat.CVAT);
                default -> Optional.empty();
            };
        }
        if (isNamed(file, ".json") || isNamed(file, ".geojson")) {
            return JsonForms.of(file);
        }
        boolean yolo = isNamed(file, ".txt") && YoloText.isOne(file, folder);
        return yolo ? Optional.of(BoxFormat.YOLO) : Optional.empty();
    }

    /**
     * Adds the text files that have an image: where one of them is of YOLO, or looks as if it were meant so, each must be,
     * for what is passed over would be a field without grains.
     */
    private static void addPaired(ImageFolder folder, Map<BoxFormat, List<Path>> byForm) throws IOException {
        List<Path> paired = YoloText.paired(folder);
        boolean yolo = !byForm.isEmpty();
        for (Path file : paired) {
            yolo |= YoloText.isMeantSo(file);
        }
        if (yolo) {
            TreeSet<Path> files = new TreeSet<>(paired);
            files.addAll(byForm.getOrDefault(BoxFormat.YOLO, List.of()));
            byForm.put(BoxFormat.YOLO, List.copyOf(files));
        }
    }

    /** A file that was named, whatever lies beside it. */
    static Found ofFile(Path file, ImageFolder folder) throws IOException {
        Optional<BoxFormat> form = of(file, folder);
        if (form.isPresent() && form.get() != BoxFormat.YOLO && form.get() != BoxFormat.VOC) {
            return new Found(form.get(), List.of(file));
        }
        throw new DatasetException(
                file,
                "holds no boxes" + (isNamed(file, ".csv") ? instead(folder, List.of(file)) : "")
                        + "; expected a folder, a CSV file with the header " + String.join(",", BoxesCsv.HEADER)
                        + ", a COCO .json file, or " + OTHERS);
    }

    private static String instead(ImageFolder folder, List<Path> tables) throws IOException {
        String images = folder.images().isEmpty() ? ", nor an image" : "";
        Optional<Path> nearest = Optional.empty();
        for (Path table : tables) {
            boolean nearer = nearest.isEmpty()
                    || missing(table).size() < missing(nearest.get()).size();
            nearest = nearer ? Optional.of(table) : nearest;
        }
        if (nearest.isEmpty()) {
            return images;
        }
        String header = TextFile.firstLine(nearest.get());
        return images + " (" + folder.relative(nearest.get()) + " begins with \""
                + (header.length() > 80 ? header.substring(0, 80) + "..." : header) + "\" and lacks the columns "
                + String.join(", ", missing(nearest.get())) + ")";
    }

    private static List<String> missing(Path table) throws IOException {
        return BoxesCsv.missing(TextFile.firstLine(table));
    }

    private static String named(ImageFolder folder, List<Path> files) {
        return folder.relative(files.get(0)) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
    }
}
