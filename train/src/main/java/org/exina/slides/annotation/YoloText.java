package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.dataset.DatasetException;
import org.exina.dataset.TextFile;

/**
 * Boxes as YOLO writes them: a text file for each image, a line for each box, {@code class cx cy width height}: the
 * number of the class, from 0, and centre and sides as shares of the image's. Outlines, {@code class x1 y1 x2 y2 x3 y3
 * ...}, give the boxes around them. Lines that begin with {@code #} are comments.
 */
final class YoloText {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern CLASS = Pattern.compile("\\d+(\\.0*)?");
    private static final Pattern SHARE = Pattern.compile("-?[\\d.]+([eE][-+]?\\d+)?");

    /** Boxes may reach a little out of the image; much farther, and they are written in pixels. */
    private static final double FARTHEST = 1.5;

    private static final Pattern WHOLE = Pattern.compile("^(\\d+)\\.0*$"); // as tables of numbers are saved
    private static final Pattern NUMBER_LIKE = Pattern.compile("-?[\\d.,]+([eE][-+]?\\d+)?");
    private static final int SHOWN = 80; // characters of a wrong line

    private YoloText() {}

    /** Whether it has such lines and an image, or lies where those files lie. */
    static boolean isOne(Path file, ImageFolder folder) throws IOException {
        return (folder.isIn(file, "labels") || folder.counterpart(file).isPresent()) && isLine(firstLine(file));
    }

    /** Whether its lines look as if they were meant so, with other signs between the numbers or in another order. */
    static boolean isMeantSo(Path file) throws IOException {
        List<String> words = List.of(firstLine(file).split("[\\s,;]+"));
        return words.size() > 4
                && words.subList(words.size() - 4, words.size()).stream()
                        .allMatch(word -> NUMBER_LIKE.matcher(word).matches());
    }

    /** All text files that have an image: where boxes are written so, each must hold boxes or nothing. */
    static List<Path> paired(ImageFolder folder) throws DatasetException {
        List<Path> paired = new ArrayList<>();
        for (Path file : folder.files()) {
            boolean text = ImageFolder.name(file).toLowerCase(Locale.ROOT).endsWith(".txt");
            if (text && (folder.counterpart(file).isPresent() || isForTheOnly(file, folder))) {
                paired.add(file);
            }
        }
        return paired;
    }

    /** Of labels whose images lie in a folder that is named otherwise. */
    private static boolean isForTheOnly(Path file, ImageFolder folder) {
        return folder.isIn(file, "labels")
                && folder.only(BoxedField.stem(ImageFolder.name(file))).isPresent();
    }

    private static String firstLine(Path file) throws IOException {
        return TextFile.head(file).stream()
                .filter(line -> !isComment(line))
                .findFirst()
                .orElse("");
    }

    private static boolean isComment(String line) {
        return line.startsWith("#");
    }

    /** Word by word: outlines may have any number of corners, and one pattern for all of a line needs a stack as deep. */
    private static boolean isLine(String line) {
        List<String> words = List.of(BLANKS.split(line.strip()));
        return words.size() > 4
                && CLASS.matcher(words.get(0)).matches()
                && words.stream().skip(1).allMatch(word -> SHARE.matcher(word).matches());
    }

    /**
     * Reads the label files of a folder; one that is empty, or holds comments only, says that its image has no grains.
     *
     * @param found all of them
     */
    static void read(List<Path> found, FieldsBuilder builder) throws IOException {
        YoloNames names = YoloNames.search(builder.folder());
        for (Path file : found) {
            Optional<Path> image = builder.folder().counterpart(file);
            if (image.isEmpty()) {
                image = builder.find(BoxedField.stem(ImageFolder.name(file)), SourceLocation.line(file, 1));
            }
            if (image.isPresent()) {
                builder.field(image.get());
                read(file, image.get(), names, builder);
            }
        }
    }

    private static void read(Path file, Path image, YoloNames names, FieldsBuilder builder) throws IOException {
        int number = 0;
        for (String line : TextFile.read(file).lines().toList()) {
            number++;
            if (!line.isBlank() && !isComment(line)) {
                builder.box(image, box(line, names, SourceLocation.line(file, number)));
            }
        }
    }

    private static RawBox box(String line, YoloNames names, SourceLocation place) throws DatasetException {
        String[] words = BLANKS.split(line.strip(), -1);
        boolean outline = words.length >= 7 && words.length % 2 == 1;
        if (words.length != 5 && !outline) {
            throw place.fault("expected 5 numbers: class, centre x and y, width, height, found " + words.length
                    + (words.length == 1 ? " word" : " words") + ": \"" + shortened(line.strip()) + "\""
                    + (line.contains(",") || line.contains(";") ? "; blanks must stand between them" : ""));
        }
        double[] numbers = new double[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = share(words[i + 1], place);
        }
        String label = names.of(WHOLE.matcher(words[0]).replaceFirst("$1"), place);
        return outline
                ? Outline.of(numbers).shares(label, place)
                : RawBox.centred(numbers[0], numbers[1], numbers[2], numbers[3], label, place);
    }

    private static String shortened(String line) {
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }

    private static double share(String word, SourceLocation place) throws DatasetException {
        try {
            double share = Double.parseDouble(word);
            if (Math.abs(share) <= FARTHEST) {
                return share;
            }
        } catch (NumberFormatException e) { // told below
        }
        throw place.fault("expected shares of the image's sides in [0, 1], found \"" + word + "\""
                + (word.contains(",") ? "; write them with a decimal point" : ""));
    }
}
