package org.exina.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.io.Json;

/**
 * Images that a model was trained on, small, and where they lie among each other, so that the nearest to another can
 * be shown from the model file alone. Immutable.
 *
 * @param all at most {@link #MOST}
 */
public record TrainingImages(List<Image> all) {
    public static final TrainingImages NONE = new TrainingImages(List.of());

    /** The most that a model file keeps: about two megabytes. */
    public static final int MOST = 1000;

    /** The longest side of what is kept of an image, in pixels. */
    public static final int SIDE_PX = 64;

    public TrainingImages {
        all = List.copyOf(all);
        if (all.size() > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " images, got " + all.size());
        }
        for (Image each : all) {
            if (each.coordinates().size() != all.get(0).coordinates().size()) {
                throw new IllegalArgumentException(each.path() + ": expected "
                        + all.get(0).coordinates().size() + " coordinates, got "
                        + each.coordinates().size());
            }
        }
    }

    /**
     * One of them.
     *
     * @param path relative to the data, names separated by /
     * @param coordinates as an image not trained on would have them
     * @param jpeg Base64 of a JPEG file, no side over {@link #SIDE_PX}
     */
    public record Image(String path, String label, List<Float> coordinates, String jpeg) {
        public Image {
            coordinates = List.copyOf(coordinates);
        }
    }

    /** An image and its distance, in the space of the coordinates. */
    public record Near(Image image, double distance) {}

    /**
     * Which of many to keep: all, when they are few enough, else as many of each class as go in, spread evenly over the
     * order in which they stand.
     *
     * @param labels a class index for each
     * @return indices, ascending
     */
    public static int[] chosen(int[] labels, int classes) {
        if (labels.length <= MOST) {
            return IntStream.range(0, labels.length).toArray();
        }
        int share = Math.max(1, MOST / classes);
        return IntStream.range(0, classes)
                .limit(MOST)
                .flatMap(k -> {
                    int[] members = IntStream.range(0, labels.length)
                            .filter(i -> labels[i] == k)
                            .toArray();
                    int count = Math.min(share, members.length);
                    return IntStream.range(0, count).map(i -> members[(int) ((long) i * members.length / count)]);
                })
                .sorted()
                .toArray();
    }

    /**
     * The nearest first; of equals, in their order.
     *
     * @param k at least 1; all when there are fewer
     */
    public List<Near> nearest(List<Float> coordinates, int k) {
        return all.stream()
                .map(image -> new Near(image, distance(image.coordinates(), coordinates)))
                .sorted(Comparator.comparingDouble(Near::distance))
                .limit(k)
                .toList();
    }

    private static double distance(List<Float> a, List<Float> b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException("expected " + a.size() + " coordinates, got " + b.size());
        }
        double sum = 0;
        for (int axis = 0; axis < a.size(); axis++) {
            double difference = a.get(axis) - b.get(axis);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /**
     * As it stands in a file.
     *
     * @param at Base64 of the coordinates: floats, the least significant byte first
     */
    private record Line(String path, String label, String at, String jpeg) {}

    private record Lines(List<Line> pictures) {}

    /** As metadata of a model file. */
    public String text() {
        return Json.writeLine(new Lines(all.stream()
                .map(each -> new Line(each.path(), each.label(), packed(each.coordinates()), each.jpeg()))
                .toList()));
    }

    /**
     * What {@link #text} gave.
     *
     * @throws IOException when it did not
     */
    static TrainingImages parse(String text, List<String> classes) throws IOException {
        List<Image> all = new ArrayList<>();
        for (Line line : Json.read(text, Lines.class).pictures()) {
            if (!classes.contains(line.label())) {
                throw new IOException(line.path() + ": expected a label of " + classes + ", got " + line.label());
            }
            all.add(new Image(line.path(), line.label(), unpacked(line.at()), line.jpeg()));
        }
        return new TrainingImages(all);
    }

    private static String packed(List<Float> values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(bytes::putFloat);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static List<Float> unpacked(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> values = new ArrayList<>();
        while (bytes.remaining() >= Float.BYTES) {
            values.add(bytes.getFloat());
        }
        return values;
    }
}
