package org.exina.cli;

import java.io.IOException;
import java.util.List;
import org.exina.api.Recipe;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.io.ExinaException;
import picocli.CommandLine.Option;

/** How images become features. */
final class FeatureOptions {
    @Option(
            names = "--backbone",
            paramLabel = "B[,B2]",
            description = {
                "Frozen networks; their features stand side by side. 'exina backbones' lists them. Default:"
                        + " scattering, which is built in.",
                "How one is read may stand after a colon: vgg16:size=200,taps=block4_pool+block5_pool,pooling=flatten."
                        + " size: height and width of its images. taps: layers ('exina backbones info vgg16'), joined"
                        + " by +. pooling: mean, max, gem (generalised mean), std (standard deviation) or flatten, class for"
                        + " token outputs; several are joined by +. preprocessing: own, caffe,"
                        + " tf, torch, unit (divide by 255) or none."
            })
    private String backbones;

    @Option(
            names = "--views",
            paramLabel = "N",
            description = "Average the features of 1, 2, 4 or all 8 ways to turn and mirror an image. Default: 1.")
    private Integer views;

    @Option(
            names = "--crop",
            defaultValue = "stretch",
            description = "What a network sees of an image that is not of its shape: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Crop crop;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + FeaturePlan.BATCH,
            description = "Images in one run of a network. Default: ${DEFAULT-VALUE}.")
    private int batch;

    /**
     * The recipe so far.
     *
     * @throws IOException naming what is known, when a backbone cannot be read
     */
    Recipe.Builder recipe(DataOptions data) throws IOException {
        Recipe.Builder recipe = recipe();
        data.groupBy().ifPresent(recipe::groupBy);
        return recipe;
    }

    Recipe.Builder recipe() throws IOException {
        UsageException.requireAtLeast(1, "--batch", batch);
        if (views != null && !List.of(1, 2, 4, 8).contains(views)) {
            throw new UsageException("--views: expected 1, 2, 4 or 8, got " + views);
        }
        Recipe.Builder recipe = Recipe.DEFAULT.toBuilder().crop(crop).batch(batch);
        if (views != null) {
            recipe.views(views);
        }
        try {
            return backbones == null ? recipe : recipe.backbones(backbones);
        } catch (ExinaException e) {
            throw new UsageException("--backbone: " + e.getMessage());
        }
    }
}
