package org.exina.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.io.ExinaException;

/** All that decides an experiment's numbers, as names and texts that can be compared and shown. */
final class ExperimentSettings {
    private static final int DIGITS = 16; // of a fingerprint: enough to tell two apart

    private final OpenBackbones backbones;
    private final String images;

    /**
     * The settings of experiments on one data set.
     *
     * @param images fingerprint of the data
     */
    ExperimentSettings(OpenBackbones backbones, String images) {
        this.backbones = backbones;
        this.images = images;
    }

    /**
     * Settings by name, in a fixed order.
     *
     * @throws ExinaException when a backbone of it cannot be opened
     */
    Map<String, String> of(Experiment experiment) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("pictures", images.substring(0, DIGITS));
        settings.put("crop", experiment.data().cut().id());
        settings.put("split", experiment.data().id());
        settings.put("seed", Long.toString(experiment.seed()));
        if (experiment.learner() instanceof Learner.OnFeatures learner) {
            List<String> names = new ArrayList<>();
            List<String> weights = new ArrayList<>();
            for (BackboneSpec spec : learner.backbones()) {
                Backbone backbone = backbones.get(spec);
                names.add(backbone.name());
                weights.add(backbone.fingerprint().substring(0, DIGITS));
            }
            settings.put("backbone", String.join(",", names));
            settings.put("weights", String.join(",", weights));
        }
        settings.put("head", experiment.learner().id());
        return settings;
    }
}
