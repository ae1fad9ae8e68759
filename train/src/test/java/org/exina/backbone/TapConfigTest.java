package org.exina.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.network.Networks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One network, read in many ways. */
class TapConfigTest {
    @TempDir
    private Path temp;

    private Backbones backbones;

    @BeforeEach
    void addModels() throws IOException {
        backbones = Backbones.in(temp.resolve("home"));
        backbones.add(TinyModels.model(TinyModels.save(TinyModels.doubled(), temp), 8, "map"));
    }

    /** Pixel (row, column) has the colour (10 row + column, 0, 1). */
    private static RgbImage grid(int size) {
        byte[] pixels = new byte[3 * size * size];
        for (int i = 0; i < size * size; i++) {
            pixels[3 * i] = (byte) (10 * (i / size) + i % size);
            pixels[3 * i + 2] = 1;
        }
        return RgbImage.of(size, size, pixels);
    }

    private float[] features(String text, RgbImage image) throws IOException {
        try (Backbone backbone = backbones.open(text)) {
            float[] features = backbone.features(List.of(image))[0];
            assertThat(features).hasSize(backbone.length());
            return features;
        }
    }

    @Test
    void flattenedStandsAsKerasFlattens() throws IOException {
        float[] features = features("tiny:pooling=flatten,preprocessing=none", grid(8));

        assertThat(features).hasSize(8 * 8 * 3);
        for (int i = 0; i < 64; i++) { // (row, column, channel), channels fastest
            assertThat(features[3 * i]).isEqualTo(2 * (10 * (i / 8) + i % 8));
            assertThat(features[3 * i + 1]).isZero();
            assertThat(features[3 * i + 2]).isEqualTo(2);
        }
    }

    @Test
    void theLargestIsTaken() throws IOException {
        assertThat(features("tiny:pooling=max,preprocessing=none", grid(8))).containsExactly(154, 0, 2);
    }

    @Test
    void severalPoolingsStandSideBySide() throws IOException {
        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < 64; i++) {
            double value = 2 * (10 * (i / 8) + i % 8);
            squares += (value - 77) * (value - 77) / 64;
            cubes += value * value * value / 64;
        }

        float[] features = features("tiny:pooling=mean+std+gem,preprocessing=none", grid(8));

        assertThat(features)
                .containsExactly(
                        new float[] {77, 0, 2, (float) Math.sqrt(squares), 0, 0, (float) Math.cbrt(cubes), 0, 2},
                        within(1e-3f));
    }

    @Test
    void poolingsOfTokens() throws IOException {
        backbones.add(new NewModel(
                TinyModels.save(TinyModels.tokens(-1), temp),
                "rows",
                org.exina.network.Preprocessing.NONE,
                8,
                8,
                org.exina.image.Interpolation.BILINEAR,
                List.of(),
                Pooling.MEAN));

        float[] deviations = features("rows:pooling=std", grid(8)); // of 0, 10, ... 70 in the first colour

        assertThat(deviations).hasSize(24);
        assertThat(deviations[0]).isCloseTo((float) (10 * Math.sqrt(5.25)), within(1e-3f));
        assertThat(deviations[1]).isZero();
    }

    @Test
    void anotherSizeAndPreprocessing() throws IOException {
        float[] half = features("tiny:size=10,preprocessing=tf", grid(10));

        assertThat(half).containsExactly(new float[] {2 * (49.5f / 127.5f - 1), -2, 2 / 127.5f - 2}, within(1e-5f));
    }

    @Test
    void otherTaps() throws IOException {
        String inner = TinyModels.doubled().computed().get(0);

        assertThat(features("tiny:taps=vector+" + inner + ",preprocessing=none", grid(8)))
                .containsExactly(new float[] {38.5f, 0, 1, 77, 0, 2}, within(1e-4f));
    }

    @Test
    void tokensByTheFirstOrAllOfThem() throws IOException {
        Path file = TinyModels.save(TinyModels.tokens(-1), temp);
        backbones.add(new NewModel(
                file,
                "rows",
                org.exina.network.Preprocessing.NONE,
                8,
                8,
                org.exina.image.Interpolation.BILINEAR,
                List.of(),
                Pooling.MEAN));

        assertThat(features("rows:pooling=class", grid(8))).hasSize(24).startsWith(0, 0, 1, 1, 0, 1);
        assertThat(features("rows:pooling=flatten", grid(8))).hasSize(8 * 24);
        assertThat(features("rows:pooling=max", grid(8))).hasSize(24).startsWith(70, 0, 1, 71, 0, 1);
    }

    @Test
    void everyReadingHasItsOwnNameAndFingerprint() throws IOException {
        List<String> texts = List.of(
                "tiny",
                "tiny:pooling=max",
                "tiny:pooling=flatten",
                "tiny:size=16",
                "tiny:taps=vector",
                "tiny:taps=vector+map",
                "tiny:taps=map+vector",
                "tiny:preprocessing=caffe",
                "tiny:preprocessing=none");
        Set<String> fingerprints = new HashSet<>();
        for (String text : texts) {
            try (Backbone backbone = backbones.open(text)) {
                assertThat(backbone.name()).isEqualTo(text);
                fingerprints.add(backbone.fingerprint());
            }
        }
        assertThat(fingerprints).hasSameSizeAs(texts);
    }

    @ParameterizedTest
    @CsvSource({
        "vgg16:size=200;pooling=flatten;taps=block5_pool, 18432",
        "vgg16:size=200, 896",
        "vgg16, 896",
        "vgg16:size=200;pooling=max;taps=block4_pool+block5_pool, 1024",
        "resnet50:taps=conv5_block3_out;pooling=flatten, 100352",
        "inceptionv3, 2784",
        "xception, 2568",
        "resnet50, 3840",
        "mobilenet:size=200, 1920"
    })
    void describedNetworksGiveAsManyFeatures(String text, int features) throws IOException {
        BackboneSpec spec = BackboneSpec.parse(text.replace(';', ','));

        TapConfig reading = DescribedBackbones.reading(Networks.of(spec.name()), spec);

        assertThat(reading.taps().stream().mapToInt(PooledTap::features).sum()).isEqualTo(features);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "vgg16:taps=block6_pool | vgg16 has no layer 'block6_pool'; it has 18, the last of them [block4_pool,"
                        + " block5_conv1, block5_conv2, block5_conv3, block5_pool]; did you mean block1_pool?",
                "vgg16:size=31 | vgg16 needs images of at least 32 x 32 pixels, got 31 x 31",
                "inceptionv3:size=64 | inceptionv3 needs images of at least 75 x 75 pixels, got 64 x 64",
                "xception:size=70 | xception needs images of at least 71 x 71 pixels, got 70 x 70",
                "scattering:size=224 | scattering needs images of 96 x 96 pixels, got 224 x 224",
                "scattering:preprocessing=unit | the preprocessing of scattering is a part of it and cannot be another",
                "vgg16:pooling=class | tap 'block2_pool' is a map; pooling=class needs tokens (n, tokens, channels)"
            })
    void whatCannotBeReadSoIsSaid(String text, String problem) {
        assertThatThrownBy(() -> backbones.open(text))
                .isInstanceOf(ExinaException.class)
                .hasMessage("backbone '" + text + "': " + problem);
    }

    @Test
    void anAddedModelThatCannotBeReadSoIsNamed() {
        Path copy = temp.resolve("home/backbones/tiny/model.onnx");

        assertThatThrownBy(() -> backbones.open("tiny:taps=mapp"))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(copy + ": has no value named 'mapp'; its outputs are map, vector")
                .hasMessageEndingWith("; did you mean map?");
        assertThatThrownBy(() -> backbones.open("tiny:pooling=class"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(copy + ": tap 'map' is a map; pooling=class needs tokens (n, tokens, channels)");
    }
}
