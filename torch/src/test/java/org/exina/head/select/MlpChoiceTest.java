package org.exina.head.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.exina.head.Head;
import org.junit.jupiter.api.Test;

class MlpChoiceTest {
    @Test
    void whereLibtorchIsTopModelsAreTried() throws IOException {
        Head head = AutomaticHeadTest.automatic(60).train(AutomaticHeadTest.set(), 1);

        assertThat(AutomaticHead.selection(head).orElseThrow().tried())
                .anyMatch(each -> each.title().contains("top:"));
    }
}
