package org.exina.finetune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one fold gave, kept until all are done. Probabilities are of the tested images, ascending, a list each.
 *
 * @param key of the tuning, see {@link FineTuning#key}
 * @param softmax what the tuned network says by itself
 * @param head what the head says of the tuned network's features
 * @param settings what came out of tuning and of the head's training
 */
record FoldResult(
        String key, List<List<Double>> softmax, List<List<Double>> head, Map<String, Object> settings, double seconds) {
    FoldResult {
        softmax = softmax.stream().map(List::copyOf).toList();
        head = head.stream().map(List::copyOf).toList();
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
