package org.exina.backbone;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a backbone that was fine-tuned here comes from. Kept as JSON in its description.
 *
 * @param network which one, and how it was read ({@link BackboneSpec#id})
 * @param fingerprint of that backbone
 * @param data name of the data set it was tuned on
 * @param dataFingerprint SHA-256 over labels, contents and groups in order
 * @param pictures how many of it, those that told when to stop included
 * @param seen those images, as {@code image.file.ImageFingerprints} writes them
 * @param settings all that was asked for, by name
 * @param epochs how each epoch did
 * @param keptEpoch whose weights were taken; 0 when none was better than the beginning
 * @param finished when, ISO 8601 in UTC
 * @param versions of Exina, Java, the system and the engines, by name
 */
public record FineTuningProvenance(
        String network,
        String fingerprint,
        String data,
        String dataFingerprint,
        int pictures,
        String seen,
        Map<String, String> settings,
        List<Epoch> epochs,
        int keptEpoch,
        String finished,
        Map<String, String> versions) {
    public FineTuningProvenance {
        settings = new TreeMap<>(settings);
        epochs = List.copyOf(epochs);
        versions = new TreeMap<>(versions);
    }

    /** Mean losses and shares of right answers; of the images that told when to stop 0 when there were none. */
    public record Epoch(double loss, double accuracy, double validationLoss, double validationAccuracy) {}

    /** "mobilenet tuned on polen23e (805 images)". */
    String source() {
        return network + " tuned on " + data + " (" + pictures + " images)";
    }
}
