package org.exina.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.image.RgbImage;

/**
 * Light and colour: factors, each as Pillow's {@code ImageEnhance} has them, one after the other; rounded and cut to 8
 * bits once, at the end.
 *
 * @param brightness of every value
 * @param contrast of the distance from the image's mean grey
 * @param saturation of the distance from the pixel's own grey
 * @param red of this channel, likewise {@code green} and {@code blue}
 */
record Tone(double brightness, double contrast, double saturation, double red, double green, double blue) {
    boolean isIdentity() {
        return brightness == 1 && contrast == 1 && saturation == 1 && red == 1 && green == 1 && blue == 1;
    }

    RgbImage apply(RgbImage image) {
        if (isIdentity()) {
            return image;
        }
        byte[] in = image.pixels();
        byte[] out = new byte[in.length];
        float factor = (float) (brightness * contrast);
        float offset = contrast == 1 ? 0 : (float) (brightness * (1 - contrast) * meanGrey(in));
        float s = (float) saturation;
        for (int i = 0; i < in.length; i += 3) {
            float r = (in[i] & 0xFF) * factor + offset;
            float g = (in[i + 1] & 0xFF) * factor + offset;
            float b = (in[i + 2] & 0xFF) * factor + offset;
            float grey = 0.299f * r + 0.587f * g + 0.114f * b; // ITU-R 601, as Pillow's "L"
            out[i] = clip((grey + s * (r - grey)) * (float) red);
            out[i + 1] = clip((grey + s * (g - grey)) * (float) green);
            out[i + 2] = clip((grey + s * (b - grey)) * (float) blue);
        }
        return RgbImage.of(image.width(), image.height(), out);
    }

    /** To the nearest whole number, as Pillow takes it. */
    private static long meanGrey(byte[] pixels) {
        long sum = 0;
        for (int i = 0; i < pixels.length; i += 3) {
            sum += ((pixels[i] & 0xFF) * 19595
                            + (pixels[i + 1] & 0xFF) * 38470
                            + (pixels[i + 2] & 0xFF) * 7471
                            + 0x8000)
                    >> 16;
        }
        long count = pixels.length / 3;
        return (2 * sum + count) / (2 * count);
    }

    private static byte clip(float value) {
        return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
    }

    /** "light +5 %, contrast -3 %"; empty when nothing is told. */
    String words() {
        List<String> words = new ArrayList<>();
        if (brightness != 1) {
            words.add(String.format(Locale.ROOT, "light %+d %%", Math.round(100 * (brightness - 1))));
        }
        if (contrast != 1) {
            words.add(String.format(Locale.ROOT, "contrast %+d %%", Math.round(100 * (contrast - 1))));
        }
        return String.join(", ", words);
    }
}
