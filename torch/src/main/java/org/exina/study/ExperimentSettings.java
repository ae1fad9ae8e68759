package org.exina.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.experiment.ExperimentRecord;
import org.exina.io.ExinaException;

/** Finds out all that decides an experiment's numbers. */
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
     * The settings of an experiment.
     *
     * @throws ExinaException when a backbone of it cannot be opened
     */
    ExperimentRecord.Settings of(Experiment experiment) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        if (experiment.learner() instanceof Learner.OnFeatures learner) {
            for (BackboneSpec spec : learner.backbones()) {
                Backbone backbone = backbones.get(spec);
                names.add(backbone.name());
                weights.add(backbone.fingerprint().substring(0, DIGITS));
            }
        }
        return new ExperimentRecord.Settings(
                images.substring(0, DIGITS),
                experiment.data().cut().id(),
                experiment.data().id(),
                experiment.seed(),
                names.isEmpty() ? null : String.join(",", names),
                weights.isEmpty() ? null : String.join(",", weights),
                experiment.learner().id());
    }
}
