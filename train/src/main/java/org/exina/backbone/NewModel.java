package org.exina.backbone;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.exina.image.Interpolation;
import org.exina.network.Preprocessing;
import org.exina.onnx.InputSpec;

/**
 * A model to be added, as the user describes it.
 *
 * @param file an ONNX model; files that it keeps weights in lie beside it
 * @param name what it will be called: letters, digits, '-', '_' and '.'
 * @param preprocessing of RGB pixels 0 to 255
 * @param height of its images, in pixels
 * @param width of its images, in pixels
 * @param taps outputs or inner values to be read; empty for all outputs
 * @param pooling how each of them becomes a vector
 * @param tuned what it was trained on here, if it was
 */
public record NewModel(
        Path file,
        String name,
        Preprocessing preprocessing,
        int height,
        int width,
        Interpolation interpolation,
        List<String> taps,
        Pooling pooling,
        Optional<FineTuningProvenance> tuned) {
    public NewModel {
        taps = List.copyOf(taps);
    }

    /** One that was not trained here. */
    public NewModel(
            Path file,
            String name,
            Preprocessing preprocessing,
            int height,
            int width,
            Interpolation interpolation,
            List<String> taps,
            Pooling pooling) {
        this(file, name, preprocessing, height, width, interpolation, taps, pooling, Optional.empty());
    }

    InputSpec input() {
        return new InputSpec(height, width, interpolation);
    }
}
