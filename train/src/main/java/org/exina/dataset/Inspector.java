package org.exina.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageHeader;
import org.exina.image.file.ImageSource;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Does the work of {@link Inspection}. */
final class Inspector {
    private static final long ONE_AT_A_TIME = 50_000_000; // pixels: two such at once might not fit into memory

    private final Dataset dataset;
    private final Thumbnails thumbnails;
    private final Progress progress;
    private final ImageFacts[] facts;
    private final PerceptualHash[] hashes;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Object oneLarge = new Object();

    private Inspector(Dataset dataset, Thumbnails thumbnails, Progress progress) {
        this.dataset = dataset;
        this.thumbnails = thumbnails;
        this.progress = progress;
        this.facts = new ImageFacts[dataset.size()];
        this.hashes = new PerceptualHash[dataset.size()];
    }

    /**
     * Reads every image and, where that is asked for, compares them with each other.
     *
     * @param alike whether to look for images that show one thing
     */
    static Inspection inspect(Dataset dataset, boolean alike, Progress progress) throws IOException {
        try (Thumbnails thumbnails = new Thumbnails()) {
            Inspector inspector = new Inspector(dataset, thumbnails, progress);
            inspector.readAll();
            Inspection files = new Inspection(dataset, Arrays.asList(inspector.facts), List.of());
            return alike ? inspector.compared(files) : files;
        } catch (ClosedByInterruptException e) {
            // the channel closes itself and leaves the thread interrupted
            InterruptedIOException told = new InterruptedIOException("interrupted while images were compared");
            told.initCause(e);
            throw told;
        }
    }

    private Inspection compared(Inspection files) throws IOException {
        UnionFind sets = files.sameContent();
        int[] different = IntStream.range(0, dataset.size())
                .filter(i -> hashes[i] != null && sets.find(i) == i)
                .toArray();
        List<NearDuplicate> nearDuplicates =
                new NearDuplicateFinder(Arrays.asList(hashes), different, thumbnails, sets, progress).find();
        return new Inspection(dataset, files.facts(), nearDuplicates);
    }

    private void readAll() throws IOException {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), dataset.size());
        Callable<Void> reader = () -> {
            readSome();
            return null;
        };
        Parallel.run(Collections.nCopies(threads, reader), threads, "interrupted while images were read");
    }

    /** Ends when another has failed or the reading is interrupted: after the image in hand. */
    private void readSome() throws IOException {
        for (int i = next.getAndIncrement();
                i < facts.length && !Thread.currentThread().isInterrupted();
                i = next.getAndIncrement()) {
            read(i);
            progress.report("reading images", done.incrementAndGet(), facts.length);
        }
    }

    private void read(int i) throws IOException {
        ImageSource source = dataset.samples().get(i).source();
        String sha256 = "";
        Optional<ImageHeader> header = Optional.empty();
        byte[] thumbnail;
        try {
            if (source.file().isPresent()) {
                header = Optional.of(ImageFile.probe(source.file().get()));
            }
            ImageSource.Content content = source.read();
            sha256 = content.sha256();
            thumbnail = thumbnail(content, header);
        } catch (ImageException e) {
            facts[i] = new ImageFacts(sha256, header, Optional.of(ImageSniffer.reason(source.where(), e)));
            return;
        }
        thumbnails.put(i, thumbnail);
        hashes[i] = PerceptualHash.of(Thumbnail.floats(thumbnail));
        facts[i] = new ImageFacts(sha256, header, Optional.empty());
    }

    private byte[] thumbnail(ImageSource.Content content, Optional<ImageHeader> header) throws IOException {
        if (header.isEmpty() || header.get().pixels() < ONE_AT_A_TIME) {
            return Thumbnail.of(content.pixels());
        }
        synchronized (oneLarge) {
            return Thumbnail.of(content.pixels());
        }
    }
}
