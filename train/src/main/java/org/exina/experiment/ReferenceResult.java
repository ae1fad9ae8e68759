package org.exina.experiment;

/**
 * What somebody else reported of an experiment.
 *
 * @param loss mean cross-entropy on the validation part, natural logarithm, at least 0
 * @param accuracy in [0, 1]
 */
public record ReferenceResult(double loss, double accuracy) {
    public ReferenceResult {
        if (!(loss >= 0) || !(accuracy >= 0 && accuracy <= 1)) {
            throw new IllegalArgumentException(
                    "expected a loss of at least 0 and an accuracy in [0, 1], got " + loss + " and " + accuracy);
        }
    }
}
