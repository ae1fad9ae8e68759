package org.exina.cli;

import org.exina.api.Recipe;
import org.exina.augment.Augmentation;
import org.exina.io.ExinaException;
import picocli.CommandLine.Option;

/** Which variants of the training images are trained on too. */
final class AugmentOptions {
    private static final int DEFAULT_COUNT = 4;

    @Option(
            names = "--augment",
            paramLabel = "A",
            description =
                    "Train on variants of the images too: study, microscope, or settings such as"
                            + " rotate=180,flip=both ('exina augment' shows them). What is tested is never changed. Default: none.")
    private String augment;

    @Option(
            names = "--variants",
            paramLabel = "N",
            description = "Variants of each image, with --augment. Default: " + DEFAULT_COUNT + ".")
    private Integer count;

    void into(Recipe.Builder recipe) throws ExinaException {
        if (augment == null) {
            if (count != null) {
                throw new UsageException("--variants: expected --augment beside it, which says of what kind");
            }
            return;
        }
        UsageException.requireAtLeast(1, "--variants", count);
        Augmentation augmentation = Augmentation.parse(augment);
        if (!augmentation.equals(Augmentation.NONE)) {
            recipe.variants(augmentation, count == null ? DEFAULT_COUNT : count);
        }
    }
}
