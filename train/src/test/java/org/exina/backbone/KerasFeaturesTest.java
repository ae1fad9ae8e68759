package org.exina.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.image.RgbImage;
import org.exina.io.Json;
import org.exina.network.FormulaWeights;
import org.exina.network.Networks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from an imported weight file to features, against Keras ({@code make_keras_features.py}). */
class KerasFeaturesTest {
    private static final String NARROW = "mobilenet:size=96,taps=conv_pw_11_relu";

    @TempDir
    private Path temp;

    private Backbones backbones;

    @BeforeEach
    void importWeights() throws IOException {
        backbones = Backbones.in(temp.resolve("home"));
        Path file = FormulaWeights.write(Networks.mobilenet(0.25), temp.resolve("narrow.h5"));
        backbones.importWeights("mobilenet", file, text -> {});
    }

    private static JsonNode reference() throws IOException {
        try (InputStream in = KerasFeaturesTest.class.getResourceAsStream("keras_features.json")) {
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void agrees(String text, String key, int length) throws IOException {
        try (Backbone backbone = backbones.open(text)) {
            RgbImage image = FeatureCheck.image(backbone.input());
            float[] features = backbone.features(List.of(image))[0];

            assertThat(features).hasSize(length);
            JsonNode expected = reference().get(key);
            double largest = 0;
            for (JsonNode value : expected) {
                largest = Math.max(largest, value.asDouble());
            }
            for (int i = 0; i < expected.size(); i++) {
                assertThat((double) features[i])
                        .as("feature %d", i)
                        .isCloseTo(expected.get(i).asDouble(), within(1e-4 * largest));
            }
        }
    }

    @Test
    void flattenedAsKerasFlattens() throws IOException {
        agrees(NARROW + ",pooling=flatten", "flatten", 6 * 6 * 128);
    }

    @Test
    void averagedAndTheLargest() throws IOException {
        agrees(NARROW, "mean", 128);
        agrees(NARROW + ",pooling=max", "max", 128);
    }

    @Test
    void withTheStudysPreprocessing() throws IOException {
        agrees(NARROW + ",preprocessing=unit", "unit", 128);
    }

    @Test
    void theListShowsWhatIsThere() throws IOException {
        BackboneListing listing = backbones.info("mobilenet");

        assertThat(listing.state()).isEqualTo(BackboneListing.State.READY);
        assertThat(listing.parameters()).isEqualTo(Networks.mobilenet(0.25).parameters());
        assertThat(listing.shapes()).containsEntry(200, List.of(6, 6, 256)).containsEntry(224, List.of(7, 7, 256));
        assertThat(backbones.info("vgg16").shapes())
                .containsEntry(200, List.of(6, 6, 512))
                .containsEntry(224, List.of(7, 7, 512));
        assertThat(backbones.layers(BackboneSpec.parse("mobilenet:size=200")))
                .hasSize(Networks.of("mobilenet").layers().size())
                .contains(new BackboneListing.Layer("conv_pw_11_relu", List.of(12, 12, 128), true))
                .contains(new BackboneListing.Layer("conv_pw_13_relu", List.of(6, 6, 256), false));
    }

    @Test
    void everyReadingHasItsOwnFingerprint() throws IOException {
        List<String> readings =
                List.of("mobilenet:size=96", NARROW, NARROW + ",pooling=max", NARROW + ",preprocessing=unit");
        assertThat(readings.stream().map(this::fingerprint).distinct()).hasSize(4);
    }

    private String fingerprint(String text) {
        try (Backbone backbone = backbones.open(text)) {
            assertThat(backbone.name()).isEqualTo(text);
            return backbone.fingerprint();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void weightsThatWereTamperedWithAreRefusedAndListedAsBroken() throws IOException {
        Path file;
        try (var files = Files.list(temp.resolve("home/weights"))) {
            file = files.filter(each -> each.toString().endsWith(".h5"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> backbones.open(NARROW))
                .hasMessageStartingWith(file + ": is not the file that was stored (its SHA-256 differs); remove");
        Files.write(file, new byte[10]);
        assertThat(backbones.info("mobilenet").state()).isEqualTo(BackboneListing.State.BROKEN);

        backbones.remove("mobilenet");

        assertThat(backbones.info("mobilenet").state()).isEqualTo(BackboneListing.State.DOWNLOADABLE);
    }
}
