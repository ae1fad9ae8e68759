package org.exina.backbone;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exina.onnx.OnnxGraph;

/** Tells when a classifier's answer is read in the place of what it was made from. */
final class ProbabilityOutput {
    private static final Set<String> ANSWER = Set.of("Softmax", "LogSoftmax");
    private static final Set<String> LAST_LAYER = Set.of("Gemm", "MatMul", "Conv");
    private static final int FARTHEST = 12; // nodes between the answer and the last layer

    private ProbabilityOutput() {}

    /** What to say of a tap that gives the probabilities of classes; nothing of another. */
    static Optional<String> note(String tap, OnnxGraph network) {
        String value = tap;
        boolean answer = false;
        for (int i = 0; i < FARTHEST; i++) {
            Optional<OnnxGraph.Maker> maker = network.makerOf(value);
            if (maker.isEmpty()) {
                return Optional.empty();
            }
            answer |= ANSWER.contains(maker.get().op());
            boolean passes = Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Cast", "Add")
                    .contains(maker.get().op());
            String before = computed(maker.get().inputs(), network);
            if (answer && LAST_LAYER.contains(maker.get().op())) {
                return Optional.of("tap '" + tap
                        + "' gives the probabilities of the classes that the network was trained on"
                        + ", which tell little of others; '" + before + "', before its last layer, serves better");
            }
            if (before.isEmpty() || !(passes || ANSWER.contains(maker.get().op()))) {
                return Optional.empty();
            }
            value = before;
        }
        return Optional.empty();
    }

    /** The first of the inputs that is computed, and no constant; empty for none. */
    private static String computed(List<String> inputs, OnnxGraph network) {
        return inputs.stream()
                .filter(input -> network.makerOf(input)
                        .filter(maker -> !maker.op().equals("Constant"))
                        .isPresent())
                .findFirst()
                .orElse("");
    }
}
