package org.exina.synthetic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.PngRows;
import org.exina.task.Parallel;

/**
 * Microscope fields with many of the {@linkplain SyntheticGrains synthetic grains}, and the truth about each: alone or
 * touching, cut off by the border, out of focus, among dirt, shreds, bubbles and fungal threads. A field depends on its
 * settings and number alone: the same on every platform, drawn by any number of threads.
 *
 * <p>Grains are 0.7 times as large as in the images of single ones. For checking that finding and counting work, never
 * for telling how well they do on real slides.
 */
public final class SyntheticFields {
    /** Larger fields are drawn band by band into a file, never as a whole into memory. */
    static final long MOST_PIXELS = 40_000_000;

    /** Raised whenever a field of the same settings and number looks otherwise than before. */
    static final int DRAWING = 1;

    static final String STOPPED = "interrupted; the fields drawn so far are kept; begun again, it goes on with them";

    private static final int TILE_PX = 512;

    private SyntheticFields() {}

    /**
     * A field and the truth about it.
     *
     * @param planes its images, one for each plane of focus
     * @param grains from the top, those of one row from the left
     */
    public record SyntheticField(List<RgbImage> planes, List<DrawnGrain> grains) {
        public SyntheticField {
            planes = List.copyOf(planes);
            grains = List.copyOf(grains);
        }
    }

    /**
     * Draws a field in memory.
     *
     * @param number from 1
     * @throws IllegalArgumentException when it is too large for that
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static SyntheticField draw(FieldSettings settings, int number) throws InterruptedIOException {
        requireSmall(settings);
        return draw(settings, FieldPlan.of(settings, number));
    }

    /**
     * Draws a field on clean ground on which all grains lie in fours that touch, two by two.
     *
     * @param number from 1
     * @throws IllegalArgumentException when it is too large for that
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static SyntheticField drawFours(FieldSettings settings, int number) throws InterruptedIOException {
        requireSmall(settings);
        return draw(settings, FieldPlan.ofFours(settings, number));
    }

    private static void requireSmall(FieldSettings settings) {
        if ((long) settings.width() * settings.height() > MOST_PIXELS) {
            throw new IllegalArgumentException("expected at most " + MOST_PIXELS / 1_000_000 + " megapixels, got "
                    + settings.width() + " x " + settings.height() + " pixels");
        }
    }

    private static SyntheticField draw(FieldSettings settings, FieldPlan plan) throws InterruptedIOException {
        List<RgbImage> planes = new ArrayList<>();
        for (int plane = 1; plane <= settings.planes(); plane++) {
            planes.add(draw(plan, settings, plane, () -> {}));
        }
        return new SyntheticField(planes, plan.truth());
    }

    /**
     * The truth about a field of any size.
     *
     * @param number from 1
     */
    public static List<DrawnGrain> truth(FieldSettings settings, int number) {
        return FieldPlan.of(settings, number).truth();
    }

    /** Draws one plane in memory, by this thread alone. */
    static RgbImage draw(FieldPlan plan, FieldSettings settings, int plane, Runnable tileDone)
            throws InterruptedIOException {
        byte[] pixels = new byte[3 * settings.width() * settings.height()];
        for (Box tile : tiles(0, settings.height(), settings)) {
            put(plan, plane, tile, pixels, settings.width(), 0);
            tileDone.run();
        }
        return RgbImage.of(settings.width(), settings.height(), pixels);
    }

    /** Draws one plane band by band on all processors; each band is packed while the next one is drawn. */
    static void draw(FieldPlan plan, FieldSettings settings, int plane, PngRows out, Runnable tileDone)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Callable<Void>> work = new ArrayList<>();
        for (int top = 0; top < settings.height(); top += TILE_PX) {
            int rows = Math.min(TILE_PX, settings.height() - top);
            byte[] pixels = new byte[3 * settings.width() * rows];
            int from = top;
            for (Box tile : tiles(top, top + rows, settings)) {
                work.add(() -> {
                    put(plan, plane, tile, pixels, settings.width(), from);
                    tileDone.run();
                    return null;
                });
            }
            Parallel.run(work, threads, STOPPED);
            work = new ArrayList<>();
            work.add(() -> {
                out.add(RgbImage.of(settings.width(), rows, pixels));
                return null;
            });
        }
        Parallel.run(work, 1, STOPPED);
        out.finish();
    }

    /** Draws a tile into a band of pixels, (rows, width, 3), whose first row is {@code top}. */
    private static void put(FieldPlan plan, int plane, Box tile, byte[] pixels, int width, int top)
            throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(STOPPED);
        }
        float[][] piece = plan.piece(plane, tile);
        byte[] drawn = Camera.develop(piece, tile.width(), tile.height(), tile.width(), tile.height())
                .pixels();
        for (int y = 0; y < tile.height(); y++) {
            int to = 3 * ((tile.y() - top + y) * width + tile.x());
            System.arraycopy(drawn, 3 * y * tile.width(), pixels, to, 3 * tile.width());
        }
    }

    /** How many tiles a plane has. */
    static long tiles(FieldSettings settings) {
        return (long) tiles(0, 1, settings).size() * ((settings.height() + TILE_PX - 1) / TILE_PX);
    }

    private static List<Box> tiles(int top, int bottom, FieldSettings settings) {
        List<Box> tiles = new ArrayList<>();
        for (int y = top; y < bottom; y += TILE_PX) {
            for (int x = 0; x < settings.width(); x += TILE_PX) {
                tiles.add(new Box(x, y, Math.min(TILE_PX, settings.width() - x), Math.min(TILE_PX, bottom - y)));
            }
        }
        return tiles;
    }
}
