package org.exina.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Work whose tensors are given back as soon as it is done, not when the garbage collector comes by. */
final class TensorScope {
    private TensorScope() {}

    /** Something that may fail in one way. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    @SuppressWarnings("try") // the scope works by being open
    static <T, E extends Exception> T scoped(Work<T, E> work) throws E {
        try (PointerScope scope = new PointerScope()) {
            return work.run();
        }
    }

    /** Scoped, and nothing is remembered for gradients. */
    @SuppressWarnings("try")
    static <T, E extends Exception> T still(Work<T, E> work) throws E {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return work.run();
        }
    }
}
