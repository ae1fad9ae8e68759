package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.io.ExinaException;
import org.exina.network.Networks;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static Optional<String> usable() {
        return Optional.empty();
    }

    private static Optional<String> none() {
        return Optional.of("libtorch finds none");
    }

    private static Optional<String> notAsked() {
        throw new AssertionError("asked for a card");
    }

    @Test
    void aCardIsTakenWhereOneCanBeUsed() throws IOException {
        assertThat(Device.chosen("", DeviceTest::usable)).isEqualTo(Device.CARD);
        assertThat(Device.chosen(" auto ", DeviceTest::usable)).isEqualTo(Device.CARD);
        assertThat(Device.chosen("gpu", DeviceTest::usable)).isEqualTo(Device.CARD);
        assertThat(Device.chosen("", DeviceTest::none)).isEqualTo(Device.PROCESSOR);
        assertThat(Device.chosen("auto", DeviceTest::none)).isEqualTo(Device.PROCESSOR);
    }

    @Test
    void noCardIsAskedForWhenTheProcessorIsWanted() throws IOException {
        assertThat(Device.chosen("cpu", DeviceTest::notAsked)).isEqualTo(Device.PROCESSOR);
    }

    @Test
    void aCardThatIsWantedAndCannotBeUsedIsAnError() {
        assertThatThrownBy(() -> Device.chosen("gpu", DeviceTest::none))
                .isInstanceOf(ExinaException.class)
                .hasMessage("EXINA_DEVICE=gpu: no graphics card can be used here: libtorch finds none; without"
                        + " EXINA_DEVICE the processor does the work");
    }

    @Test
    void anotherWishIsAnError() {
        assertThatThrownBy(() -> Device.chosen("tpu", DeviceTest::notAsked))
                .isInstanceOf(ExinaException.class)
                .hasMessage("EXINA_DEVICE: expected auto, cpu or gpu, got tpu");
    }

    @Test
    void theProcessorTakesTensorsAsTheyAre() throws IOException {
        Engine.require();
        TensorScope.scoped(() -> {
            Tensor tensor = torch.ones(2, 2);
            assertThat(Device.of(tensor)).isEqualTo(Device.PROCESSOR);
            assertThat(Device.PROCESSOR.place(tensor)).isSameAs(tensor);
            return tensor;
        });
    }

    @Test
    void networksOfVectorsStayOnTheProcessor() throws IOException {
        assertThat(Engine.device(TrainerTest.dense())).isEqualTo(Device.PROCESSOR);
        assertThat(Engine.device(Networks.contrast(22, 3)) == Device.CARD).isEqualTo(Engine.isOnCard());
    }

    @Test
    void whatACardSaysIsToldWithAWayOut() {
        assertThat(Engine.told(new RuntimeException("CUDA out of memory. Tried to allocate 2 GiB.\nsee docs")))
                .isInstanceOf(ExinaException.class)
                .hasMessage("the graphics card failed: CUDA out of memory. Tried to allocate 2 GiB.; a smaller batch"
                        + " needs less of its memory, and with EXINA_DEVICE=cpu the processor does the work");
        assertThat(Engine.told(new RuntimeException("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED")))
                .hasMessage("the graphics card failed: cuDNN error: CUDNN_STATUS_EXECUTION_FAILED; with"
                        + " EXINA_DEVICE=cpu the processor does the work");
    }

    @Test
    void whatNoCardSaidStaysAsItIs() {
        RuntimeException other = new IllegalArgumentException("sample 3: expected 4 numbers, got 2");
        assertThatThrownBy(() -> Engine.told(other)).isSameAs(other);
    }
}
