package org.exina.cli;

import org.exina.api.Recipe;
import org.exina.io.ExinaException;
import picocli.CommandLine.Option;

/** Which classifier is trained on the features. */
final class HeadOptions {
    @Option(
            names = "--head",
            paramLabel = "H",
            defaultValue = "lda",
            description = {
                "What is trained on the features: lda (shrinkage discriminant analysis), logistic (L2 logistic"
                        + " regression) or top (dense layers), with settings after a colon, such as"
                        + " lda:shrinkage=0.2, logistic:l2=0.01 or top:units=256,optimizer=adam."
                        + " Default: ${DEFAULT-VALUE}."
            })
    private String head;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of everything random. Same data, same seed: same numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    void into(Recipe.Builder recipe) throws ExinaException {
        recipe.head(head).seed(seed);
    }
}
