package org.exina.synthetic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.PngRows;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * A folder of {@linkplain SyntheticFields synthetic fields}: {@code images/field-001.jpg} and so on (PNG when they are
 * large; with several planes of focus a folder of images each), and the truth in {@link FieldTruth three tables},
 * written when all fields are drawn. What is there when the program is stopped is kept, and the same settings go on.
 */
public final class FieldFolder {
    private static final float QUALITY = 0.92f;
    private static final String ABOUT =
            "Synthetic microscope fields drawn by Exina, with grains of no real species; free of rights (CC0 1.0).";

    private final Path folder;
    private final FieldSettings settings;
    private final Progress progress;
    private final AtomicLong tiles = new AtomicLong();
    private final AtomicInteger drawn = new AtomicInteger();

    private FieldFolder(Path folder, FieldSettings settings, Progress progress) {
        this.folder = folder;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param classes in the order of {@link SyntheticGrains#classes}
     * @param drawn fields
     * @param kept fields that were there from an earlier run
     * @param grains that are to be counted, on all fields
     */
    public record Written(List<String> classes, int drawn, int kept, long grains) {
        public Written {
            classes = List.copyOf(classes);
        }
    }

    /** The note. Another {@code drawing} would go on with fields that look otherwise. */
    record Note(String about, int drawing, FieldSettings fields) {
        static Note of(FieldSettings settings) {
            return new Note(ABOUT, 1000 * SyntheticFields.DRAWING + SyntheticGrains.DRAWING, settings);
        }

        private String which() {
            if (drawing != of(fields).drawing) {
                return "another version of Exina";
            }
            return fields.fields() + (fields.fields() == 1 ? " field" : " fields") + " of " + fields.width() + " x "
                    + fields.height() + " pixels, " + fields.classes() + " classes, about " + fields.grains()
                    + " grains on each, " + (fields.planes() > 1 ? fields.planes() + " planes of focus, " : "")
                    + (fields.dark() ? "dark field, " : "") + "seed " + fields.seed();
        }
    }

    /**
     * Draws what is missing, on all processors.
     *
     * @throws ExinaException when there is something else in its place
     * @throws InterruptedIOException when the thread is interrupted; every image there is whole
     * @throws IOException when it cannot be written
     */
    public static Written write(Path folder, FieldSettings settings, Progress progress) throws IOException {
        Reservation.reserve(folder, Note.of(settings), Note.class, Note::which);
        return new FieldFolder(folder, settings, progress).write();
    }

    private Written write() throws IOException {
        Folders.create(folder.resolve("images"));
        List<Callable<List<DrawnGrain>>> work = new ArrayList<>();
        for (int number = 1; number <= settings.fields(); number++) {
            int field = number;
            work.add(() -> drawField(field));
        }
        // A large field is drawn by all processors itself.
        int threads = isLarge() ? 1 : Runtime.getRuntime().availableProcessors();
        List<List<DrawnGrain>> truth = Parallel.run(work, threads, SyntheticFields.STOPPED);
        FieldTruth.write(folder, names(), truth, SyntheticGrains.classes(settings.classes()));
        long grains = truth.stream()
                .flatMap(List::stream)
                .filter(DrawnGrain::isCounted)
                .count();
        return new Written(
                SyntheticGrains.classes(settings.classes()), drawn.get(), settings.fields() - drawn.get(), grains);
    }

    private boolean isLarge() {
        return (long) settings.width() * settings.height() > SyntheticFields.MOST_PIXELS;
    }

    private List<DrawnGrain> drawField(int number) throws IOException {
        FieldPlan plan = FieldPlan.of(settings, number);
        boolean missing = false;
        for (int plane = 1; plane <= settings.planes(); plane++) {
            Path file = file(number, plane);
            if (Files.exists(file)) {
                told(SyntheticFields.tiles(settings));
                continue;
            }
            missing = true;
            drawPlane(plan, plane, file);
        }
        if (missing) {
            drawn.incrementAndGet();
        }
        return plan.truth();
    }

    private void drawPlane(FieldPlan plan, int plane, Path file) throws IOException {
        if (isLarge()) {
            AtomicFiles.write(file, out -> {
                try (PngRows rows = new PngRows(out, settings.width(), settings.height())) {
                    SyntheticFields.draw(plan, settings, plane, rows, () -> told(1));
                }
            });
        } else {
            AtomicFiles.write(
                    file, ImageEncoder.jpeg(SyntheticFields.draw(plan, settings, plane, () -> told(1)), QUALITY));
        }
    }

    private void told(long more) {
        long all = SyntheticFields.tiles(settings) * settings.planes() * settings.fields();
        progress.report("drawing", tiles.addAndGet(more), all);
    }

    /** As the tables name the fields: the file's name, or the folder's when there are several planes. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= settings.fields(); number++) {
            names.add(settings.planes() > 1 ? name(number) : name(number) + extension());
        }
        return names;
    }

    private Path file(int number, int plane) {
        Path images = folder.resolve("images");
        return settings.planes() > 1
                ? images.resolve(name(number)).resolve(String.format(Locale.ROOT, "plane-%02d%s", plane, extension()))
                : images.resolve(name(number) + extension());
    }

    private String name(int number) {
        int digits = Math.max(3, Integer.toString(settings.fields()).length());
        return String.format(Locale.ROOT, "field-%0" + digits + "d", number);
    }

    private String extension() {
        return isLarge() ? ".png" : ".jpg";
    }
}
