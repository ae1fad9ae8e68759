package org.exina.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.image.Box;
import org.exina.image.RgbImage;

/** What a person should know of a field: nothing on it, black or almost so, overexposed, out of focus, debris only. */
final class FieldWarnings {
    private static final int ROWS = 64; // looked at for brightness
    private static final double BLACK = 12;
    private static final double WHITE = 253;
    private static final double ALMOST_BLACK = 40; // the lightest of a field on which something was found all the same

    /**
     * Edges wider than this by the size of what stands out are blurred. In focus they are at most 0.11, on 60 real fields
     * and on synthetic ones; blurred by a Gaussian of 10 pixels, grains of 135 pixels have 0.17, blurred by 16, 0.25.
     */
    private static final double BLURRED = 0.15;

    private static final double LEAST_BLUR_PX = 6; // small things are never sharper than the optics

    private final List<double[]> edges = new ArrayList<>(); // relative width, width in pixels, area

    /** Something that stands out as sharpness is measured on it: the usual square, however the model wants it cut. */
    static RgbImage seen(
            SquareCrop.Reader field, int width, int height, Candidate candidate, DetectionSettings card, RgbImage cut)
            throws IOException {
        DetectionSettings usual = DetectionSettings.DEFAULT;
        return card.square() && card.margin() == usual.margin()
                ? cut
                : usual.cut(field, width, height, candidate.box());
    }

    /**
     * Looks at something that stands out.
     *
     * @param cut of {@link #seen}
     */
    void add(RgbImage cut, Candidate candidate) {
        int size = Math.max(candidate.box().width(), candidate.box().height());
        double width = Sharpness.edgeWidth(cut);
        edges.add(new double[] {width / size, width, candidate.areaPx()});
    }

    List<String> of(List<Grain> grains, SquareCrop.Reader field, int width, int height) throws IOException {
        Brightness brightness = brightness(field, width, height);
        if (edges.isEmpty()) {
            return List.of(nothing(brightness.mean()));
        }
        List<String> remarks = new ArrayList<>();
        if (brightness.most() < ALMOST_BLACK) {
            remarks.add("The field is almost black: nothing on it is lighter than " + brightness.most()
                    + " of 255; was there too little light, or are its bits fewer than they are taken for? Its grains are"
                    + " hardly to be told.");
        }
        double[] typical = typical();
        if (typical[0] > BLURRED && typical[1] > LEAST_BLUR_PX) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The field is out of focus: edges are about %.0f pixels wide, %.0f %% of what they are of (in focus, 11 %%"
                            + " at most); its grains are hardly to be told.",
                    typical[1],
                    100 * typical[0]));
        }
        if (grains.stream().allMatch(Grain::isDebris)) {
            remarks.add("No grain found: all that stands out looks like debris.");
        }
        return remarks;
    }

    private static String nothing(double brightness) {
        if (brightness < BLACK) {
            return String.format(
                    Locale.ROOT,
                    "No grain found: the field is black (mean brightness %.1f of 255); was the lamp off?",
                    brightness);
        }
        if (brightness > WHITE) {
            return String.format(
                    Locale.ROOT,
                    "No grain found: the field is white (mean brightness %.1f of 255), overexposed or empty.",
                    brightness);
        }
        return "No grain found: the field is empty, nothing stands out from the background; a higher sensitivity finds"
                + " fainter things.";
    }

    /** The median by area: of large things rather than of many specks. */
    private double[] typical() {
        edges.sort((a, b) -> Double.compare(a[0], b[0]));
        double half = edges.stream().mapToDouble(each -> each[2]).sum() / 2;
        int at = 0;
        for (double sum = edges.get(0)[2]; sum < half; sum += edges.get(at)[2]) {
            at++;
        }
        return edges.get(at);
    }

    private record Brightness(double mean, int most) {}

    private static Brightness brightness(SquareCrop.Reader field, int width, int height) throws IOException {
        int rows = Math.min(ROWS, height);
        long sum = 0;
        int most = 0;
        for (int i = 0; i < rows; i++) {
            int y = (int) ((long) i * height / rows);
            for (byte each : field.read(new Box(0, y, width, 1)).pixels()) {
                sum += each & 0xFF;
                most = Math.max(most, each & 0xFF);
            }
        }
        return new Brightness(sum / (3.0 * width * rows), most);
    }
}
