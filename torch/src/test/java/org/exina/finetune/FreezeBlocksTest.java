package org.exina.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.exina.io.ExinaException;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeBlocksTest {
    @ParameterizedTest
    @CsvSource({"vgg16, 13", "vgg19, 16", "resnet50, 17", "mobilenet, 14", "xception, 16", "inceptionv3, 16"})
    void piecesAreTheUnitsOfThePapers(String name, int count) {
        Network network = Networks.of(name);
        FreezeBlocks blocks = FreezeBlocks.of(network.nodes());
        assertThat(blocks.count()).isEqualTo(count);
        int layers = 0;
        for (int b = 0; b < blocks.count(); b++) {
            layers += blocks.layers(b).size();
        }
        assertThat(layers).isEqualTo(network.nodes().size());
    }

    @Test
    void blockOfMobilenetIsASeparablePair() throws ExinaException {
        FreezeBlocks blocks = FreezeBlocks.of(Networks.of("mobilenet").nodes());
        assertThat(blocks.layers(1))
                .startsWith(
                        "conv_dw_1", "conv_dw_1_bn", "conv_dw_1_relu", "conv_pw_1", "conv_pw_1_bn", "conv_pw_1_relu");
        assertThat(blocks.blockOf("conv_pw_13")).isEqualTo(13);
    }

    @Test
    void layerThatIsNoneIsRefused() {
        FreezeBlocks blocks = FreezeBlocks.of(Networks.of("vgg16").nodes());
        assertThatThrownBy(() -> blocks.blockOf("block5_conv9"))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(
                        "there is no layer 'block5_conv9' in what is tuned; its blocks begin with block1_conv1, ")
                .hasMessageContaining("block5_conv");
    }

    @Test
    void allButTheLastTapIsLeftOut() {
        ClassifyingNetwork net =
                ClassifyingNetwork.of(Networks.of("mobilenet"), List.of("conv_pw_3_relu", "conv_pw_11_relu"), 64, 5);
        assertThat(net.body().get(net.body().size() - 1).name()).isEqualTo("conv_pw_11_relu");
        assertThat(net.whole().parameters(ClassifyingNetwork.SCORES).get(0).shape())
                .containsExactly(128 + 512, 5);
    }
}
