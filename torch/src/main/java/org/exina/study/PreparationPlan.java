package org.exina.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.dataset.Split;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageFormat;
import org.exina.image.file.ImageHeader;

/** Which files will be written: decided before the first one is. */
final class PreparationPlan {
    private final Inspection inspection;
    private final Dataset dataset;
    private final Groups groups;
    private final PreparationSettings settings;
    private final List<Piece> pieces;

    private PreparationPlan(Inspection inspection, Groups groups, PreparationSettings settings) throws IOException {
        this.inspection = inspection;
        this.dataset = inspection.dataset();
        this.groups = groups;
        this.settings = settings;
        FileNames.checkLabels(dataset);
        this.pieces = dealt();
    }

    /**
     * Plans all files: which group each image is of, which part it goes to, what it is named.
     *
     * @param inspection of readable images
     * @throws DatasetException when they cannot be split or named
     */
    static PreparationPlan of(Inspection inspection, PreparationSettings settings) throws IOException {
        return new PreparationPlan(inspection, Groups.of(inspection, settings.groupBy()), settings);
    }

    Dataset dataset() {
        return dataset;
    }

    PreparationSettings settings() {
        return settings;
    }

    /** In the order of the data set, the pieces of an image one after the other. */
    List<Piece> pieces() {
        return pieces;
    }

    int groups() {
        return groups.count();
    }

    ImageHeader header(int sample) {
        return inspection.facts().get(sample).header().orElseThrow();
    }

    /** The group of each sample, named after the first image in it. */
    List<String> groupNames() {
        int[] groupOf = groups.groupOf();
        String[] first = new String[groups.count()];
        for (int i = groupOf.length - 1; i >= 0; i--) {
            first[groupOf[i]] = dataset.relativePaths().get(i);
        }
        return Arrays.stream(groupOf).mapToObj(g -> first[g]).toList();
    }

    /** Whether an image is written as the file it is, not one bit changed. */
    boolean isCopied(int sample) throws IOException {
        Path file = dataset.samples().get(sample).source().file().orElseThrow();
        return settings.cut() == Cut.STRETCH
                && settings.size().isEmpty()
                && header(sample).format() == ImageFormat.JPEG // as PNG it would be many times as large
                && ImageFile.isStoredUpright(file);
    }

    /** Images with pieces on both sides. */
    int torn() {
        return (int) IntStream.range(0, pieces.size())
                .filter(i -> pieces.get(i).number() > 1
                        && pieces.get(i).validation() != pieces.get(i - 1).validation())
                .count();
    }

    private List<Piece> dealt() throws IOException {
        int[] sampleOf = IntStream.range(0, dataset.size())
                .flatMap(i -> IntStream.generate(() -> i).limit(count(i)))
                .toArray();
        boolean[] validation = settings.leaky() ? leaky(sampleOf) : grouped(sampleOf);
        List<String> numbers = FileNames.numbers(dataset);
        List<Piece> all = new ArrayList<>();
        for (int p = 0; p < sampleOf.length; p++) {
            int sample = sampleOf[p];
            int number = p > 0 && sampleOf[p - 1] == sample ? all.get(p - 1).number() + 1 : 1;
            String path = String.join(
                    "/",
                    validation[p] ? PreparationSettings.VALIDATION : PreparationSettings.TRAIN,
                    dataset.samples().get(sample).label(),
                    numbers.get(sample) + "-" + number + "-"
                            + FileNames.stem(dataset.relativePaths().get(sample))
                            + (isCopied(sample) ? ".jpg" : ".png"));
            all.add(new Piece(sample, number, count(sample), validation[p], path));
        }
        return all;
    }

    private int count(int sample) {
        ImageHeader header = header(sample);
        return settings.cut().count(header.width(), header.height());
    }

    private boolean[] grouped(int[] sampleOf) throws DatasetException {
        Split split = Split.stratified(dataset, groups, settings.validation(), settings.seed());
        boolean[] tested = sides(split, dataset.size());
        boolean[] validation = new boolean[sampleOf.length];
        for (int p = 0; p < sampleOf.length; p++) {
            validation[p] = tested[sampleOf[p]];
        }
        return validation;
    }

    /** As the study did it: pieces split one by one, whatever image they come from. */
    private boolean[] leaky(int[] sampleOf) throws DatasetException {
        int[] ofImage = dataset.labels();
        int[] labels = Arrays.stream(sampleOf).map(i -> ofImage[i]).toArray();
        for (int k = 0; k < dataset.classes().size(); k++) {
            int label = k;
            if (Arrays.stream(labels).filter(l -> l == label).count() == 1) {
                throw new DatasetException(
                        dataset.root(),
                        "the class " + dataset.classes().get(k)
                                + " gives 1 crop; expected at least 2, to train on one and test on the other; add"
                                + " images of it or leave it out");
            }
        }
        int[] alone = IntStream.range(0, labels.length).toArray();
        return sides(Split.stratified(labels, alone, settings.validation(), settings.seed()), labels.length);
    }

    private static boolean[] sides(Split split, int count) {
        boolean[] tested = new boolean[count];
        for (int i : split.test()) {
            tested[i] = true;
        }
        return tested;
    }
}
