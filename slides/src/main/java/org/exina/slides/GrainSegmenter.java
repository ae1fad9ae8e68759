package org.exina.slides;

import ij.plugin.filter.EDM;
import ij.plugin.filter.MaximumFinder;
import ij.process.AutoThresholder;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.FloodFiller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;

/**
 * Finds what may be a grain: levelled background, automatic threshold (Otsu 1979), holes filled, touching grains parted
 * by watersheds of the distance to the outline. ImageJ does the thresholding, the distance map and the watershed.
 *
 * <p>Where grains touch it is not decided here what one grain is: the whole and its parts are all candidates, and
 * {@link GrainCounter} keeps those that look like grains.
 */
public final class GrainSegmenter {
    /** Below it the field holds nothing that stands out: in grey levels, and in noise of the background. */
    static final double LEAST_CONTRAST = 10;

    static final double LEAST_SIGNAL = 5;

    private static final double SAME = 0.85; // intersection over union above which two candidates are one
    private static final double SCALE_PX =
            40; // tolerances are for grains of this radius and below; larger ones need more

    /**
     * Between grains that touch all around it a hole is bounded by their outlines, and so hollow: of four discs its area is
     * 0.43 of its hull's, and 0.9 where the discs are small and the image blurs its corners. A pale grain's inside, which
     * belongs to the grain, has 0.93 and more.
     */
    private static final double HOLLOW = 0.92;

    private static final double FREE = 0.5; // of the threshold: what comes near it is a grain's own surface
    private static final double CONVEX = 0.95; // from which on a thing is one grain, and its holes are its own
    /** How much of what lies about a gap is the gap: between four discs 0.15. A pale grain is mostly hole. */
    private static final double LEAST_AROUND = 0.05;

    private static final double MOST_AROUND = 0.5;
    private static final int LEAST_GAP_PX = 12; // smaller holes have no shape

    private final SegmenterSettings settings;

    public GrainSegmenter(SegmenterSettings settings) {
        this.settings = settings;
    }

    /** All candidates of a field, from the top. */
    public List<Candidate> find(RgbImage field) {
        BackgroundDistance contrast = BackgroundDistance.of(field);
        return find(field, contrast, threshold(contrast.histogram(), contrast.noise()));
    }

    /**
     * The contrast above which a pixel is none of the background.
     *
     * @param histogram see {@link BackgroundDistance#histogram}
     */
    double threshold(int[] histogram, double noise) {
        int otsu = new AutoThresholder().getThreshold(AutoThresholder.Method.Otsu, histogram);
        return Math.max(Math.max(LEAST_CONTRAST, LEAST_SIGNAL * noise), otsu + 1.0) / settings.sensitivity();
    }

    List<Candidate> find(RgbImage field, BackgroundDistance contrast, double threshold) {
        byte[] mask = mask(contrast, threshold);
        List<Candidate> all = new ArrayList<>();
        for (ConnectedComponent blob : ConnectedComponent.of(mask, contrast.width(), settings.minAreaPx())) {
            all.addAll(candidates(blob, contrast, threshold));
        }
        List<Candidate> found = new ArrayList<>(ScaleBars.without(all, field));
        found.sort(Comparator.<Candidate>comparingInt(c -> c.box().y())
                .thenComparingInt(c -> c.box().x())
                .thenComparingLong(c -> c.box().area()));
        return found;
    }

    static byte[] mask(BackgroundDistance contrast, double threshold) {
        float[] distance = contrast.distance();
        byte[] mask = new byte[distance.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (distance[i] > threshold ? 255 : 0);
        }
        ByteProcessor filled = new ByteProcessor(contrast.width(), contrast.height(), mask);
        fillHoles(filled);
        return mask;
    }

    /** Background that cannot be reached from the border belongs to what is around it. */
    private static void fillHoles(ByteProcessor mask) {
        FloodFiller filler = new FloodFiller(mask);
        mask.setColor(127);
        for (int y = 0; y < mask.getHeight(); y++) {
            reach(mask, filler, 0, y);
            reach(mask, filler, mask.getWidth() - 1, y);
        }
        for (int x = 0; x < mask.getWidth(); x++) {
            reach(mask, filler, x, 0);
            reach(mask, filler, x, mask.getHeight() - 1);
        }
        byte[] pixels = (byte[]) mask.getPixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (pixels[i] == 127 ? 0 : 255);
        }
    }

    private static void reach(ByteProcessor mask, FloodFiller filler, int x, int y) {
        if (mask.get(x, y) == 0) {
            filler.fill(x, y);
        }
    }

    private List<Candidate> candidates(ConnectedComponent blob, BackgroundDistance contrast, double threshold) {
        List<Candidate> found = new ArrayList<>();
        add(found, blob, contrast.distance(), 0, 0);
        int width = blob.box().width() + 2;
        byte[] alone = blob.alone();
        float[] there = part(contrast, blob.box());
        byte[] open = alone.clone();
        if (blob.solidity() < CONVEX) {
            ConnectedComponent.of(holes(alone, there, threshold), width, LEAST_GAP_PX).stream()
                    .filter(hole -> hole.solidity() < HOLLOW && hole.mean(there) < FREE * threshold)
                    .forEach(gap -> gap.clear(open));
        }
        addParts(found, blob, alone, open, there);
        if (!Arrays.equals(open, alone)) {
            addParts(found, blob, open, open, there);
        }
        return found;
    }

    /** What was filled in a mask, and has the colour of the background. */
    private static byte[] holes(byte[] mask, float[] distance, double threshold) {
        byte[] holes = new byte[mask.length];
        for (int i = 0; i < holes.length; i++) {
            holes[i] = (byte) (mask[i] != 0 && distance[i] <= threshold ? 255 : 0);
        }
        return holes;
    }

    /**
     * The parts of something that watersheds give.
     *
     * @param open without the gaps between grains: what lies about one is no grain
     */
    private void addParts(List<Candidate> found, ConnectedComponent blob, byte[] alone, byte[] open, float[] there) {
        int width = blob.box().width() + 2;
        FloatProcessor edges = new EDM().makeFloatEDM(new ByteProcessor(width, alone.length / width, alone), 0, false);
        double scale = Math.max(1, edges.getStats().max / SCALE_PX);
        for (double tolerance : settings.tolerances()) {
            ByteProcessor parted =
                    new MaximumFinder().findMaxima(edges, tolerance * scale, 0.5, MaximumFinder.SEGMENTED, false, true);
            byte[] parts = (byte[]) parted.getPixels();
            for (int i = 0; i < parts.length; i++) {
                parts[i] = alone[i] == 0 ? 0 : parts[i];
            }
            for (ConnectedComponent part : ConnectedComponent.of(parts, width, settings.minAreaPx())) {
                double gap = 1 - part.share(open);
                if (gap < LEAST_AROUND || gap > MOST_AROUND) {
                    add(found, part, there, blob.box().x() - 1, blob.box().y() - 1);
                }
            }
        }
    }

    private void add(List<Candidate> found, ConnectedComponent blob, float[] map, int right, int down) {
        Box box = blob.box().moved(right, down);
        if (blob.area() <= settings.maxAreaPx()
                && found.stream().noneMatch(each -> each.box().intersectionOverUnion(box) > SAME)) {
            found.add(new Candidate(box, blob.area(), blob.solidity(), blob.mean(map)));
        }
    }

    /** Of the contrast, the box and a pixel around it; beyond the field, 0. */
    private static float[] part(BackgroundDistance contrast, Box box) {
        int width = box.width() + 2;
        float[] part = new float[width * (box.height() + 2)];
        for (int row = 0; row < box.height(); row++) {
            System.arraycopy(
                    contrast.distance(),
                    (box.y() + row) * contrast.width() + box.x(),
                    part,
                    (row + 1) * width + 1,
                    box.width());
        }
        return part;
    }
}
