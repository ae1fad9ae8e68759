package org.exina.experiment;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.dataset.Audit;
import org.exina.dataset.Auditor;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Folds;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;

/** The readable images of a data set, their labels, and what must stay together. Needs no network. */
public final class LabelledImages {
    private final Inspection inspection;
    private final Audit audit;
    private final Optional<Pattern> groupBy;
    private final Groups groups;
    private final int[] labels;
    private final int[] groupOf;

    private LabelledImages(Inspection inspection, Audit audit, Optional<Pattern> groupBy) throws ExinaException {
        this.inspection = inspection;
        this.audit = audit;
        this.groupBy = groupBy;
        this.groups = Groups.of(inspection, groupBy);
        this.labels = inspection.dataset().labels();
        this.groupOf = groups.groupOf();
    }

    /**
     * Inspects every image, once labels and groups are known to be sound, and groups duplicates.
     *
     * @param groupBy see {@link Groups#of}
     * @throws DatasetException when there are not two classes of readable images, or {@link Groups#requireSound}
     *     refuses them
     */
    public static LabelledImages open(Dataset data, Optional<Pattern> groupBy, Inspection.Inspector inspector)
            throws IOException {
        Groups.requireSound(data, groupBy);
        LabelledImages images = of(inspector.inspect(data), groupBy);
        images.dataset().requireSound();
        return images;
    }

    /** Groups the images of an inspected data set, and leaves out those that cannot be read. */
    public static LabelledImages of(Inspection all, Optional<Pattern> groupBy) throws ExinaException {
        return new LabelledImages(all.readable(), Auditor.audit(all, Audit.Settings.DEFAULT), groupBy);
    }

    /** Only readable images. */
    public Dataset dataset() {
        return inspection.dataset();
    }

    public Groups groups() {
        return groups;
    }

    /** Of all images, unreadable ones too. */
    public Audit audit() {
        return audit;
    }

    /** What grouped file names; empty when nothing did. */
    public String groupBy() {
        return groupBy.map(Pattern::pattern).orElse("");
    }

    /** The folds of a cross-validation. */
    public Folds folds(int count, long seed) throws DatasetException {
        return Folds.stratified(dataset(), groups, count, seed);
    }

    /**
     * Makes sure that the images can be split into folds, before anything is computed.
     *
     * @param repeats how often, each time with the next seed
     * @return these images
     * @throws DatasetException when a class stands in one group only, or there are fewer groups than folds
     */
    public LabelledImages requireFolds(int count, int repeats, long seed) throws DatasetException {
        for (int r = 0; r < repeats; r++) {
            folds(count, seed + r);
        }
        return this;
    }

    /** Folds inside some of the samples, one number for each of them; empty where there is one group only. */
    int[] innerFolds(int[] samples, long seed) {
        return InnerFolds.of(labels(samples), groupsOf(samples), InnerFolds.COUNT, seed);
    }

    /** The class index of each of some samples. */
    public int[] labels(int[] samples) {
        return Arrays.stream(samples).map(i -> labels[i]).toArray();
    }

    /** The group of each of some samples. */
    public int[] groupsOf(int[] samples) {
        return Arrays.stream(samples).map(i -> groupOf[i]).toArray();
    }

    /** How many groups some samples are of. */
    int groupCount(int[] samples) {
        return (int) Arrays.stream(groupsOf(samples)).distinct().count();
    }

    /** How many of some samples each class has. */
    int[] classSizes(int[] samples) {
        int[] sizes = new int[dataset().classes().size()];
        for (int label : labels(samples)) {
            sizes[label]++;
        }
        return sizes;
    }

    /** What samples show, see {@link Inspection#sources}. */
    List<ImageSource> sources() {
        return inspection.sources();
    }

    /** Of the content of a sample. */
    public String sha256(int sample) {
        return inspection.facts().get(sample).sha256();
    }

    /** SHA-256 over label, content and group of each sample, in order: 64 hexadecimal digits. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            text.append(dataset().samples().get(i).label())
                    .append('\t')
                    .append(sha256(i))
                    .append('\t')
                    .append(groupOf[i])
                    .append('\n');
        }
        return Sha256.of(text.toString());
    }
}
