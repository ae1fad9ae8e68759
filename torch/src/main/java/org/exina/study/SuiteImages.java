package org.exina.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.dataset.Dataset;
import org.exina.dataset.Folds;
import org.exina.dataset.Groups;
import org.exina.dataset.Inspection;
import org.exina.dataset.Sample;
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
    private final Inspection.Inspector inspector;
    private final String fingerprint;
    private final Inspection whole;

    private SuiteImages(SuiteSettings settings, String fingerprint, Inspection whole) {
        this.data = settings.data();
        this.whole = whole;
        this.groupBy = settings.groupBy();
        this.runs = settings.runs();
        this.exina = settings.versions().get("exina");
        this.inspector = settings.inspector();
        this.fingerprint = fingerprint;
    }

    /**
     * Reads the images once to know them again.
     *
     * @param settings whose data are files; cut images are kept in a hidden folder beside the runs
     */
    static SuiteImages of(SuiteSettings settings) throws IOException {
        Dataset data = settings.data();
        Optional<Pattern> groupBy = settings.groupBy();
        Groups.requireSound(data, groupBy);
        Inspection inspection = settings.inspector().inspect(data);
        StringBuilder text = new StringBuilder(groupBy.map(Pattern::pattern).orElse(""));
        for (int i = 0; i < inspection.facts().size(); i++) {
            text.append('\n')
                    .append(inspection.dataset().samples().get(i).label())
                    .append('\t')
                    .append(inspection.facts().get(i).sha256());
        }
        return new SuiteImages(settings, Sha256.of(text.toString()), inspection.readable());
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
            Preparation.run(data, folder, settings, exina, inspector, progress);
        }
        return inspector.inspect(Dataset.open(manifest));
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
     * One division for a validation part, one for each fold. Where one piece was cut from each image, the folds are those of a
     * cross-validation of the images with the same seed.
     *
     * @param images as {@link #prepared} gives them
     */
    List<Division> divisions(Inspection images, SplitSpec plan, long seed) throws IOException {
        Dataset dataset = images.dataset();
        if (plan.folds() > 0) {
            boolean pieces = plan.cut() == Cut.TWO_SQUARES;
            Folds folds = pieces
                    ? Folds.stratified(dataset, Groups.of(images, Optional.empty()), plan.folds(), seed)
                    : Folds.stratified(whole.dataset(), Groups.of(whole, groupBy), plan.folds(), seed);
            int[] dealt = pieces ? samples(dataset, i -> true) : images(dataset);
            return IntStream.range(0, plan.folds())
                    .mapToObj(fold -> new Division(
                            samples(dataset, i -> folds.foldOf(dealt[i]) != fold),
                            samples(dataset, i -> folds.foldOf(dealt[i]) == fold)))
                    .toList();
        }
        String side = PreparationSettings.VALIDATION + "/";
        IntPredicate tested = i -> dataset.relativePaths().get(i).startsWith(side);
        return List.of(new Division(samples(dataset, tested.negate()), samples(dataset, tested)));
    }

    /** For each piece the image it was cut from, by the image's number within its class, with which the name begins. */
    private int[] images(Dataset pieces) {
        Map<String, List<Integer>> byClass = new HashMap<>();
        List<Sample> all = whole.dataset().samples();
        for (int i = 0; i < all.size(); i++) {
            byClass.computeIfAbsent(all.get(i).label(), any -> new ArrayList<>())
                    .add(i);
        }
        return IntStream.range(0, pieces.size())
                .map(i -> {
                    String path = pieces.relativePaths().get(i);
                    String number = path.substring(path.lastIndexOf('/') + 1, path.indexOf('-', path.lastIndexOf('/')));
                    return byClass.get(pieces.samples().get(i).label()).get(Integer.parseInt(number) - 1);
                })
                .toArray();
    }

    private static int[] samples(Dataset dataset, IntPredicate wanted) {
        return IntStream.range(0, dataset.size()).filter(wanted).toArray();
    }
}
