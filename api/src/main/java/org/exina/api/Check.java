package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.cleaning.DeepCheck;
import org.exina.cleaning.Proposals;
import org.exina.dataset.Audit;
import org.exina.dataset.Auditor;
import org.exina.dataset.Dataset;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.io.CsvStyle;
import org.exina.report.CheckPage;

/** A data set whose images were all looked at: which cannot be read, which are alike, what else may be wrong. */
public final class Check {
    private final Inspection inspection;
    private final Audit alone;
    private final int groups;

    private Check(Inspection inspection, Audit alone, int groups) {
        this.inspection = inspection;
        this.alone = alone;
        this.groups = groups;
    }

    static Check of(Inspection inspection, Optional<Pattern> groupBy) {
        return new Check(
                inspection,
                Auditor.audit(inspection, Audit.Settings.DEFAULT),
                Groups.of(inspection, groupBy).count());
    }

    Inspection inspection() {
        return inspection;
    }

    /** All images, unreadable ones too. */
    public Dataset dataset() {
        return inspection.dataset();
    }

    /** What was found. */
    public Audit audit() {
        return new Audit(
                alone.root(),
                alone.layout(),
                alone.pictures(),
                alone.classes(),
                groups,
                alone.ignored(),
                alone.counts(),
                alone.findings());
    }

    /** Whether an expression put images together that were not already, such as duplicates. */
    public boolean isGrouped() {
        return groups != alone.groups();
    }

    /** The page that shows the images beside each finding. */
    public CheckPage page() {
        return CheckPage.of(dataset(), audit());
    }

    /**
     * Makes sure, before the work begins, that a table of proposals can be written there.
     *
     * @param others files that must stay as they are, or are written, too
     * @throws org.exina.io.ExinaException when it is one of them, or something else than such a table is there
     */
    public static void reserveProposals(Path table, List<Path> others) throws IOException {
        Proposals.KIND.reserve(table, others);
    }

    /** Writes what may be changed as a table: it is read and edited, then applied to a copy by {@link Exina#cleanCopy}. */
    public void writeProposals(Path table, DeepCheck deep, CsvStyle style) throws IOException {
        Proposals.write(table, Proposals.of(inspection, audit(), deep), style);
    }
}
