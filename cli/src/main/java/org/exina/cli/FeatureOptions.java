package org.exina.cli;

import java.io.IOException;
import java.util.List;
import org.exina.backbone.BackboneSpec;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.image.View;
import org.exina.io.ExinaException;
import picocli.CommandLine.Option;

/** How pictures become features. */
final class FeatureOptions {
    @Option(
            names = "--backbone",
            paramLabel = "B[,B2]",
            defaultValue = "scattering",
            description = {
                "Frozen networks; their features stand side by side. 'exina backbones' lists them. Default:"
                        + " ${DEFAULT-VALUE}, which is built in.",
                "How one is read may stand after a colon: vgg16:size=200,taps=block4_pool+block5_pool,pooling=flatten."
                        + " size: height and width of its pictures. taps: layers ('exina backbones info vgg16'), joined"
                        + " by +. pooling: mean, max, gem (generalised mean), std (standard deviation) or flatten, class for"
                        + " token outputs; several are joined by +. preprocessing: own, caffe,"
                        + " tf, torch, unit (divide by 255) or none."
            })
    private String backbones;

    @Option(
            names = "--views",
            paramLabel = "N",
            defaultValue = "1",
            description = "Average the features of 1, 2, 4 or all 8 ways to turn and mirror a picture. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int views;

    @Option(
            names = "--crop",
            defaultValue = "stretch",
            description =
                    "What a network sees of a picture that is not of its shape: ${COMPLETION-CANDIDATES}. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Crop crop;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + FeaturePlan.BATCH,
            description = "Pictures in one run of a network. Default: ${DEFAULT-VALUE}.")
    private int batch;

    /**
     * The backbones that {@code --backbone} names.
     *
     * @throws IOException naming what is known, when one cannot be read
     */
    List<BackboneSpec> backbones() throws IOException {
        try {
            return BackboneSpec.parseList(backbones);
        } catch (ExinaException e) {
            throw new UsageException("--backbone: " + e.getMessage());
        }
    }

    /**
     * The views that {@code --views} asks for.
     *
     * @throws UsageException when there is no such number of views
     */
    List<View> views() {
        try {
            return View.first(views);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--views: expected 1, 2, 4 or 8, got " + views);
        }
    }

    Crop crop() {
        return crop;
    }

    int batch() {
        if (batch < 1) {
            throw new UsageException("--batch: expected 1 or more, got " + batch);
        }
        return batch;
    }
}
