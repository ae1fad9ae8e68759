package org.exina.augment;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.exina.image.RgbImage;

/** Prints how many variants a second of processor time gives, for bench_augment.py. */
final class VariantSpeed {
    private VariantSpeed() {}

    public static void main(String[] args) {
        int from = Integer.parseInt(args[0]);
        int to = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        RgbImage image = AugmentReferenceTest.pattern(from, from);
        run(image, to, 200); // warm
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        run(image, to, rounds);
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        System.out.printf(Locale.ROOT, "%.1f%n", rounds * 1e9 / nanos);
    }

    private static void run(RgbImage image, int to, int rounds) {
        for (int n = 1; n <= rounds; n++) {
            RgbImage made = Augmentation.MICROSCOPE.variant(1, "speed", n).apply(image, to, to);
            if (made.width() != to) {
                throw new IllegalStateException();
            }
        }
    }
}
