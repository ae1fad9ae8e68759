package org.exina.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;

/** Images that are like no other: smooth, from a seed. */
final class StudyImages {
    private StudyImages() {}

    static RgbImage draw(int width, int height, long seed) {
        Random random = new Random(seed);
        double[] wave = random.doubles(12, 0.02, 0.3).toArray();
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % width;
            int y = i / (3 * width);
            double sum = 0;
            for (int k = 0; k < 12; k += 3) {
                sum += StrictMath.sin(wave[k] * x + 4 * wave[k + 1] * y + 40 * wave[k + 2] + i % 3);
            }
            pixels[i] = (byte) (127 + 31 * sum);
        }
        return RgbImage.of(width, height, pixels);
    }

    static Path png(Path file, int width, int height, long seed) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, ImageEncoder.png(draw(width, height, seed)));
    }

    static Path jpeg(Path file, int width, int height, long seed) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, ImageEncoder.jpeg(draw(width, height, seed), 0.9f));
    }

    /** A JPEG that its EXIF tag lays on its side. */
    static Path turnedJpeg(Path file, int width, int height, long seed) throws IOException {
        byte[] plain = Files.readAllBytes(jpeg(file, width, height, seed));
        byte[] tag = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'I',
            'I',
            42,
            0,
            8,
            0,
            0,
            0,
            1,
            0,
            0x12,
            1,
            3,
            0,
            1,
            0,
            0,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] all = new byte[plain.length + tag.length];
        System.arraycopy(plain, 0, all, 0, 2);
        System.arraycopy(tag, 0, all, 2, tag.length);
        System.arraycopy(plain, 2, all, 2 + tag.length, plain.length - 2);
        return Files.write(file, all);
    }
}
