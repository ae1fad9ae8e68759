package org.exina.backbone;

import java.util.List;
import java.util.Optional;
import org.exina.image.Interpolation;
import org.exina.io.Sha256;
import org.exina.network.Preprocessing;
import org.exina.onnx.InputSpec;

/**
 * A model that a user added, as its {@code backbone.json} describes it. Plain records, read and written as they stand.
 *
 * @param format version of this description, {@value #FORMAT}
 * @param source name of the file it was copied from
 * @param model name of its file, in the same folder
 * @param files all files of the model with their hashes, the weights beside it too
 * @param preprocessing of RGB pixels 0 to 255
 * @param channelsLast whether it takes (n, h, w, 3) and not (n, 3, h, w)
 * @param oneByOne whether it takes one image at a time only
 * @param taps in the order of the features
 * @param parameters how many numbers it learned
 * @param selfTest features of {@link FeatureCheck#image}
 * @param tuned where it comes from, if it was trained here
 */
record AddedModel(
        int format,
        String source,
        String model,
        List<StoredFile> files,
        Preprocessing preprocessing,
        int heightPx,
        int widthPx,
        Interpolation interpolation,
        boolean channelsLast,
        boolean oneByOne,
        List<PooledTap> taps,
        long parameters,
        List<Float> selfTest,
        Optional<FineTuningProvenance> tuned) {
    static final int FORMAT = 2;

    AddedModel {
        files = List.copyOf(files);
        taps = List.copyOf(taps);
        selfTest = List.copyOf(selfTest);
    }

    /**
     * A file of the model, and what tells whether it is still the one that was added.
     *
     * @param bytes its size
     * @param sha256 64 hexadecimal digits
     */
    record StoredFile(String name, long bytes, String sha256) {}

    TapConfig reading() {
        return new TapConfig(new InputSpec(heightPx, widthPx, interpolation), preprocessing, taps);
    }

    /** The images it was tuned on, see {@link FineTuningProvenance#seen}; empty when it was not. */
    String seen() {
        return tuned.map(FineTuningProvenance::seen).orElse("");
    }

    /** Over the model's files, whatever their names. */
    String network() {
        StringBuilder text = new StringBuilder("added 2\n");
        files.forEach(file -> text.append(file.sha256()).append('\n'));
        return Sha256.of(text.toString());
    }
}
