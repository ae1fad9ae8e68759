package org.exina.study;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.dataset.Layout;
import org.exina.image.file.SkippedFile;
import org.exina.io.AtomicFiles;
import org.exina.io.AtomicFolder;
import org.exina.io.Json;
import org.exina.task.Progress;

/**
 * Cuts the images of a data set and writes them as {@code train/<class>/} and {@code validation/<class>/}, as Keras's
 * {@code flow_from_directory} reads them (it numbers classes by name, in the order of code points, as {@link
 * Dataset#classes} has them), with {@code manifest.csv}, which tells where each file came from and is itself a data set,
 * and {@code preparation.json}.
 *
 * <p>All pieces of an image stand on one side, and so do all images that belong together (see {@link
 * org.exina.dataset.Groups}). Only a leaky preparation, which says so wherever it can, splits pieces one by one.
 */
public final class Preparation {
    /** Where each file came from. */
    public static final String MANIFEST = "manifest.csv";

    /** How it was made: a {@link PreparationRecord}. */
    public static final String RECORD = "preparation.json";

    private static final String LEAKY = "crops were split one by one, as in the study of 2017: crops of one image, and"
            + " duplicates, stand on both sides, so accuracies measured on the validation part are too high. Dealt out"
            + " by image they stay together";

    private Preparation() {}

    /**
     * Makes a folder of cut images. Either all of it is written or nothing is.
     *
     * @param data a folder or a manifest, see {@link Dataset#open}
     * @param out a new folder or an empty one, not inside the folder of the data
     * @param exina version of the program, for the record
     * @throws DatasetException when the data cannot be read, split or named
     * @throws java.io.InterruptedIOException when the thread is interrupted
     */
    public static PreparationRecord run(
            Path data, Path out, PreparationSettings settings, String exina, Progress progress) throws IOException {
        AtomicFolder.checkFree(out);
        return run(Dataset.open(data), out, settings, exina, all -> Inspection.of(all, progress), progress);
    }

    /** Makes a folder of cut images of a data set of files, see {@link #run(Path, Path, PreparationSettings, String, Progress)}. */
    public static PreparationRecord run(
            Dataset dataset,
            Path out,
            PreparationSettings settings,
            String exina,
            Inspection.Inspector inspector,
            Progress progress)
            throws IOException {
        AtomicFolder.checkFree(out);
        checkOutside(dataset, out);
        Groups.requireSound(dataset, settings.groupBy());
        Inspection readable = inspector.inspect(dataset).readable();
        readable.dataset().requireSound();
        PreparationPlan plan = PreparationPlan.of(readable, settings);
        PreparationRecord record = record(plan, dataset.source(), exina);
        AtomicFolder.write(out, folder -> {
            new PieceWriter(plan, folder, progress).write();
            AtomicFiles.writeText(folder.resolve(MANIFEST), Manifest.text(plan));
            Json.write(folder.resolve(RECORD), record);
        });
        return record;
    }

    /** Else the next run would take what this one writes for a class. */
    private static void checkOutside(Dataset dataset, Path out) throws DatasetException {
        Path absolute = out.toAbsolutePath().normalize();
        if (dataset.layout() != Layout.MANIFEST && absolute.startsWith(dataset.root())) {
            throw new DatasetException(
                    absolute,
                    "lies inside the data set " + dataset.root()
                            + ", where it would be taken for a class; expected a place outside");
        }
    }

    private static PreparationRecord record(PreparationPlan plan, Path data, String exina) {
        PreparationSettings settings = plan.settings();
        Dataset dataset = plan.dataset();
        List<PreparationRecord.ClassFiles> classes = dataset.classes().stream()
                .map(label ->
                        new PreparationRecord.ClassFiles(label, count(plan, label, false), count(plan, label, true)))
                .toList();
        return new PreparationRecord(
                PreparationRecord.FORMAT,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                data.toString(),
                dataset.layout().title(),
                new PreparationRecord.Settings(
                        settings.cut().id(),
                        settings.size().orElse(0),
                        settings.validation(),
                        settings.seed(),
                        settings.groupBy().map(Pattern::pattern).orElse("")),
                settings.splitName(),
                settings.leaky() ? LEAKY : "",
                dataset.size(),
                plan.groups(),
                plan.torn(),
                classes,
                leftOut(dataset, true),
                leftOut(dataset, false),
                exina);
    }

    private static int count(PreparationPlan plan, String label, boolean validation) {
        return (int) plan.pieces().stream()
                .filter(p -> p.validation() == validation)
                .filter(p -> plan.dataset().samples().get(p.sample()).label().equals(label))
                .count();
    }

    private static List<PreparationRecord.LeftOut> leftOut(Dataset dataset, boolean unreadable) {
        return dataset.skipped().stream()
                .filter(file ->
                        file.kind() != SkippedFile.Kind.IGNORED && file.kind() != SkippedFile.Kind.IGNORED_FOLDER)
                .filter(file -> (file.kind() == SkippedFile.Kind.UNREADABLE) == unreadable)
                .map(file -> new PreparationRecord.LeftOut(file.path(), file.reason()))
                .toList();
    }
}
