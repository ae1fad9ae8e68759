package org.exina.slides.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Inspection;
import org.exina.dataset.Sample;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.TrainingSets;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.image.file.ImageRegions;
import org.exina.image.file.ImageSource;
import org.exina.slides.Candidate;
import org.exina.slides.DetectionSettings;
import org.exina.slides.Tiles;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * All candidates of some fields, labelled, and their features. Of a piece no more is kept than where it lies; it is cut out
 * of its field again when its pixels are needed. Features stay in the cache, where pieces are known by their content.
 */
final class FieldFeatures implements AutoCloseable {
    private static final String STOPPED = "interrupted while grains were cut out; features of earlier runs are kept";

    private final OpenFields open;
    private final List<TrainingCrop> pieces;
    private final TrainingSets features;

    private FieldFeatures(OpenFields open, List<TrainingCrop> pieces, TrainingSets features) {
        this.open = open;
        this.pieces = pieces;
        this.features = features;
    }

    /**
     * Cuts them out.
     *
     * @param groups one for each field: pieces of one group stay together
     * @throws DatasetException when all pieces are of one kind
     */
    static FieldFeatures of(
            BoxedFields fields,
            List<String> groups,
            DetectionSettings card,
            Predicate<TrainingCrop> wanted,
            FeaturePlan plan,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        OpenFields open = new OpenFields(fields.fields(), card.margin());
        try {
            List<PieceSource> sources = found(fields.fields(), open, card, wanted, progress);
            List<TrainingCrop> pieces = sources.stream().map(PieceSource::piece).toList();
            requireTwoKinds(pieces, fields);
            Inspection inspection = Inspection.ofKnown(
                    dataset(fields, groups, sources),
                    sources.stream().map(PieceSource::sha256).toList());
            return new FieldFeatures(
                    open,
                    pieces,
                    TrainingSets.of(LabelledImages.of(inspection, Optional.empty()), plan, cache, progress));
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private static Dataset dataset(BoxedFields fields, List<String> groups, List<PieceSource> sources)
            throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (PieceSource source : sources) {
            samples.add(new Sample(
                    source,
                    source.piece().label(),
                    Optional.of(groups.get(source.piece().field())),
                    OptionalDouble.empty()));
        }
        int bits = fields.fields().get(0).sampleBits();
        return Dataset.of(fields.root().toString(), samples).withSampleBits(bits);
    }

    private static void requireTwoKinds(List<TrainingCrop> pieces, BoxedFields fields) throws DatasetException {
        List<String> kinds = pieces.stream().map(TrainingCrop::label).distinct().toList();
        if (kinds.size() < 2) {
            throw new DatasetException(
                    fields.root(),
                    "there is nothing to tell apart: all " + pieces.size() + " pieces of its fields are " + kinds
                            + "; expected boxes of a second class, or fields with something that is no grain");
        }
    }

    /** In the order of the features' rows. */
    List<TrainingCrop> pieces() {
        return pieces;
    }

    TrainingSets features() {
        return features;
    }

    @Override
    public void close() throws IOException {
        features.close();
        open.close();
    }

    private static List<PieceSource> found(
            List<BoxedField> fields,
            OpenFields open,
            DetectionSettings card,
            Predicate<TrainingCrop> wanted,
            Progress progress)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        List<Callable<List<PieceSource>>> work = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            int index = i;
            work.add(() -> {
                List<PieceSource> cut = cut(index, fields.get(index), open, card, wanted);
                progress.report("cutting out grains", done.incrementAndGet(), fields.size());
                return cut;
            });
        }
        return Parallel.run(work, Runtime.getRuntime().availableProcessors(), STOPPED).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<PieceSource> cut(
            int index, BoxedField field, OpenFields open, DetectionSettings card, Predicate<TrainingCrop> wanted)
            throws IOException {
        try (ImageRegions pixels = field.open()) {
            List<Candidate> candidates =
                    Tiles.find(card.detector(), pixels::read, field.width(), field.height(), Progress.NONE);
            List<PieceSource> pieces = new ArrayList<>();
            for (TrainingCrop piece : IouAssignment.of(index, field, candidates)) {
                if (wanted.test(piece)) {
                    String name = name(field, index, pieces.size());
                    ImageSource cut = ImageSource.of(
                            name,
                            OpenFields.cut(pixels, field, piece.candidate().box(), card.margin()));
                    pieces.add(new PieceSource(name, piece, cut.read().sha256(), open));
                }
            }
            return pieces;
        }
    }

    /** Sorted as they are numbered; a person reads where a piece comes from. */
    private static String name(BoxedField field, int index, int piece) {
        String plain = field.name().replaceAll("[^A-Za-z0-9._-]", "_");
        return String.format(
                Locale.ROOT, "%06d-%05d-%s.png", index, piece, plain.substring(0, Math.min(40, plain.length())));
    }
}
