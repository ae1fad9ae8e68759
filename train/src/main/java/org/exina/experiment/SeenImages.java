package org.exina.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.image.file.ImageFingerprints;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** Which images backbones were tuned on: figures got of those would be too good. */
public final class SeenImages {
    private SeenImages() {}

    /** Some samples, and what the backbones were tuned on, for a model to know them again. */
    public static ImageFingerprints of(LabelledImages images, int[] samples, List<Backbone> backbones) {
        ImageFingerprints seen = ImageFingerprints.of(
                Arrays.stream(samples).mapToObj(images::sha256).toList());
        for (Backbone backbone : backbones) {
            seen = seen.and(ImageFingerprints.parse(backbone.seen()));
        }
        return seen;
    }

    /**
     * Makes sure that no backbone has seen the images that it is tested on.
     *
     * @throws ExinaException when one was tuned on some of them
     */
    public static void requireNone(LabelledImages images, List<Backbone> backbones) throws ExinaException {
        for (Backbone backbone : backbones) {
            ImageFingerprints seen = ImageFingerprints.parse(backbone.seen());
            long count = IntStream.range(0, images.dataset().size())
                    .filter(i -> seen.contains(images.sha256(i)))
                    .count();
            if (count > 0) {
                throw new ExinaException(
                                images.dataset().root(),
                                "backbone " + backbone.name() + " was tuned on " + count + " of these "
                                        + images.dataset().size()
                                        + " images, so a cross-validation with it would promise too much. An honest"
                                        + " estimate tunes anew without each fold")
                        .with(Remedy.Kind.TUNE_EACH_FOLD, images.dataset().root());
            }
        }
    }
}
