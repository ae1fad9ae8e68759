package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.Test;

/** Values as Keras's {@code imagenet_utils.preprocess_input} gives them for the pixel (10, 100, 250). */
class PreprocessingTest {
    @Test
    void noneLeavesPixelsAsTheyAre() {
        assertThat(fed(Preprocessing.NONE)).containsExactly(10, 100, 250);
    }

    @Test
    void caffeIsBgrMinusMean() {
        assertThat(fed(Preprocessing.CAFFE)).containsExactly(new float[] {146.061f, -16.779f, -113.68f}, within(1e-4f));
    }

    @Test
    void tfIsMinusOneToOne() {
        assertThat(fed(Preprocessing.TF))
                .containsExactly(new float[] {-0.921569f, -0.215686f, 0.960784f}, within(1e-5f));
    }

    @Test
    void torchIsMeanAndStdOfImageNet() {
        assertThat(fed(Preprocessing.TORCH))
                .containsExactly(new float[] {-1.946656f, -0.285014f, 2.552854f}, within(1e-5f));
    }

    @Test
    void unitIsZeroToOne() {
        assertThat(fed(Preprocessing.UNIT))
                .containsExactly(new float[] {0.039216f, 0.392157f, 0.980392f}, within(1e-5f));
    }

    @Test
    void stdMustBePositive() {
        assertThatThrownBy(() -> new Preprocessing("own", false, List.of(1f, 2f, 3f), List.of(1f, 0f, 1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preprocessing own: expected 3 means and 3 stds above 0, got [1.0, 2.0, 3.0] and"
                        + " [1.0, 0.0, 1.0]");
    }

    private static float[] fed(Preprocessing preprocessing) {
        OnnxGraph graph = OnnxGraph.create("preprocessing");
        String x = graph.input(Network.INPUT, OnnxGraph.Type.FLOAT, -1, 3, -1, -1);
        String fed = graph.node("Identity", preprocessing.emit(graph, x));
        graph.output("fed", fed, OnnxGraph.Type.FLOAT, -1, 3, -1, -1);
        return Ort.run(graph.toBytes(), new float[] {10, 100, 250}, 1, 3, 1, 1).get("fed").values;
    }
}
