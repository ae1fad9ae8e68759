package org.exina.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.exina.backbone.Backbone;
import org.exina.backbone.Tap;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaException;
import org.exina.onnx.InputSpec;
import org.exina.task.Parallel;

/**
 * One backbone and its tables, one a tap. While a batch is computed, the one before it is written: forcing rows to disk
 * takes as long as a small network does. {@link #missing} may be called by several threads, the rest by one.
 */
final class BackboneBatcher {
    static final String INTERRUPTED = "interrupted; the features computed so far are kept, the next run goes on";

    private final Backbone backbone;
    private final FeaturePlan plan;
    private final ExecutorService writer;
    private final List<FeatureTable> tables = new ArrayList<>();
    private final Set<FeatureKey> waiting = new LinkedHashSet<>();
    private final List<RgbImage> images = new ArrayList<>();
    private final List<ImageSource> pictures = new ArrayList<>();
    private Set<FeatureKey> beingWritten = Set.of();
    private Future<?> writing = CompletableFuture.completedFuture(null);
    private long computed;

    BackboneBatcher(Backbone backbone, FeaturePlan plan, FeatureCache cache, ExecutorService writer)
            throws IOException {
        this.backbone = backbone;
        this.plan = plan;
        this.writer = writer;
        for (Tap tap : backbone.taps()) {
            tables.add(cache.table(FeatureSpace.of(backbone, tap, plan)));
        }
    }

    long computed() {
        return computed;
    }

    /** The views of an image for which some tap has no row. */
    List<DihedralView> missing(ContentHash content) throws IOException {
        List<DihedralView> missing = new ArrayList<>();
        for (DihedralView view : plan.viewsOf(backbone)) {
            if (!contains(new FeatureKey(content, view))) {
                missing.add(view);
            }
        }
        return missing;
    }

    private boolean contains(FeatureKey key) throws IOException {
        for (FeatureTable table : tables) {
            if (!table.contains(key)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The views of an image at the size the network takes. The image is brought to that size once and then turned:
     * cheaper than turning first, and the same but for rounding. For a network that is not square, a quarter turn begins
     * with the sides exchanged.
     */
    Map<DihedralView, RgbImage> prepare(ContentHash content, RgbImage image, List<DihedralView> views) {
        InputSpec input = backbone.input();
        boolean square = input.width() == input.height();
        Map<DihedralView, RgbImage> prepared = new EnumMap<>(DihedralView.class);
        RgbImage upright = null;
        RgbImage lying = null;
        for (DihedralView view : views) {
            if (square || view.turns() % 2 == 0) {
                upright = upright == null ? toSize(content, image, input.width(), input.height()) : upright;
                prepared.put(view, view.apply(upright));
            } else {
                lying = lying == null ? toSize(content, image, input.height(), input.width()) : lying;
                prepared.put(view, view.apply(lying));
            }
        }
        return prepared;
    }

    private RgbImage toSize(ContentHash content, RgbImage image, int width, int height) {
        return plan.augmented()
                .map(augmented -> augmented.of(content).apply(plan.crop().inShape(image, width, height), width, height))
                .orElseGet(() -> plan.crop()
                        .toSize(image, width, height, backbone.input().interpolation()));
    }

    /**
     * Puts views of an image in line; whenever a batch is full, it is run. Views that wait already or are kept by now
     * (of a second file with the same content) are left out.
     */
    void add(ImageSource image, ContentHash content, Map<DihedralView, RgbImage> views) throws IOException {
        for (Map.Entry<DihedralView, RgbImage> view : views.entrySet()) {
            FeatureKey key = new FeatureKey(content, view.getKey());
            if (waiting.contains(key) || beingWritten.contains(key) || contains(key)) {
                continue;
            }
            waiting.add(key);
            images.add(view.getValue());
            pictures.add(image);
            if (images.size() == plan.batch()) {
                run();
            }
        }
    }

    /** Runs what waits, and returns when all is written. */
    void finish() throws IOException {
        run();
        Parallel.await(writing, INTERRUPTED);
    }

    /**
     * Runs what waits and has the rows kept. The network always gets a full batch, the last image repeated if need be: an
     * engine may choose another way to compute, with other rounding, for another shape, and numbers must not depend on
     * where the work was cut.
     */
    private void run() throws IOException {
        if (images.isEmpty()) {
            return;
        }
        int count = images.size();
        while (images.size() < plan.batch()) {
            images.add(images.get(count - 1));
        }
        List<float[]> rows = List.of(backbone.features(List.copyOf(images)));
        if (rows.size() != plan.batch()) {
            throw new IllegalStateException(
                    backbone.name() + ": expected features of " + plan.batch() + " images, got " + rows.size());
        }
        for (int i = 0; i < count; i++) {
            check(rows.get(i), pictures.get(i));
        }
        Parallel.await(writing, INTERRUPTED);
        List<FeatureKey> keys = List.copyOf(waiting);
        List<float[]> computedRows = rows.subList(0, count);
        beingWritten = Set.copyOf(keys);
        writing = writer.submit(() -> write(keys, computedRows));
        computed += count;
        waiting.clear();
        images.clear();
        pictures.clear();
    }

    private Void write(List<FeatureKey> keys, List<float[]> rows) throws IOException {
        int column = 0;
        for (FeatureTable table : tables) {
            table.append(keys, rows, column);
            column += table.space().length();
        }
        return null;
    }

    private void check(float[] features, ImageSource image) throws ExinaException {
        if (features.length != backbone.length()) {
            throw new IllegalStateException(
                    backbone.name() + ": expected " + backbone.length() + " features, got " + features.length);
        }
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new ExinaException(
                        image.where(),
                        "the backbone " + backbone.name() + " gives " + features[i] + " as feature " + i
                                + "; expected a finite number; is its preprocessing right?");
            }
        }
    }

    /** Writes the mean of an image's rows over some views into {@code dest}; sums in double, in order of the views. */
    void mean(ImageSource image, ContentHash content, List<DihedralView> views, float[] dest, int offset)
            throws IOException {
        int column = offset;
        for (FeatureTable table : tables) {
            int length = table.space().length();
            double[] sum = new double[length];
            float[] row = new float[length];
            for (DihedralView view : views) {
                if (!table.read(new FeatureKey(content, view), row, 0)) {
                    throw new ExinaException(
                            image.where(), "its features were removed from the cache by another program; run again");
                }
                for (int i = 0; i < length; i++) {
                    sum[i] += row[i];
                }
            }
            for (int i = 0; i < length; i++) {
                dest[column + i] = (float) (sum[i] / views.size());
            }
            column += length;
        }
    }

    boolean isOf(Backbone other) {
        return backbone == other;
    }
}
