package org.exina.study;

import java.util.Optional;
import org.exina.experiment.ReferenceResult;

/**
 * One experiment: all that decides its numbers, but the images.
 *
 * @param name a folder's characters
 * @param seed of the split and of training
 * @param published what somebody else reported of it
 */
public record Experiment(String name, SplitSpec data, Learner learner, long seed, Optional<ReferenceResult> published) {
    public Experiment {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,119}")) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of an experiment; expected up to 120"
                    + " letters, digits, '.', '_', '+' and '-', the first a letter or digit");
        }
    }
}
