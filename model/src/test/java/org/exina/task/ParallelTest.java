package org.exina.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
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

    @Test
    void piecesAreDoneByNumberAndNoneIsBegunAfterAFault() throws IOException {
        AtomicLong sum = new AtomicLong();
        Parallel.each(100, "interrupted", sum::addAndGet);
        assertThat(sum).hasValue(99 * 100 / 2);

        AtomicLong done = new AtomicLong();
        assertThatThrownBy(() -> Parallel.each(Long.MAX_VALUE, "interrupted", piece -> {
                    if (done.incrementAndGet() == 50) {
                        throw fault;
                    }
                }))
                .isSameAs(fault);
    }

    @Test
    void interruptedWorkFinishesThePieceInHand() {
        AtomicLong begun = new AtomicLong();
        AtomicLong done = new AtomicLong();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> Parallel.each(Long.MAX_VALUE, "interrupted; the rest is kept", piece -> {
                    begun.incrementAndGet();
                    caller.interrupt();
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    done.incrementAndGet();
                }))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted; the rest is kept");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done.get()).isEqualTo(begun.get());
    }

    private static void run(Callable<Integer> work) throws IOException {
        Parallel.run(List.of(work), 1, "interrupted");
    }
}
