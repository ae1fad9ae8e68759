package org.exina.head.select;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import org.exina.model.ModelCard;

/**
 * What a head that was searched for says of itself.
 *
 * @param head as it was asked for
 * @param temperature of the mean probabilities
 * @param leftOutLogLoss of samples whose groups were left out, by what was chosen
 * @param leftOutErrors the same
 * @param leftOutSamples how many samples these are of
 * @param sizeWeight how much the size of grains counts; null where it was not tried
 * @param selection among what it was chosen; empty for one that was put together by hand
 */
record SelectionReport(
        String head,
        double temperature,
        double leftOutLogLoss,
        int leftOutErrors,
        int leftOutSamples,
        Double sizeWeight,
        @JsonIgnore Optional<ModelCard.Selection> selection) {
    /** Of a head that was put together by hand. */
    static final SelectionReport NONE = new SelectionReport("auto", 1, 0, 0, 0, null, Optional.empty());
}
