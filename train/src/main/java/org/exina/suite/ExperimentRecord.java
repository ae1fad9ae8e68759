package org.exina.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.experiment.RunRecord;
import org.exina.torch.History;

/**
 * What a finished experiment leaves in {@code experiment.json}: every figure, and all that is needed to run it again.
 *
 * @param format version of these records, 1
 * @param finished when, ISO 8601 in UTC
 * @param seconds it took, features not counted
 * @param settings all that decides its numbers, by name, in a fixed order; the same settings are never run twice
 * @param classes in the order of class indices
 * @param training pictures it was trained on; with folds, the mean of them
 * @param loss mean cross-entropy of the pictures tested, as the training engine gives it at its end (natural logarithm),
 *     else that of the figures
 * @param figures of the pictures tested
 * @param histories one for the one validation part, or one for each fold; empty where nothing is trained in epochs
 * @param published what somebody else reported of it: nothing, or one entry
 * @param versions of Exina, Java, the system and the engines, by name
 */
public record ExperimentRecord(
        int format,
        String suite,
        String name,
        String finished,
        double seconds,
        Map<String, String> settings,
        List<String> classes,
        int training,
        double loss,
        RunRecord.Figures figures,
        List<History> histories,
        List<Published> published,
        Map<String, String> versions) {
    /** The version this program writes, and the newest it reads. */
    public static final int FORMAT = 1;

    public ExperimentRecord {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        classes = List.copyOf(classes);
        histories = List.copyOf(histories);
        published = List.copyOf(published);
        versions = Map.copyOf(versions);
    }

    /** {@code study-2017/VGG16_naive}. */
    public String id() {
        return suite + "/" + name;
    }
}
