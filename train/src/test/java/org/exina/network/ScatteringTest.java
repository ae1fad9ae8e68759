package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against make_scattering.py, which has the formulas in NumPy. */
class ScatteringTest {
    private static final int SIZE = Scattering.SIZE;
    private static final byte[] MODEL = NetworkCompiler.compile(Scattering.network(), List.of(Scattering.TAP))
            .toBytes();

    private static JsonNode reference() {
        try (InputStream in = ScatteringTest.class.getResourceAsStream("scattering.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Smooth waves in [0, 255], moved to the left by {@code shift} pixels: (3, height, width). */
    private static float[] image(int a, int b, int c, int shift) {
        float[] pixels = new float[3 * SIZE * SIZE];
        for (int k = 0; k < 3; k++) {
            for (int y = 0; y < SIZE; y++) {
                for (int i = 0; i < SIZE; i++) {
                    int x = i + shift;
                    int v = Math.floorDiv((a + k) * x * x + b * y * y + (c - 9 * k) * x * y, 32) + 40 * k;
                    v = Math.floorMod(v, 510);
                    pixels[(k * SIZE + y) * SIZE + i] = Math.min(255, Math.min(v, 510 - v));
                }
            }
        }
        return pixels;
    }

    private static float[] quarterTurn(float[] pixels) {
        float[] turned = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % SIZE;
            int y = i / SIZE % SIZE;
            turned[i] = pixels[i / (SIZE * SIZE) * SIZE * SIZE + x * SIZE + SIZE - 1 - y];
        }
        return turned;
    }

    private static float[] features(float[] pixels) {
        int n = pixels.length / (3 * SIZE * SIZE);
        return Ort.run(MODEL, pixels, n, 3, SIZE, SIZE).get(Scattering.TAP).values;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    @Test
    void featuresAreThoseOfTheFormulas() {
        for (JsonNode expected : reference().get("pictures")) {
            JsonNode f = expected.get("formula");
            float[] features =
                    features(image(f.get(0).asInt(), f.get(1).asInt(), f.get(2).asInt(), 0));

            assertThat(features).hasSize(expected.get("features").size());
            for (int i = 0; i < features.length; i++) {
                double value = expected.get("features").get(i).asDouble();
                assertThat((double) features[i])
                        .as("feature %d of image %s", i, f)
                        .isCloseTo(value, within(1e-4 * Math.max(0.1, Math.abs(value))));
            }
        }
    }

    @Test
    void waveletsAreThoseOfTheFormula() {
        double[] filters = Scattering.MORLET.filters();
        JsonNode third = reference().get("wavelet3");

        for (int i = 0; i < 81; i++) {
            assertThat(filters[3 * 81 + i]).isCloseTo(third.get("real").get(i).asDouble(), within(1e-8));
            assertThat(filters[11 * 81 + i]).isCloseTo(third.get("imag").get(i).asDouble(), within(1e-8));
        }
    }

    @Test
    void waveletsDoNotSeeBrightness() {
        double[] filters = Scattering.MORLET.filters();
        for (int f = 0; f < 16; f++) {
            double sum = 0;
            for (int i = 0; i < 81; i++) {
                sum += filters[f * 81 + i];
            }
            assertThat(sum).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void aQuarterTurnLeavesTheFeaturesAsTheyAre() {
        float[] image = image(3, 5, 7, 0);

        float[] upright = features(image);
        float[] turned = features(quarterTurn(image));

        assertThat(turned).containsExactly(upright, within(2e-4f));
    }

    @Test
    void aSmallShiftChangesLittle() {
        float[] features = features(image(1, 2, -3, 0));

        double shifted = distance(features, features(image(1, 2, -3, 1)));
        double different = distance(features, features(image(3, 5, 7, 0)));

        assertThat(shifted).isLessThan(different / 10);
    }

    @Test
    void aImageIsAloneInItsBatch() {
        float[] one = image(3, 5, 7, 0);
        float[] other = image(1, 2, -3, 0);
        float[] both = new float[2 * one.length];
        System.arraycopy(other, 0, both, 0, one.length);
        System.arraycopy(one, 0, both, one.length, one.length);

        float[] together = features(both);
        float[] alone = features(one);

        for (int i = 0; i < alone.length; i++) {
            assertThat(together[alone.length + i]).isCloseTo(alone[i], within(1e-4f));
        }
    }

    /** When it changes, every feature that users have kept is computed again: let that be on purpose. */
    @Test
    void theFingerprintIsStable() {
        assertThat(Scattering.network().fingerprint())
                .isEqualTo("e7febe7c8c3052fc965553e096139cbf00cd22f98d0a967f61aac44e82f4cabf");
    }

    @Test
    void otherSizesAreRefused() {
        assertThatThrownBy(() -> Scattering.network().shapes(96, 128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scattering needs images of 96 x 96 pixels, got 128 x 96");
    }

    @Test
    void aLayerThatMustKnowItsSizeIsRefusedWhereThereIsNone() {
        NetworkBuilder net = new NetworkBuilder("free", "https://example.org");
        net.input().then("halve", new AnalyticLayer.Halve());

        assertThatThrownBy(net::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("free, layer halve: needs to know the size of the images, see onlySize");
    }

    @Test
    void aNetworkThatLearnedCannotBeCompiledWithoutWeights() {
        NetworkBuilder net = new NetworkBuilder("learned", "https://example.org");
        net.input().then("c", Layer.conv(2, 3));

        assertThatThrownBy(() -> NetworkCompiler.compile(net.build(), List.of("c")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("learned cannot be compiled without weights");
    }
}
