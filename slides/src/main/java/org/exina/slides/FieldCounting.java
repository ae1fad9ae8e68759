package org.exina.slides;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.exina.image.PixelSource;
import org.exina.image.file.ImageException;
import org.exina.io.Json;
import org.exina.io.Sha256;
import org.exina.model.Classifier;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Counts many fields with one model. Those that are in the journal are not counted again. */
public final class FieldCounting {
    private static final long SMALL_BYTES = 30_000_000; // of a file: fields that are counted side by side

    private final GrainCounter counter;
    private final int bits;
    private final String settings;

    /**
     * Settings of a count.
     *
     * @param modelFile that {@code model} was opened from; with the card it decides what is found
     * @param acceptAll whether each grain is named, also one unlike all that the model was trained on
     * @param micronsPerPixel of the fields, for models that go by size; empty where it is not known
     * @param bits that samples of 16 use, see {@link org.exina.image.file.SampleDepth}
     */
    public FieldCounting(
            Classifier model,
            Path modelFile,
            DetectionSettings card,
            boolean acceptAll,
            OptionalDouble micronsPerPixel,
            int bits)
            throws IOException {
        this.bits = bits;
        this.counter = new GrainCounter(model, card, acceptAll, micronsPerPixel);
        String scale = model.usesSize() && micronsPerPixel.isPresent() ? " " + micronsPerPixel.getAsDouble() : "";
        this.settings = GrainCounter.RULES + " " + Sha256.of(modelFile) + " " + Json.writeLine(card) + " " + acceptAll
                + scale + (bits == 16 ? "" : " bits " + bits);
    }

    /** Settings of a count of fields whose scale is not known. */
    public FieldCounting(Classifier model, Path modelFile, DetectionSettings card, boolean acceptAll)
            throws IOException {
        this(model, modelFile, card, acceptAll, OptionalDouble.empty(), 16);
    }

    /** A field that could not be counted. */
    public record Unreadable(String field, Path path, String problem) {}

    /**
     * A field that is the same as another.
     *
     * @param as the field that is counted
     */
    public record Repeated(String field, Path path, String as) {}

    /**
     * What was counted.
     *
     * @param fields in the order given, without the unreadable ones
     * @param repeated fields whose images are those of an earlier one, to the byte: not counted again
     * @param kept how many of these an earlier, stopped count had done
     */
    public record Result(List<CountedField> fields, List<Unreadable> unreadable, List<Repeated> repeated, int kept) {
        public Result {
            repeated = List.copyOf(repeated);
            fields = List.copyOf(fields);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Of one field: counted, or why not. */
    private record Each(Optional<CountedField> counted, Optional<Unreadable> unreadable, boolean kept) {}

    /**
     * Counts.
     *
     * @throws InterruptedIOException when the thread is interrupted; fields that were counted are in the journal
     */
    public Result count(List<FieldFile> fields, CountJournal journal, Progress progress) throws IOException {
        List<Repeated> repeated = new ArrayList<>();
        return count(unrepeated(fields, repeated), repeated, journal, progress);
    }

    /** Fields of the same content are of the same size: only those are read. */
    private static List<FieldFile> unrepeated(List<FieldFile> fields, List<Repeated> repeated) throws IOException {
        Map<Long, Integer> sizes = new HashMap<>();
        for (FieldFile field : fields) {
            sizes.merge(field.bytes(), 1, Integer::sum);
        }
        Map<String, String> first = new HashMap<>();
        List<FieldFile> different = new ArrayList<>();
        for (FieldFile field : fields) {
            String before = sizes.get(field.bytes()) > 1 && field.bytes() > 0 && field.isReadable()
                    ? first.putIfAbsent(field.fingerprint(), field.name())
                    : null;
            if (before == null) {
                different.add(field);
            } else {
                repeated.add(new Repeated(field.name(), field.path(), before));
            }
        }
        return different;
    }

    private Result count(List<FieldFile> fields, List<Repeated> repeated, CountJournal journal, Progress progress)
            throws IOException {
        CountProgress told = CountProgress.of(fields, progress);
        long largest = 0;
        List<Callable<Each>> work = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            int index = i;
            largest = Math.max(largest, fields.get(i).bytes());
            work.add(() -> {
                Each each = count(fields.get(index), journal, told.of(index));
                told.done(index);
                return each;
            });
        }
        int threads = largest > SMALL_BYTES ? 1 : Runtime.getRuntime().availableProcessors();
        List<Each> all =
                Parallel.run(work, threads, "interrupted while counting; begun again, it goes on where it was");
        return new Result(
                CountedTwice.remarked(
                        all.stream().flatMap(each -> each.counted().stream()).toList()),
                all.stream().flatMap(each -> each.unreadable().stream()).toList(),
                repeated,
                (int) all.stream().filter(Each::kept).count());
    }

    private Each count(FieldFile field, CountJournal journal, Progress progress) throws IOException {
        try {
            String key = Sha256.of(settings + " " + field.fingerprint());
            Optional<CountedField> earlier = journal.find(key, field);
            if (earlier.isPresent()) {
                return new Each(earlier, Optional.empty(), true);
            }
            CountedField counted = counted(field, progress);
            journal.add(key, counted);
            return new Each(Optional.of(counted), Optional.empty(), false);
        } catch (ImageException e) {
            return unreadable(field, e.getMessage());
        } catch (NoSuchFileException e) {
            return unreadable(field, e.getFile() + ": no such file or folder");
        } catch (AccessDeniedException e) {
            return unreadable(field, e.getFile() + ": permission denied");
        }
    }

    private static Each unreadable(FieldFile field, String problem) {
        return new Each(Optional.empty(), Optional.of(new Unreadable(field.name(), field.path(), problem)), false);
    }

    private CountedField counted(FieldFile field, Progress progress) throws IOException {
        try (PixelSource open = field.open(bits, (rows, of) -> progress.report(CountProgress.DECODING, rows, of))) {
            return counter.count(field.name(), field.path(), open::read, open.width(), open.height(), progress);
        }
    }
}
