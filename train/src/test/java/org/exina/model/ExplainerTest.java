package org.exina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.experiment.ModelFile;
import org.exina.experiment.ModelRecipe;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.onnx.OnnxGraph;
import org.exina.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images are grey; what class one is of is decided by the colour of a square in one corner. */
class ExplainerTest {
    private static final List<String> CLASSES = List.of("red", "green", "blue");
    private static final int SIDE = 48;
    private static final int CORNER = 14;

    @TempDir
    Path folder;

    /**
     * A grey image with a corner of one colour.
     *
     * @param left whether the corner is left
     * @param upper whether it is at the top
     * @param channel its colour
     */
    private static RgbImage image(boolean left, boolean upper, int channel) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inside = (left ? x : SIDE - 1 - x) < CORNER && (upper ? y : SIDE - 1 - y) < CORNER;
                for (int c = 0; c < 3; c++) {
                    pixels[3 * (y * SIDE + x) + c] = (byte) (inside ? (c == channel ? 250 : 20) : 90);
                }
            }
        }
        return RgbImage.of(SIDE, SIDE, pixels);
    }

    /** Scores are 40 times the difference of a class's colour from the mean colour, and an intercept. */
    private static String head(OnnxGraph graph, String features, Optional<String> diameters) {
        double[] weights = new double[6 * 3];
        for (int j = 0; j < 6; j++) {
            for (int k = 0; k < 3; k++) {
                weights[3 * j + k] = 20 * ((j % 3 == k ? 1 : 0) - 1.0 / 3);
            }
        }
        String exact = graph.cast(features, OnnxGraph.Type.DOUBLE);
        String scores = graph.node(
                "Add",
                graph.node("MatMul", exact, graph.constant("w", weights, 6, 3)),
                graph.constant("b", new double[] {0.5, -0.25, 0.125}, 3));
        return graph.cast(graph.node("Softmax", Map.of("axis", -1), scores), OnnxGraph.Type.FLOAT);
    }

    private Path model(int views, boolean averaged) throws IOException {
        Path file = folder.resolve("model.onnx");
        ModelRecipe recipe = new ModelRecipe(
                List.of(new CornerBackbone(averaged)), Crop.STRETCH, DihedralView.first(views), ExplainerTest::head);
        ModelCard.Training training =
                new ModelCard.Training("drawn", "0".repeat(64), 3, 3, List.of(1, 1, 1), 1, "2020-01-01T00:00:00Z", "");
        ModelFile.Learned learned = new ModelFile.Learned(
                CLASSES, new ModelCard.Head("fixed", Map.of()), training, List.of(), Map.of("exina", "0"));
        ModelFile.write(file, recipe, learned, List.of(new ModelFile.Probe(image(true, true, 0), List.of())));
        return file;
    }

    /** How much of what speaks for the class lies in the quarter that the corner is in. */
    private static double inQuarter(HeatMap heat, boolean left, boolean upper) {
        HeatMap shares = heat.shares();
        double inside = 0;
        for (int y = 0; y < heat.height(); y++) {
            for (int x = 0; x < heat.width(); x++) {
                if (x < heat.width() / 2 == left && y < heat.height() / 2 == upper) {
                    inside += shares.at(x, y);
                }
            }
        }
        return inside / shares.sum();
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, true",
        "1, false, true",
        "2, true, false",
        "4, false, false",
        "8, false, true",
        "8, true, false"
    })
    void exactMapsLieOnTheCornerThatDecidesAndSumToTheScore(int views, boolean left, boolean upper) throws IOException {
        RgbImage image = image(left, upper, 1);
        try (Explainer explainer = Explainer.open(model(views, true))) {
            assertThat(explainer.method()).isEqualTo("activation");

            Explanation why = explainer.explain(image, Optional.empty(), 3, Progress.NONE);

            double[] p = why.prediction().probabilities();
            assertThat(why.label()).isEqualTo("green");
            assertThat(inQuarter(why.heat(), left, upper)).isGreaterThan(0.95);
            assertThat(why.heat().sum())
                    .isCloseTo(Math.log(p[1]) - (Math.log(p[0]) + Math.log(p[2])) / 2, within(1e-4));
            assertThat(why.nearest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void coveringPlacesFindsTheCornerInAnyModel(boolean averaged) throws IOException {
        Path model = model(1, averaged);
        RgbImage image = image(false, true, 2);
        try (Explainer explainer = averaged ? Explainer.byOcclusion(model) : Explainer.open(model)) {
            assertThat(explainer.method()).isEqualTo("occlusion");

            Explanation why = explainer.explain(image, Optional.empty(), 3, Progress.NONE);

            assertThat(why.label()).isEqualTo("blue");
            assertThat(inQuarter(why.heat(), false, true)).isGreaterThan(0.9);
        }
    }

    @Test
    void anotherClassCanBeAskedAbout() throws IOException {
        RgbImage image = image(true, true, 0);
        try (Explainer explainer = Explainer.open(model(1, true))) {
            Explanation why = explainer.explain(image, Optional.of("blue"), 3, Progress.NONE);

            assertThat(why.heat().sum()).isNegative();
            assertThat(why.heat().at(5, 5)).isNegative();
            assertThatThrownBy(() -> explainer.explain(image, Optional.of("Alnus"), 3, Progress.NONE))
                    .hasMessage("expected a class of [red, green, blue], got Alnus");
        }
    }

    @Test
    void finerMapsKeepTheirSum() {
        double[] values = {1, -2, 3, 4, 5.5, -6};
        for (int side : new int[] {2, 5, 7, 56}) {
            assertThat(new HeatMap(2, 3, values).finer(side, side).sum()).isCloseTo(5.5, within(1e-12));
        }
    }

    @Test
    void aSheetShowsImageAndHeatSideBySide() throws IOException {
        RgbImage image = image(true, true, 0);
        try (Explainer explainer = Explainer.open(model(1, true))) {
            Explanation why = explainer.explain(image, Optional.empty(), 3, Progress.NONE);

            RgbImage heat = Overlay.heat(why);

            RgbImage inCorner = heat.part(50, 50, 1, 1);
            RgbImage elsewhere = heat.part(300, 300, 1, 1);
            assertThat(brightness(inCorner)).isGreaterThan(brightness(elsewhere) + 60);
            assertThat(Overlay.sheet(why, "grain.png").width()).isGreaterThan(2 * heat.width());
        }
    }

    private static int brightness(RgbImage pixel) {
        return (pixel.pixels()[0] & 0xFF) + (pixel.pixels()[1] & 0xFF) + (pixel.pixels()[2] & 0xFF);
    }
}
