package org.exina.cli;

import java.util.List;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.dataset.Layout;

/**
 * A data check as {@code --json} prints it. Names as in {@link Audit}.
 *
 * @param total how many findings there are
 */
record CheckSummary(
        String root,
        Layout layout,
        int pictures,
        List<Audit.ClassSize> classes,
        int groups,
        int ignored,
        int total,
        Map<Audit.Kind, Integer> counts,
        List<Audit.Finding> findings) {

    static CheckSummary of(Audit audit) {
        return new CheckSummary(
                audit.root(),
                audit.layout(),
                audit.pictures(),
                audit.classes(),
                audit.groups(),
                audit.ignored(),
                audit.findings().size(),
                audit.counts(),
                audit.findings());
    }
}
