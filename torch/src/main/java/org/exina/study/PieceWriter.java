package org.exina.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageSource;
import org.exina.io.Folders;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Cuts images and writes their pieces, on all processors. */
final class PieceWriter {
    private static final long ONE_AT_A_TIME = 50_000_000; // pixels: two such at once might not fit into memory

    private final PreparationPlan plan;
    private final Path folder;
    private final Progress progress;
    private final List<List<Piece>> bySample;
    private final AtomicInteger done = new AtomicInteger();
    private final Object oneLarge = new Object();

    PieceWriter(PreparationPlan plan, Path folder, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        this.bySample = new ArrayList<>();
        IntStream.range(0, plan.dataset().size()).forEach(i -> bySample.add(new ArrayList<>()));
        plan.pieces().forEach(piece -> bySample.get(piece.sample()).add(piece));
    }

    /** Returns or throws when no thread writes any more. */
    void write() throws IOException {
        for (String part : List.of(PreparationSettings.TRAIN, PreparationSettings.VALIDATION)) {
            for (String label : plan.dataset().classes()) {
                Folders.create(folder.resolve(part).resolve(label));
            }
        }
        Parallel.each(bySample.size(), "interrupted while images were written; nothing was kept", i -> {
            if (plan.header((int) i).pixels() < ONE_AT_A_TIME) {
                write((int) i);
            } else {
                synchronized (oneLarge) {
                    write((int) i);
                }
            }
            progress.report("writing images", done.incrementAndGet(), bySample.size());
        });
    }

    private void write(int sample) throws IOException {
        ImageSource source = plan.dataset().samples().get(sample).source();
        List<Piece> pieces = bySample.get(sample);
        if (plan.isCopied(sample)) {
            Files.write(
                    folder.resolve(pieces.get(0).path()),
                    ImageFile.readContent(source.file().orElseThrow()));
            return;
        }
        List<RgbImage> cut = plan.settings().cut().pieces(source.pixels());
        for (int p = 0; p < pieces.size(); p++) {
            Files.write(folder.resolve(pieces.get(p).path()), ImageEncoder.png(sized(cut.get(p))));
        }
    }

    private RgbImage sized(RgbImage image) {
        return plan.settings().size().isEmpty()
                ? image
                : Resize.resize(
                        image,
                        plan.settings().size().getAsInt(),
                        plan.settings().size().getAsInt(),
                        Interpolation.BICUBIC);
    }
}
