package org.exina.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Draws the images of a {@link SampleFolder} on all processors; each is the same whoever draws it and when. */
final class Artist {
    private static final String INTERRUPTED =
            "interrupted; the images drawn so far are kept, the same command goes on with them";

    private final Path folder;
    private final SampleFolder.Settings settings;
    private final Progress progress;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong drawn = new AtomicLong();

    Artist(Path folder, SampleFolder.Settings settings, Progress progress) {
        this.folder = folder;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Draws every image that is not in the folder yet.
     *
     * @return how many were missing
     */
    long drawAll() throws IOException {
        int threads = (int) Math.min(Runtime.getRuntime().availableProcessors(), settings.images());
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(workers.submit(() -> {
                    drawSome();
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                Parallel.await(worker, INTERRUPTED);
            }
            return drawn.get();
        } finally {
            next.set(settings.images()); // the others stop after the image in hand
            Parallel.finish(workers);
        }
    }

    private void drawSome() throws IOException {
        for (long i = next.getAndIncrement(); i < settings.images(); i = next.getAndIncrement()) {
            if (SampleFolder.draw(folder, settings, i)) {
                drawn.incrementAndGet();
            }
            progress.report("drawing", done.incrementAndGet(), settings.images());
        }
    }
}
