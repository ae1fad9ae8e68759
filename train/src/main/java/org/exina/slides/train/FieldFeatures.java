package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Inspection;
import org.exina.experiment.LabelledFeatures;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.image.Box;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageRegions;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;
import org.exina.io.ScratchFolder;
import org.exina.slides.Candidate;
import org.exina.slides.Cut;
import org.exina.slides.SlideCard;
import org.exina.slides.Tiles;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;
import org.exina.task.SideBySide;

/**
 * All candidates of some fields, cut out, labelled, and their features. The pieces lie as pictures in a folder of their own
 * while this is open; features stay in the cache, where pieces are known by their content.
 */
final class FieldFeatures implements AutoCloseable {
    private static final String STOPPED = "interrupted while grains were cut out; features of earlier runs are kept";

    private final ScratchFolder scratch;
    private final List<Piece> pieces;
    private final LabelledFeatures features;

    private FieldFeatures(ScratchFolder scratch, List<Piece> pieces, LabelledFeatures features) {
        this.scratch = scratch;
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
            SlideCard card,
            Predicate<Piece> wanted,
            FeaturePlan plan,
            FeatureCache cache,
            Progress progress)
            throws IOException {
        ScratchFolder scratch = ScratchFolder.atHome();
        Path folder = scratch.path();
        try {
            List<Piece> pieces = written(folder, fields.fields(), groups, card, wanted, progress);
            requireTwoKinds(pieces, fields);
            Inspection inspection = Inspection.ofGrouped(Dataset.open(folder.resolve("pieces.csv")), progress);
            return new FieldFeatures(
                    scratch, pieces, LabelledFeatures.of(inspection, Optional.empty(), plan, cache, progress));
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private static void requireTwoKinds(List<Piece> pieces, BoxedFields fields) throws DatasetException {
        List<String> kinds = pieces.stream().map(Piece::label).distinct().toList();
        if (kinds.size() < 2) {
            throw new DatasetException(
                    fields.root(),
                    "there is nothing to tell apart: all " + pieces.size() + " pieces of its fields are " + kinds
                            + "; expected boxes of a second class, or fields with something that is no grain");
        }
    }

    /** In the order of the features' rows. */
    List<Piece> pieces() {
        return pieces;
    }

    LabelledFeatures features() {
        return features;
    }

    @Override
    public void close() throws IOException {
        features.close();
        scratch.close();
    }

    private static List<Piece> written(
            Path folder,
            List<BoxedField> fields,
            List<String> groups,
            SlideCard card,
            Predicate<Piece> wanted,
            Progress progress)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        List<Callable<List<Piece>>> work = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            int index = i;
            work.add(() -> {
                List<Piece> cut = cut(folder, index, fields.get(index), card, wanted);
                progress.report("cutting out grains", done.incrementAndGet(), fields.size());
                return cut;
            });
        }
        List<List<Piece>> all = SideBySide.run(work, Runtime.getRuntime().availableProcessors(), STOPPED);
        StringBuilder manifest = new StringBuilder(Csv.row(List.of("path", "label", "group")));
        List<Piece> pieces = new ArrayList<>();
        for (List<Piece> ofField : all) {
            for (int k = 0; k < ofField.size(); k++) {
                Piece piece = ofField.get(k);
                manifest.append(Csv.row(List.of(
                        fileName(fields.get(piece.field()), piece.field(), k),
                        piece.label(),
                        groups.get(piece.field()))));
                pieces.add(piece);
            }
        }
        AtomicFiles.writeText(folder.resolve("pieces.csv"), manifest.toString());
        return pieces;
    }

    private static List<Piece> cut(Path folder, int index, BoxedField field, SlideCard card, Predicate<Piece> wanted)
            throws IOException {
        try (ImageRegions pixels = ImageRegions.open(field.file())) {
            List<Candidate> candidates =
                    Tiles.find(card.finder(), pixels::read, field.width(), field.height(), Progress.NONE);
            List<Piece> pieces = Labelling.of(index, field, candidates).stream()
                    .filter(wanted)
                    .toList();
            for (int k = 0; k < pieces.size(); k++) {
                Box box = pieces.get(k).candidate().box();
                Files.write(
                        folder.resolve(fileName(field, index, k)),
                        ImageEncoder.png(Cut.square(pixels::read, field.width(), field.height(), box, card.margin())));
            }
            return pieces;
        }
    }

    /** Sorted as they are numbered; a person reads where a piece comes from. */
    private static String fileName(BoxedField field, int index, int piece) {
        String plain = field.name().replaceAll("[^A-Za-z0-9._-]", "_");
        return String.format(
                Locale.ROOT, "%06d-%05d-%s.png", index, piece, plain.substring(0, Math.min(40, plain.length())));
    }
}
