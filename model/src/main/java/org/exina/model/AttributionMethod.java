package org.exina.model;

import java.io.IOException;
import org.exina.image.RgbImage;
import org.exina.task.Progress;

/** One way to make heat maps of a model. */
interface AttributionMethod extends AutoCloseable {
    /** In one word, for the record. */
    String method();

    /**
     * What each part of an image adds to the score of a class: the logarithm of its probability, less the mean of the
     * others'.
     *
     * @param label a class index
     */
    HeatMap map(RgbImage image, int label, Progress progress) throws IOException;

    @Override
    void close();
}
