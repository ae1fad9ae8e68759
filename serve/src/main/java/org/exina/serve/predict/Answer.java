package org.exina.serve.predict;

import java.util.List;
import org.exina.model.Prediction;

/**
 * What a model says of images.
 *
 * @param notes what a user should know of how they were read
 * @param images in the order in which they were sent
 */
public record Answer(String model, List<String> notes, List<ImageAnswer> images) {
    /**
     * What it says of one of them.
     *
     * @param label the likeliest class, or "unknown"; empty when it could not be read
     * @param probability of the label; null when it is unknown or could not be read
     * @param novelty null where the model does not know it
     * @param diameterMicrons of the grain; null where the model does not go by it or it is not known
     * @param why it is unknown; empty when it is not
     * @param top the likeliest classes, whether it is unknown or not
     * @param nearest training images, the nearest first
     * @param heat what of the image speaks for the answer, as the data of a PNG; empty where it was not asked for
     * @param problem why it could not be read; empty when it could
     */
    public record ImageAnswer(
            String name,
            int width,
            int height,
            String label,
            Double probability,
            boolean unknown,
            Double novelty,
            Double diameterMicrons,
            String why,
            List<Prediction.Ranked> top,
            List<NearImage> nearest,
            String heat,
            String problem) {
        /** One that could not be read. */
        static ImageAnswer unreadable(String name, String problem) {
            return new ImageAnswer(name, 0, 0, "", null, false, null, null, "", List.of(), List.of(), "", problem);
        }
    }

    /**
     * A training image.
     *
     * @param image a small copy, as the data of a JPEG
     * @param path what it was called
     */
    public record NearImage(String label, String image, String path, double distance) {}
}
