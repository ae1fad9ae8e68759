package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.dataset.DatasetException;

/**
 * Boxes as YOLO writes them: a text file for each image, a line for each box, {@code class cx cy width height}: the
 * number of the class, from 0, and centre and sides as shares of the image's. Outlines, {@code class x1 y1 x2 y2 x3 y3
 * ...}, give the boxes around them.
 */
final class YoloText {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern CLASS = Pattern.compile("\\d+");
    private static final Pattern SHARE = Pattern.compile("-?[\\d.]+([eE][-+]?\\d+)?");

    /** Boxes may reach a little out of the image; much farther, and they are written in pixels. */
    private static final double FARTHEST = 1.5;

    private YoloText() {}

    /** Whether it has such lines and an image, or lies where those files lie. */
    static boolean isOne(Path file, ImageFolder folder) throws IOException {
        return (folder.isIn(file, "labels") || folder.counterpart(file).isPresent())
                && isLine(TextFile.firstLine(file));
    }

    /** Word by word: outlines may have any number of corners, and one pattern for all of a line needs a stack as deep. */
    private static boolean isLine(String line) {
        List<String> words = List.of(BLANKS.split(line.strip()));
        return words.size() > 4
                && CLASS.matcher(words.get(0)).matches()
                && words.stream().skip(1).allMatch(word -> SHARE.matcher(word).matches());
    }

    /**
     * Reads the label files of a folder; an empty one says that its image has no grains.
     *
     * @param found those with boxes; empty ones are looked for here
     */
    static void read(List<Path> found, FieldsBuilder builder) throws IOException {
        ImageFolder folder = builder.folder();
        YoloNames names = YoloNames.search(folder);
        for (Path file : folder.files()) {
            boolean empty = ImageFolder.name(file).toLowerCase(Locale.ROOT).endsWith(".txt")
                    && folder.counterpart(file).isPresent()
                    && TextFile.firstLine(file).isEmpty();
            if (empty) {
                builder.field(folder.counterpart(file).orElseThrow());
            }
        }
        for (Path file : found) {
            Optional<Path> image = folder.counterpart(file);
            String stem = BoxedField.stem(ImageFolder.name(file));
            Path of = image.isPresent() ? image.get() : folder.find(stem, SourceLocation.line(file, 1));
            int number = 0;
            for (String line : TextFile.read(file).lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    builder.box(of, box(line, names, SourceLocation.line(file, number)));
                }
            }
        }
    }

    private static RawBox box(String line, YoloNames names, SourceLocation place) throws DatasetException {
        String[] words = BLANKS.split(line.strip(), -1);
        boolean outline = words.length >= 7 && words.length % 2 == 1;
        if (words.length != 5 && !outline) {
            throw place.fault("expected 5 numbers: class, centre x and y, width, height, found " + words.length
                    + " words: \"" + line.strip() + "\"");
        }
        double[] numbers = new double[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = share(words[i + 1], place);
        }
        String label = names.of(words[0], place);
        return outline ? around(numbers, label, place) : centred(numbers, label, place);
    }

    private static RawBox centred(double[] n, String label, SourceLocation place) throws DatasetException {
        if (n[2] < 0 || n[3] < 0) {
            throw place.fault("a box's width and height must not be less than 0, got " + n[2] + " and " + n[3]);
        }
        return RawBox.shares(n[0] - n[2] / 2, n[1] - n[3] / 2, n[0] + n[2] / 2, n[1] + n[3] / 2, label, place);
    }

    private static RawBox around(double[] corners, String label, SourceLocation place) throws DatasetException {
        double left = corners[0];
        double top = corners[1];
        double right = left;
        double bottom = top;
        for (int i = 2; i < corners.length; i += 2) {
            left = Math.min(left, corners[i]);
            right = Math.max(right, corners[i]);
            top = Math.min(top, corners[i + 1]);
            bottom = Math.max(bottom, corners[i + 1]);
        }
        return RawBox.shares(left, top, right, bottom, label, place);
    }

    private static double share(String word, SourceLocation place) throws DatasetException {
        try {
            double share = Double.parseDouble(word);
            if (Math.abs(share) <= FARTHEST) {
                return share;
            }
        } catch (NumberFormatException e) { // told below
        }
        throw place.fault("expected shares of the image's sides in [0, 1], found \"" + word + "\"");
    }
}
