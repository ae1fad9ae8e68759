package org.exina.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.dataset.Dataset;
import org.exina.dataset.Folds;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.experiment.LabelledImages;
import org.exina.io.Sha256;
import org.exina.task.Progress;

/**
 * The images of a suite: cut once for each way of cutting and dividing that its experiments ask for, kept beside the
 * experiments, and read from there.
 */
final class SuiteImages {
    private static final String FOLDER = ".pictures";
    private static final double ANY_SHARE = 0.2; // folds are made of both parts

    private final Dataset data;
    private final Optional<Pattern> groupBy;
    private final Path runs;
    private final String exina;
    private final String fingerprint;

    private SuiteImages(Dataset data, Optional<Pattern> groupBy, Path runs, String exina, String fingerprint) {
        this.data = data;
        this.groupBy = groupBy;
        this.runs = runs;
        this.exina = exina;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads the images once to know them again.
     *
     * @param data of files
     * @param runs where cut images are kept, in a hidden folder
     * @param exina version of the program
     */
    static SuiteImages of(Dataset data, Optional<Pattern> groupBy, Path runs, String exina, Progress progress)
            throws IOException {
        LabelledImages.requireSound(data, groupBy);
        Inspection inspection = Inspection.of(data, progress);
        StringBuilder text = new StringBuilder(groupBy.map(Pattern::pattern).orElse(""));
        for (int i = 0; i < inspection.facts().size(); i++) {
            text.append('\n')
                    .append(inspection.dataset().samples().get(i).label())
                    .append('\t')
                    .append(inspection.facts().get(i).sha256());
        }
        return new SuiteImages(data, groupBy, runs, exina, Sha256.of(text.toString()));
    }

    /** SHA-256 over labels, contents and what groups them. */
    String fingerprint() {
        return fingerprint;
    }

    /** What the user named. */
    Path source() {
        return data.source();
    }

    /** Cuts them as asked, unless that is done, and reads what was cut. */
    Inspection prepared(SplitSpec plan, long seed, Progress progress) throws IOException {
        double validation = plan.folds() > 0 ? ANY_SHARE : plan.validation();
        String how = plan.cut().id() + " " + validation + " " + seed + " " + plan.leaky() + " " + fingerprint;
        Path folder = runs.resolve(FOLDER).resolve(Sha256.of(how).substring(0, 16));
        Path manifest = folder.resolve(Preparation.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            PreparationSettings settings =
                    new PreparationSettings(plan.cut(), OptionalInt.empty(), validation, seed, groupBy, plan.leaky());
            Preparation.run(data, folder, settings, exina, progress);
        }
        return Inspection.of(Dataset.open(manifest), progress);
    }

    /** Who is trained on and who is tested. */
    static final class Division {
        private final int[] train;
        private final int[] test;

        private Division(int[] train, int[] test) {
            this.train = train;
            this.test = test;
        }

        /** Samples, ascending. */
        int[] train() {
            return train.clone();
        }

        /** Samples, ascending. */
        int[] test() {
            return test.clone();
        }
    }

    /**
     * One division for a validation part, one for each fold.
     *
     * @param images as {@link #prepared} gives them
     */
    static List<Division> divisions(Inspection images, SplitSpec plan, long seed) throws IOException {
        Dataset dataset = images.dataset();
        if (plan.folds() > 0) {
            Folds folds = Folds.stratified(dataset, Groups.of(images, Optional.empty()), plan.folds(), seed);
            return IntStream.range(0, plan.folds())
                    .mapToObj(fold -> new Division(folds.train(fold), folds.test(fold)))
                    .toList();
        }
        String side = PreparationSettings.VALIDATION + "/";
        return List.of(new Division(
                samples(dataset, path -> !path.startsWith(side)), samples(dataset, path -> path.startsWith(side))));
    }

    private static int[] samples(Dataset dataset, Predicate<String> wanted) {
        return IntStream.range(0, dataset.size())
                .filter(i -> wanted.test(dataset.relativePaths().get(i)))
                .toArray();
    }
}
