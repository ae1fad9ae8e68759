package org.exina.head.select;

import java.util.Map;
import java.util.Optional;
import org.exina.model.ModelCard;

/**
 * What a head that was searched for says of itself.
 *
 * @param settings see {@link org.exina.head.Head#settings}
 * @param selection empty for one that was put together by hand
 */
record SelectionReport(Map<String, String> settings, Optional<ModelCard.Selection> selection) {
    static final SelectionReport NONE = new SelectionReport(Map.of(), Optional.empty());
}
