package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.exina.io.Json;
import org.junit.jupiter.api.Test;

/** Against scikit-learn, see make_components.py. */
class PrincipalComponentsTest {
    private static float[][] data(int samples, int features) {
        float[][] x = new float[samples][features];
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < features; j++) {
                x[i][j] = (float) (Math.sin(1 + i * (j % 4 + 1)) * (j + 1) + Math.cos(i * j + 1));
            }
        }
        return x;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void agreesWithScikitLearn() throws IOException {
        JsonNode reference;
        try (InputStream in = PrincipalComponentsTest.class.getResourceAsStream("components.json")) {
            reference = Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        int samples = reference.get("samples").asInt();
        PrincipalComponents found = PrincipalComponents.of(
                data(samples, reference.get("features").asInt()),
                reference.get("components").asInt());
        double[][] points = found.points();
        double[][] whitened = found.whitened();
        for (int c = 0; c < found.count(); c++) {
            double sum = 0;
            for (double[] point : points) {
                sum += point[c] * point[c] / samples;
            }
            assertThat(Math.sqrt(sum))
                    .isCloseTo(reference.get("deviations").get(c).asDouble(), within(1e-8));
        }
        for (int i = 1; i < samples; i++) {
            assertThat(distance(points[0], points[i]))
                    .isCloseTo(reference.get("distances").get(i - 1).asDouble(), within(1e-6));
            assertThat(distance(whitened[0], whitened[i]))
                    .isCloseTo(reference.get("whitened").get(i - 1).asDouble(), within(1e-5));
        }
    }

    @Test
    void sameFeaturesGiveTheSamePoints() {
        assertThat(PrincipalComponents.of(data(30, 50), 8).points())
                .isDeepEqualTo(PrincipalComponents.of(data(30, 50), 8).points());
    }

    @Test
    void featuresThatDoNotVaryHaveNoComponents() {
        assertThat(PrincipalComponents.of(new float[6][4], 3).count()).isZero();
    }

    @Test
    void oneSampleIsRefused() {
        assertThatThrownBy(() -> PrincipalComponents.of(new float[1][4], 3))
                .hasMessage("expected at least 2 samples and 1 component, got 1 and 3");
    }
}
