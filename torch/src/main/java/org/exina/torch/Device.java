package org.exina.torch;

import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.exina.io.ExinaException;

/** Where a network's numbers lie and its work is done. */
enum Device {
    PROCESSOR,
    CARD;

    /** What chooses, of the environment: {@code auto}, {@code cpu} or {@code gpu}. */
    static final String CHOICE = "EXINA_DEVICE";

    /** Where this tensor is. */
    static Device of(Tensor tensor) {
        return tensor.is_cuda() ? CARD : PROCESSOR;
    }

    /** The tensor itself if it is there already, else a copy that is. */
    Tensor place(Tensor tensor) {
        return this == CARD ? tensor.cuda() : tensor;
    }

    /**
     * The one to take.
     *
     * @param wish of {@link #CHOICE}; blank for {@code auto}: the card if it can be used
     * @param problem why there is no card to be used; only asked when one is wanted
     * @throws ExinaException when the wish is none of the three, or is for a card that cannot be used
     */
    static Device chosen(String wish, Supplier<Optional<String>> problem) throws ExinaException {
        switch (wish.strip()) {
            case "", "auto" -> {
                return problem.get().isEmpty() ? CARD : PROCESSOR;
            }
            case "cpu" -> {
                return PROCESSOR;
            }
            case "gpu" -> {
                Optional<String> none = problem.get();
                if (none.isPresent()) {
                    throw new ExinaException(CHOICE + "=gpu: no graphics card can be used here: " + none.get()
                            + "; without " + CHOICE + " the processor does the work");
                }
                return CARD;
            }
            default -> throw new ExinaException(CHOICE + ": expected auto, cpu or gpu, got " + wish);
        }
    }
}
