package org.exina.synthetic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.exina.image.file.ImageEncoder;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * A folder of {@linkplain SyntheticGrains synthetic grains}, {@code monoporate/monoporate_001.jpg} and so on. A hidden note
 * in it tells its settings: what is there when the program is stopped is kept, and the same settings go on with it. No
 * other folder with anything in it is written to, and no file is ever replaced.
 */
public final class SampleFolder {
    /**
     * JPEG of the quality that cameras on microscopes give. PNG would be seven times larger, for most of an image is
     * the camera's noise. Java's encoder works in whole numbers, so the files are the same on every platform: OpenJDK's
     * own libjpeg and the libjpeg-turbo that Linux systems put in its place gave the same bytes.
     */
    private static final float QUALITY = 0.95f;

    private static final String ABOUT =
            "Synthetic pollen grains drawn by Exina, of no real species; free of rights (CC0 1.0).";

    private static final String INTERRUPTED =
            "interrupted; the images drawn so far are kept; begun again, it goes on with them";

    private SampleFolder() {}

    /**
     * What to draw.
     *
     * @param classes in [{@link SyntheticGrains#MIN_CLASSES}, {@link SyntheticGrains#MAX_CLASSES}]
     * @param perClass images of each, at least 1
     * @param seed another seed gives other grains of the same classes
     */
    public record Settings(int classes, int perClass, long seed) {
        public Settings {
            SyntheticGrains.classes(classes); // checks
            if (perClass < 1) {
                throw new IllegalArgumentException("perClass must be at least 1, got " + perClass);
            }
        }

        List<String> labels() {
            return SyntheticGrains.classes(classes);
        }

        long images() {
            return (long) classes * perClass;
        }
    }

    /**
     * What was done.
     *
     * @param classes in the order of drawing
     * @param drawn images
     * @param kept images that were there from an earlier run
     */
    public record Written(List<String> classes, long drawn, long kept) {
        public Written {
            classes = List.copyOf(classes);
        }
    }

    /** The note. Another {@code drawing} would go on with grains that look otherwise. */
    record Note(String about, int drawing, int classes, int perClass, long seed) {
        static Note of(Settings settings) {
            return new Note(ABOUT, SyntheticGrains.DRAWING, settings.classes(), settings.perClass(), settings.seed());
        }

        private String which() {
            return drawing == SyntheticGrains.DRAWING
                    ? classes + " classes, " + perClass + " images of each, seed " + seed
                    : "another version of Exina";
        }
    }

    /**
     * Draws what is missing, on all processors.
     *
     * @throws ExinaException when there is something else in its place
     * @throws InterruptedIOException when the thread is interrupted; every image there is whole
     * @throws IOException when it cannot be written
     */
    public static Written write(Path folder, Settings settings, Progress progress) throws IOException {
        Reservation.reserve(folder, Note.of(settings), Note.class, Note::which);
        for (String label : settings.labels()) {
            Folders.create(folder.resolve(label));
        }
        AtomicLong done = new AtomicLong();
        AtomicLong drawn = new AtomicLong();
        Parallel.each(settings.images(), INTERRUPTED, i -> {
            if (draw(folder, settings, i)) {
                drawn.incrementAndGet();
            }
            progress.report("drawing", done.incrementAndGet(), settings.images());
        });
        return new Written(settings.labels(), drawn.get(), settings.images() - drawn.get());
    }

    /** Where the image of that number lies, from 0, class after class. */
    static Path file(Path folder, Settings settings, long number) {
        String label = settings.labels().get((int) (number / settings.perClass()));
        int digits = Math.max(3, Integer.toString(settings.perClass()).length());
        String name = String.format(Locale.ROOT, "%s_%0" + digits + "d.jpg", label, index(settings, number));
        return folder.resolve(label).resolve(name);
    }

    /**
     * Draws the image of that number.
     *
     * @return false when it is there already
     */
    static boolean draw(Path folder, Settings settings, long number) throws IOException {
        Path file = file(folder, settings, number);
        if (Files.exists(file)) {
            return false;
        }
        String label = settings.labels().get((int) (number / settings.perClass()));
        AtomicFiles.write(
                file,
                ImageEncoder.jpeg(SyntheticGrains.draw(label, index(settings, number), settings.seed()), QUALITY));
        return true;
    }

    private static long index(Settings settings, long number) {
        return number % settings.perClass() + 1;
    }
}
