package org.exina.model;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.task.Progress;

/**
 * Heat maps of any model: a patch in the colour of the image's border is laid over one place after another, and what the
 * score loses is what was seen there (M. D. Zeiler, R. Fergus, Visualizing and Understanding Convolutional Networks, ECCV
 * 2014, section 4.2).
 */
final class Occlusion implements AttributionMethod {
    /** Parts of an image along each side. A patch covers two by two of them. */
    private static final int SIDE = 10;

    private static final int PATCH = 2;
    private static final int LARGEST_PX = 512; // more only costs time: networks see less
    private static final int AT_ONCE = 9;
    private static final double LEAST = 1e-30; // of a probability: smaller ones are rounded to 0

    private final Classifier classifier;

    Occlusion(Classifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public String method() {
        return "occlusion";
    }

    @Override
    public HeatMap map(RgbImage image, int label, Progress progress) throws IOException {
        ModelCard.Input input = classifier.card().inputs().get(0);
        RgbImage seen = classifier.card().crop().inShape(image, input.widthPx(), input.heightPx());
        RgbImage whole = ImageEncoder.thumbnail(seen, LARGEST_PX);
        double score = score(classifier.classify(whole), label);
        double[] lost = new double[SIDE * SIDE];
        int[] covered = new int[SIDE * SIDE];
        int places = SIDE - PATCH + 1;
        int all = places * places;
        for (int from = 0; from < all; from += AT_ONCE) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            List<RgbImage> patched = new ArrayList<>();
            int end = Math.min(all, from + AT_ONCE);
            for (int place = from; place < end; place++) {
                patched.add(patched(whole, place % places, place / places));
            }
            List<Prediction> predictions = classifier.classify(patched);
            for (int i = 0; i < predictions.size(); i++) {
                double loss = score - score(predictions.get(i), label);
                add(lost, covered, (from + i) % places, (from + i) / places, loss);
            }
            progress.report("covering places", end, all);
        }
        for (int i = 0; i < lost.length; i++) {
            lost[i] /= covered[i];
        }
        return new HeatMap(SIDE, SIDE, lost);
    }

    private static void add(double[] lost, int[] covered, int left, int top, double loss) {
        for (int y = top; y < top + PATCH; y++) {
            for (int x = left; x < left + PATCH; x++) {
                lost[y * SIDE + x] += loss;
                covered[y * SIDE + x]++;
            }
        }
    }

    private static RgbImage patched(RgbImage whole, int left, int top) {
        byte[] pixels = whole.pixels().clone();
        int colour = whole.meanBorderColor();
        int bottom = (top + PATCH) * whole.height() / SIDE;
        int right = (left + PATCH) * whole.width() / SIDE;
        for (int y = top * whole.height() / SIDE; y < bottom; y++) {
            for (int x = left * whole.width() / SIDE; x < right; x++) {
                int at = 3 * (y * whole.width() + x);
                pixels[at] = (byte) (colour >> 16);
                pixels[at + 1] = (byte) (colour >> 8);
                pixels[at + 2] = (byte) colour;
            }
        }
        return RgbImage.of(whole.width(), whole.height(), pixels);
    }

    private static double score(Prediction prediction, int label) {
        double[] p = prediction.probabilities();
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            double log = Math.log(Math.max(LEAST, p[k]));
            sum += k == label ? log : -log / (p.length - 1);
        }
        return sum;
    }

    /** The classifier is its caller's to close. */
    @Override
    public void close() {}
}
