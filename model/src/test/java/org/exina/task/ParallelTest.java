package org.exina.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private final IOException fault = new ExinaException("place", "is wrong");

    @Test
    void faultOfAThreadIsHandedOnAsItself() {
        assertThatThrownBy(() -> run(() -> {
                    throw fault;
                }))
                .isSameAs(fault);
        assertThatThrownBy(() -> run(() -> {
                    throw new UncheckedIOException(fault);
                }))
                .isSameAs(fault);
    }

    private static void run(Callable<Integer> work) throws IOException {
        Parallel.run(List.of(work), 1, "interrupted");
    }
}
