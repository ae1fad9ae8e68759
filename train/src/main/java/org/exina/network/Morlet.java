package org.exina.network;

/**
 * A bank of Morlet wavelets, one an orientation: psi(u) = C exp(-(a^2 + slant^2 b^2) / (2 sigma^2)) (exp(i frequency a) -
 * K), where a and b are u along and across the wave. K makes the sum zero, C makes the sum of absolute values one. Bruna
 * and Mallat, "Invariant Scattering Convolution Networks", 2013, section 2.2.
 *
 * @param orientations even, at least 2; the wave of number t runs at the angle pi t / orientations, from x (right)
 *     towards y (down)
 * @param size rows and columns, odd, at least 3
 * @param sigma width along the wave, in pixels
 * @param frequency radians a pixel, in (0, pi)
 * @param slant width along the wave over width across it
 */
public record Morlet(int orientations, int size, double sigma, double frequency, double slant) {
    public Morlet {
        boolean counts = orientations >= 2 && orientations % 2 == 0 && size >= 3 && size % 2 == 1;
        if (!counts || !(sigma > 0) || !(frequency > 0 && frequency < Math.PI) || !(slant > 0)) {
            throw new IllegalArgumentException("expected an even number of orientations, an odd size of at least 3,"
                    + " sigma and slant above 0 and a frequency in (0, pi), got " + orientations + ", " + size + ", "
                    + sigma + ", " + slant + ", " + frequency);
        }
    }

    /** Pixels on each side of the middle. */
    int reach() {
        return size / 2;
    }

    /** (2 x orientations, size, size): the real parts of all, then the imaginary parts. */
    double[] filters() {
        int area = size * size;
        double[] result = new double[2 * orientations * area];
        for (int t = 0; t < orientations; t++) {
            filter(Math.PI * t / orientations, result, t * area, (orientations + t) * area);
        }
        return result;
    }

    private void filter(double angle, double[] to, int real, int imaginary) {
        int area = size * size;
        double[] envelope = new double[area];
        double total = 0;
        double waveReal = 0;
        double waveImaginary = 0;
        for (int i = 0; i < area; i++) {
            int x = i % size - reach();
            int y = i / size - reach();
            double along = x * Math.cos(angle) + y * Math.sin(angle);
            double across = slant * (y * Math.cos(angle) - x * Math.sin(angle));
            envelope[i] = Math.exp(-(along * along + across * across) / (2 * sigma * sigma));
            to[real + i] = envelope[i] * Math.cos(frequency * along);
            to[imaginary + i] = envelope[i] * Math.sin(frequency * along);
            total += envelope[i];
            waveReal += to[real + i];
            waveImaginary += to[imaginary + i];
        }
        double absolute = 0;
        for (int i = 0; i < area; i++) {
            to[real + i] -= envelope[i] * waveReal / total;
            to[imaginary + i] -= envelope[i] * waveImaginary / total;
            absolute += Math.hypot(to[real + i], to[imaginary + i]);
        }
        for (int i = 0; i < area; i++) {
            to[real + i] /= absolute;
            to[imaginary + i] /= absolute;
        }
    }
}
