package org.exina.network;

import java.util.ArrayList;
import java.util.List;
import org.exina.network.NetworkBuilder.Wire;

/**
 * The built-in backbone's network: wavelet scattering of order 2, after Bruna and Mallat, "Invariant Scattering
 * Convolution Networks", 2013. With x_0 the image in opponent colours and D a low-pass filter that keeps every second
 * pixel, x_j = D x_(j-1), it computes for each scale j and orientation t
 *
 * <pre>
 *   U1(j, t)          = |x_j * psi_t|
 *   U2(i, s, j, t)    = |D^(j-i) U1(i, s) * psi_t|,  i &lt; j
 * </pre>
 *
 * and keeps numbers that a turn by a multiple of pi / {@value #ORIENTATIONS} or a mirror leaves as they are: U1's mean and
 * standard deviation over t, U2's mean over all s and t with one angle between them, each of them as the logarithm of its
 * deviation and its means on rings; and correlations of U1 between colours, angles and neighbouring scales, after Portilla
 * and Simoncelli, "A Parametric Texture Model Based on Joint Statistics of Complex Wavelet Coefficients", 2000.
 */
public final class Scattering {
    /** The height and width of its images, in pixels. */
    public static final int SIZE = 96;

    /** The layer that holds the features. */
    public static final String TAP = "scattering";

    static final int SCALES = 5;
    static final int ORIENTATIONS = 8;
    static final int COLORS = 3;
    static final Morlet MORLET = new Morlet(ORIENTATIONS, 9, 1.2, Math.PI / 2, 0.6);

    private static final int FIRST = COLORS * ORIENTATIONS; // channels of U1 at one scale
    private static final int RINGS = 4;
    private static final float LOG_FLOOR = 1e-4f; // images are in [0, 1]: a fortieth of the smallest step of 8 bits
    private static final float VARIANCE_FLOOR = 1e-8f;

    private final NetworkBuilder net = new NetworkBuilder("scattering", "https://arxiv.org/abs/1203.1513")
            .preprocessing(Preprocessing.UNIT)
            .onlySize(SIZE);
    private final List<Wire> features = new ArrayList<>();

    private Scattering() {}

    /** Has one vector as its output, {@link #TAP}; needs no weights. */
    public static Network network() {
        return new Scattering().build();
    }

    private Network build() {
        Wire x = net.input().then("colors", new AnalyticLayer.OpponentColors());
        features.add(x.then("order0", new AnalyticLayer.RingStatistics(RINGS)));
        Wire before = null; // U1 of the scale before, as it is at this one
        for (int j = 0; j < SCALES; j++) {
            Wire u = x.then("modulus" + j, new AnalyticLayer.WaveletModulus(MORLET)); // of U1's input, then of U2's
            Wire first = j == 0 ? u : u.then("first" + j, new AnalyticLayer.Channels(0, FIRST));
            statistics(j, u, first);
            Wire standard = standard("standard" + j, first);
            correlations("correlations" + j, standard);
            if (before != null) {
                correlations("across" + j, before, standard);
            }
            if (j < SCALES - 1) {
                x = net.concatenate("all" + j, x, first).then("scale" + (j + 1), new AnalyticLayer.Halve());
                int end = COLORS + (j + 1) * FIRST;
                before = standard(
                        "halved" + (j + 1), x.then("before" + (j + 1), new AnalyticLayer.Channels(end - FIRST, end)));
            }
        }
        net.concatenate(TAP, features.toArray(Wire[]::new));
        return net.build();
    }

    private void statistics(int j, Wire u, Wire first) {
        Wire maps = first.then("orientations" + j, new AnalyticLayer.OverOrientations(ORIENTATIONS));
        if (j > 0) {
            Wire second = u.then("second" + j, new AnalyticLayer.Channels(FIRST, FIRST * (1 + j * ORIENTATIONS)))
                    .then("turns" + j, new AnalyticLayer.OverTurns(ORIENTATIONS));
            maps = net.concatenate("maps" + j, maps, second);
        }
        features.add(maps.then("statistics" + j, new AnalyticLayer.RingStatistics(RINGS))
                .then("log" + j, new AnalyticLayer.Logarithm(LOG_FLOOR)));
    }

    private static Wire standard(String layer, Wire first) {
        return first.then(layer, new AnalyticLayer.Standardize(ORIENTATIONS, VARIANCE_FLOOR));
    }

    private void correlations(String layer, Wire... maps) {
        features.add(net.join(layer, new AnalyticLayer.Correlations(ORIENTATIONS), maps));
    }
}
