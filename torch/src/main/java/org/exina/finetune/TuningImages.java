package org.exina.finetune;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.exina.augment.Augmentation;
import org.exina.experiment.TrainingSets;
import org.exina.image.Crop;
import org.exina.image.RgbImage;
import org.exina.onnx.InputSpec;
import org.exina.torch.Samples;

/**
 * Images read from their sources whenever they are needed: decoding takes a small part of the time a network takes for
 * them, and memory stays as it is however many there are.
 */
final class TuningImages {
    private final TrainingSets data;
    private final InputSpec input;
    private final Crop crop;

    TuningImages(TrainingSets data) {
        this.data = data;
        this.input = data.features().plan().backbones().get(0).input();
        this.crop = data.features().plan().crop();
    }

    /** As the backbone sees it. */
    RgbImage plain(int sample) throws IOException {
        return crop.toSize(image(sample), input.width(), input.height(), input.interpolation());
    }

    Samples plain(int[] samples) {
        return Samples.ofImages(
                (i, pass) -> plain(samples[i]).pixels(), data.images().labels(samples));
    }

    /**
     * Another variant in each epoch.
     *
     * @param read told of each image that is read
     */
    Samples varied(int[] samples, Augmentation augmentation, long seed, IntConsumer read) {
        return Samples.ofImages(
                (i, pass) -> {
                    read.accept(pass);
                    return augmentation.equals(Augmentation.NONE)
                            ? plain(samples[i]).pixels()
                            : variant(samples[i], augmentation, seed, pass).pixels();
                },
                data.images().labels(samples));
    }

    private RgbImage variant(int sample, Augmentation augmentation, long seed, int pass) throws IOException {
        return augmentation
                .variant(seed, data.images().sha256(sample), pass + 1)
                .apply(crop.inShape(image(sample), input.width(), input.height()), input.width(), input.height());
    }

    private RgbImage image(int sample) throws IOException {
        return data.images().dataset().samples().get(sample).source().pixels();
    }
}
