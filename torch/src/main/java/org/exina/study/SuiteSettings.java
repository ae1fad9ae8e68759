package org.exina.study;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.backbone.Backbones;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.features.FeatureCache;

/**
 * Where experiments are run, and with what.
 *
 * @param data of files
 * @param groupBy see {@link org.exina.dataset.Groups#of}
 * @param runs a folder for each suite is made in it, and in that one for each experiment
 * @param jobs experiments side by side, at least 1
 * @param cache still the caller's to close
 * @param inspector reads the images, as they are and as they were cut
 * @param versions by name, see {@link org.exina.experiment.ExperimentRecord#versions}
 */
public record SuiteSettings(
        Dataset data,
        Optional<Pattern> groupBy,
        Path runs,
        int jobs,
        Backbones backbones,
        FeatureCache cache,
        Inspection.Inspector inspector,
        Map<String, String> versions) {
    public SuiteSettings {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1, got " + jobs);
        }
        versions = Map.copyOf(versions);
    }
}
