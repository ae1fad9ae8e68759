package org.exina.features;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.exina.backbone.Backbone;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaException;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Gets the features of images: from the cache what is there, from the networks what is missing. Each is read once
 * and known by its content; it is decoded only when something is missing. Images are read and decoded ahead of the
 * networks by two threads at most; a third writes what a batch gives while the next one is computed. When the program is
 * stopped, the next run goes on from there.
 */
public final class FeatureExtractor {

    private static final int READERS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final FeatureCache cache;

    /**
     * An image made ready for the networks.
     *
     * @param content what it is known by
     * @param missing for each backbone, the views the cache does not have, at the size it takes and turned
     */
    private record ImageViews(ContentHash content, List<Map<DihedralView, RgbImage>> missing) {}

    /**
     * An extractor that reads from a cache and adds what is missing.
     *
     * @param cache still the caller's to close
     */
    public FeatureExtractor(FeatureCache cache) {
        this.cache = cache;
    }

    /**
     * Features of each image, in their order. The same numbers come out whether they were kept or are computed, and
     * wherever an earlier run was stopped.
     *
     * @param images none is left out: the first that cannot be used ends it
     * @throws ImageException when an image cannot be used
     * @throws ExinaException when a network gives no finite numbers, or the cache is damaged
     * @throws InterruptedIOException when the thread is interrupted; what was computed is kept
     */
    public ExtractionResult extract(List<ImageSource> images, FeaturePlan plan, Progress progress) throws IOException {
        long start = System.nanoTime();
        ExecutorService readers = Executors.newFixedThreadPool(READERS, work -> thread("exina-pictures", work));
        ExecutorService writer = Executors.newSingleThreadExecutor(work -> thread("exina-features", work));
        try {
            List<BackboneBatcher> backbones = new ArrayList<>();
            for (Backbone backbone : plan.backbones()) {
                backbones.add(new BackboneBatcher(backbone, plan, cache, writer));
            }
            List<ContentHash> contents = compute(images, plan, backbones, readers, progress);
            FeatureMatrix features = collect(images, contents, plan, backbones, progress);
            long computed =
                    backbones.stream().mapToLong(BackboneBatcher::computed).sum();
            long all = (long) images.size()
                    * plan.backbones().stream()
                            .mapToInt(each -> plan.viewsOf(each).size())
                            .sum();
            return new ExtractionResult(features, computed, all - computed, (System.nanoTime() - start) / 1e9);
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException(BackboneBatcher.INTERRUPTED);
            stopped.initCause(e);
            throw stopped;
        } finally {
            readers.shutdownNow();
            writer.shutdown(); // what is computed is still written
            Parallel.finish(readers);
            Parallel.finish(writer);
        }
    }

    /**
     * Makes sure that the cache has every row.
     *
     * @return the images' contents
     */
    private static List<ContentHash> compute(
            List<ImageSource> images,
            FeaturePlan plan,
            List<BackboneBatcher> backbones,
            ExecutorService readers,
            Progress progress)
            throws IOException {
        String phase =
                "features: " + plan.backbones().stream().map(Backbone::name).collect(Collectors.joining(", "))
                        + plan.augmented().map(a -> ", variant " + a.number()).orElse("");
        int ahead = READERS + Math.max(2, 2 * plan.batch() / plan.views().size());
        List<ContentHash> contents = new ArrayList<>(images.size());
        Deque<Future<ImageViews>> line = new ArrayDeque<>();
        int next = 0;
        for (int i = 0; i < images.size(); i++) {
            while (next < images.size() && line.size() < ahead) {
                ImageSource image = images.get(next++);
                line.add(readers.submit(() -> read(image, backbones)));
            }
            ImageViews ready = Parallel.await(line.remove(), BackboneBatcher.INTERRUPTED);
            for (int b = 0; b < backbones.size(); b++) {
                backbones
                        .get(b)
                        .add(images.get(i), ready.content(), ready.missing().get(b));
            }
            contents.add(ready.content());
            progress.report(phase, i + 1, images.size());
        }
        for (BackboneBatcher backbone : backbones) {
            backbone.finish();
        }
        return contents;
    }

    private static ImageViews read(ImageSource image, List<BackboneBatcher> backbones) throws IOException {
        ImageSource.Content read = image.read();
        ContentHash content = ContentHash.parse(read.sha256());
        RgbImage decoded = null;
        List<Map<DihedralView, RgbImage>> missing = new ArrayList<>();
        for (BackboneBatcher backbone : backbones) {
            List<DihedralView> views = backbone.missing(content);
            if (!views.isEmpty() && decoded == null) {
                decoded = read.pixels();
            }
            missing.add(views.isEmpty() ? Map.of() : backbone.prepare(content, decoded, views));
        }
        return new ImageViews(content, missing);
    }

    private FeatureMatrix collect(
            List<ImageSource> images,
            List<ContentHash> contents,
            FeaturePlan plan,
            List<BackboneBatcher> backbones,
            Progress progress)
            throws IOException {
        int columns = plan.length();
        FeatureMatrix features = FeatureMatrix.allocate(images.size(), columns, cache.folder());
        try {
            float[] row = new float[columns];
            for (int i = 0; i < contents.size(); i++) {
                int column = 0;
                for (FeaturePlan.Part part : plan.parts()) {
                    rowsOf(part, backbones)
                            .mean(images.get(i), contents.get(i), plan.views().subList(0, part.views()), row, column);
                    column += part.length();
                }
                features.set(i, row);
                progress.report("collecting features", i + 1, images.size());
            }
            return features;
        } catch (IOException | RuntimeException e) {
            features.close();
            throw e;
        }
    }

    private static BackboneBatcher rowsOf(FeaturePlan.Part part, List<BackboneBatcher> backbones) {
        return backbones.stream()
                .filter(rows -> rows.isOf(part.backbone()))
                .findFirst()
                .orElseThrow();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
