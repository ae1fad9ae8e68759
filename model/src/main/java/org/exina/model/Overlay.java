package org.exina.model;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.exina.image.Interpolation;
import org.exina.image.Resize;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;

/** Draws explanations: an image, the heat over it in grey, what is said of it, and the nearest training images. */
public final class Overlay {
    private static final int SIDE = 360;
    private static final int GAP = 16;
    private static final int LINE = 20;
    private static final int NEAR = 104; // the side of a training image, its label below
    private static final double COVER = 0.62; // how much of a pixel is heat

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Color INK = new Color(0x1b2330);
    private static final Color SOFT = new Color(0x566171);

    private Overlay() {}

    /** The image in proportion, its longer side of the size that it is shown at. */
    public static RgbImage image(Explanation explanation) {
        RgbImage seen = explanation.seen();
        double scale = (double) SIDE / Math.max(seen.width(), seen.height());
        int width = (int) Math.max(1, Math.round(seen.width() * scale));
        int height = (int) Math.max(1, Math.round(seen.height() * scale));
        return Resize.resize(seen, width, height, Interpolation.BICUBIC);
    }

    /** The image in grey under the heat: yellow where most speaks for the class, violet where nothing does. */
    public static RgbImage heat(Explanation explanation) {
        RgbImage image = image(explanation);
        HeatMap shares = explanation.heat().shares();
        byte[] pixels = image.pixels().clone();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int at = 3 * (y * image.width() + x);
                int grey = (int) Math.round(0.299 * (pixels[at] & 0xFF)
                        + 0.587 * (pixels[at + 1] & 0xFF)
                        + 0.114 * (pixels[at + 2] & 0xFF));
                double share = shares.between((x + 0.5) / image.width(), (y + 0.5) / image.height());
                int colour = Viridis.mixed(grey * 0x010101, Viridis.at(share), COVER);
                pixels[at] = (byte) (colour >> 16);
                pixels[at + 1] = (byte) (colour >> 8);
                pixels[at + 2] = (byte) colour;
            }
        }
        return RgbImage.of(image.width(), image.height(), pixels);
    }

    /**
     * All of it in one image.
     *
     * @param name of the image explained
     */
    public static RgbImage sheet(Explanation explanation, String name) {
        RgbImage image = image(explanation);
        List<String> words = words(explanation);
        int top = GAP + LINE * (1 + words.size()) + GAP / 2;
        int below = top + image.height() + 3 * LINE;
        boolean near = !explanation.nearest().isEmpty();
        int across = Math.max(1, explanation.nearest().size());
        int width = Math.max(3 * GAP + 2 * SIDE, GAP + across * (NEAR + GAP));
        BufferedImage sheet =
                new BufferedImage(width, below + (near ? NEAR + 4 * LINE : 0), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        text(pen, TITLE, INK, fitted(pen, TITLE, name, width - 2 * GAP), GAP, GAP + 14);
        for (int i = 0; i < words.size(); i++) {
            text(pen, TEXT, INK, fitted(pen, TEXT, words.get(i), width - 2 * GAP), GAP, GAP + 14 + LINE * (i + 1));
        }
        pen.drawImage(ImageEncoder.toBufferedImage(image), GAP, top, null);
        pen.drawImage(ImageEncoder.toBufferedImage(heat(explanation)), 2 * GAP + SIDE, top, null);
        scale(pen, 2 * GAP + SIDE, top + image.height() + 8, "speaks for " + explanation.label());
        if (near) {
            nearest(pen, explanation.nearest(), below);
        }
        pen.dispose();
        return RgbImage.of(sheet);
    }

    /** What is said of the image, a line each. */
    static List<String> words(Explanation explanation) {
        List<Prediction.Ranked> top = explanation.prediction().top(2);
        String said = top.stream()
                .map(Prediction.Ranked::toString)
                .reduce((first, second) -> first + ", then " + second)
                .orElseThrow();
        List<String> words = new ArrayList<>();
        if (!explanation.why().isEmpty()) {
            words.add("unknown: " + explanation.why());
        }
        words.add(explanation.why().isEmpty() ? said : "else " + said);
        if (!explanation.size().isEmpty()) {
            words.add("size: " + explanation.size());
        }
        return words;
    }

    /** The colours of the heat, over light grey, from nothing on the left to most on the right. */
    public static RgbImage scale(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int colour = Viridis.mixed(0xB0B0B0, Viridis.at((double) (i % width) / (width - 1)), COVER);
            pixels[3 * i] = (byte) (colour >> 16);
            pixels[3 * i + 1] = (byte) (colour >> 8);
            pixels[3 * i + 2] = (byte) colour;
        }
        return RgbImage.of(width, height, pixels);
    }

    private static void scale(Graphics2D pen, int left, int top, String title) {
        int length = SIDE / 3;
        pen.drawImage(ImageEncoder.toBufferedImage(scale(length, 10)), left, top, null);
        text(pen, TEXT, SOFT, "nothing", left, top + 26);
        text(pen, TEXT, SOFT, fitted(pen, TEXT, "most " + title, SIDE - length), left + length - 26, top + 26);
    }

    private static void nearest(Graphics2D pen, List<TrainingImages.Near> nearest, int top) {
        text(pen, TEXT, SOFT, "Nearest images it was trained on", GAP, top);
        for (int i = 0; i < nearest.size(); i++) {
            TrainingImages.Image each = nearest.get(i).image();
            BufferedImage small = thumbnail(each);
            double scale = (double) NEAR / Math.max(small.getWidth(), small.getHeight());
            int left = GAP + i * (NEAR + GAP);
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            pen.drawImage(
                    small, left, top + 8, (int) (small.getWidth() * scale), (int) (small.getHeight() * scale), null);
            text(pen, TEXT, INK, fitted(pen, TEXT, each.label(), NEAR), left, top + NEAR + 8 + LINE);
            String distance =
                    String.format(Locale.ROOT, "distance %.2f", nearest.get(i).distance());
            text(pen, TEXT, SOFT, distance, left, top + NEAR + 8 + 2 * LINE);
        }
    }

    private static BufferedImage thumbnail(TrainingImages.Image image) {
        try {
            return ImageEncoder.toBufferedImage(
                    ImageFile.decode(Base64.getDecoder().decode(image.jpeg()), Path.of(image.path())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fitted(Graphics2D pen, Font font, String text, int width) {
        String shown = text;
        for (int end = text.length() - 1; pen.getFontMetrics(font).stringWidth(shown) > width && end > 0; end--) {
            shown = text.substring(0, end) + "\u2026";
        }
        return shown;
    }

    private static void text(Graphics2D pen, Font font, Color colour, String text, int x, int y) {
        pen.setFont(font);
        pen.setColor(colour);
        pen.drawString(text, x, y);
    }
}
