package org.exina.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a network was tuned in a run.
 *
 * @param last how many of its blocks learned, counted from the end; 0 for all
 * @param from the layer whose block was the first to learn; empty for {@code last} to say
 * @param epochs at most
 * @param batch images a step
 * @param learningRate of the classifier and the last block
 * @param depthDecay factor of the learning rate from block to block towards the pixels
 * @param batchNormTrained whether batch norms learned
 * @param augment how each image was changed anew in each epoch
 * @param validation share of the images that told when to stop
 * @param patience epochs without a lower validation loss after which it stopped
 * @param threads at work in one step
 */
public record TuningRecord(
        int last,
        String from,
        int epochs,
        int batch,
        double learningRate,
        double depthDecay,
        boolean batchNormTrained,
        String augment,
        double validation,
        int patience,
        int threads) {
    /** In words. */
    String title() {
        String layers =
                !from.isEmpty() ? "from " + from + " on" : last == 0 ? "whole" : "in its last " + last + " blocks";
        return layers + " (at most " + epochs + " epochs, batch " + batch + ", learning rate " + learningRate
                + ", depth decay " + depthDecay + ", batch norms " + (batchNormTrained ? "trained" : "frozen")
                + ", augmentation " + augment + ", validation " + validation + ", patience " + patience + ", threads "
                + threads + ")";
    }

    /** From the words of the command line, as runs kept them before. */
    static TuningRecord ofWords(List<String> words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            options.put(words.get(i).substring(2), words.get(i + 1));
        }
        String last = options.getOrDefault("last", "all");
        return new TuningRecord(
                last.equals("all") ? 0 : Integer.parseInt(last),
                options.getOrDefault("from", ""),
                Integer.parseInt(options.get("epochs")),
                Integer.parseInt(options.get("batch")),
                Double.parseDouble(options.get("learning-rate")),
                Double.parseDouble(options.get("depth-decay")),
                options.get("batch-norm").equals("trained"),
                options.get("augment"),
                Double.parseDouble(options.get("validation")),
                Integer.parseInt(options.get("patience")),
                Integer.parseInt(options.get("threads")));
    }

    /** Reads a list of none or one, or of words as runs kept them before. */
    static final class Reader extends JsonDeserializer<Optional<TuningRecord>> {
        @Override
        public Optional<TuningRecord> deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode list = context.readTree(in);
            if (!list.path(0).isTextual()) {
                return list.isEmpty()
                        ? Optional.empty()
                        : Optional.of(context.readTreeAsValue(list.get(0), TuningRecord.class));
            }
            List<String> words = new ArrayList<>();
            list.forEach(word -> words.add(word.asText()));
            return Optional.of(ofWords(words));
        }

        @Override
        public Optional<TuningRecord> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
