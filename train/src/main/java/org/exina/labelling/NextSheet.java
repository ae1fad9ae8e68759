package org.exina.labelling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.exina.head.WithinClassSpace;
import org.exina.math.Statistics;

/** What {@link SheetChooser} finds from some labels. */
final class NextSheet {
    /** Images at most on a sheet with a proposed label. */
    private static final int MOST_SHOWN = 48;
    /** Smaller groups are not shown as one. */
    private static final int LEAST_GROUP = 6;
    /** Of a group, how much is shown, its middle, and how many images at most: farther out other classes begin. */
    private static final double SHOWN = 0.7;

    private static final int MOST_OF_GROUP = 16;
    /** Groups that lie nearer to a named class are left to it, see {@link LabelModel#novelty}. */
    private static final double NEW = 0.4;
    /** The least probability of images on a sheet with a proposed label: the first that finds two. */
    private static final double[] SURE = {0.9, 0.5};
    /** Steps that a wrong image on such a sheet costs: it is thrown out, and named elsewhere. */
    private static final double COST_OF_WRONG = 2;
    /** Share of the images that must have been looked at with a proposed label for guesses to be believed. */
    private static final double LEAST_CHECKED = 0.1;
    /** How many deviations of the number of wrong guesses the goal is met with to spare. */
    private static final double SPARE = 0.5;

    private final double[][] coarse;
    private final double[][] first;
    private final int[] grouped;
    private final List<String> classes;
    private final int[] labels; // -1 for none
    private final int[] open; // images without a label
    private final int checked;
    private final GuessCalibration calibration;
    private final Optional<LabelModel> model;
    private final List<Optional<Guess>> guesses; // mended; empty for labelled images

    NextSheet(double[][] points, double[][] coarse, double[][] first, int[] grouped, KnownLabels known) {
        this.coarse = coarse;
        this.first = first;
        this.grouped = grouped;
        this.classes = List.copyOf(new TreeSet<>(
                known.labels().stream().filter(label -> !label.isEmpty()).toList()));
        this.labels = known.labels().stream().mapToInt(classes::indexOf).toArray();
        this.open = IntStream.range(0, labels.length).filter(i -> labels[i] < 0).toArray();
        this.checked = known.checked().size();
        this.calibration = new GuessCalibration(known.checked());
        boolean[][] refused = new boolean[labels.length][classes.size()];
        for (int i : open) {
            known.refused().get(i).stream()
                    .mapToInt(classes::indexOf)
                    .filter(k -> k >= 0)
                    .forEach(k -> refused[i][k] = true);
        }
        boolean learnable = classes.size() > 1 && labels.length - open.length > classes.size();
        this.model =
                learnable ? Optional.of(new LabelModel(points, labels, refused, classes.size())) : Optional.empty();
        this.guesses = IntStream.range(0, labels.length).mapToObj(this::guess).toList();
    }

    private Optional<Guess> guess(int image) {
        return labels[image] >= 0 || model.isEmpty() || raw(image) == 0
                ? Optional.empty()
                : Optional.of(new Guess(classes.get(best(image)), calibration.of(raw(image))));
    }

    private int best(int image) {
        double[] p = model.orElseThrow().probabilities()[image];
        return IntStream.range(0, p.length).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
    }

    /** Probability of the best class as the model has it; 0 where all are refused. */
    private double raw(int image) {
        return model.orElseThrow().probabilities()[image][best(image)];
    }

    private double sure(int image) {
        return guesses.get(image).map(Guess::probability).orElse(0.0);
    }

    Prospect prospect(double goal) {
        double wrong = Arrays.stream(open).mapToDouble(i -> 1 - sure(i)).sum();
        double deviation = Math.sqrt(
                Arrays.stream(open).mapToDouble(i -> sure(i) * (1 - sure(i))).sum());
        boolean believed = goal < 1 && checked >= LEAST_CHECKED * labels.length;
        boolean done = open.length == 0 || (believed && wrong + SPARE * deviation <= (1 - goal) * labels.length);
        return new Prospect(done ? Optional.empty() : Optional.of(sheet()), guesses, 1 - wrong / labels.length);
    }

    private Sheet sheet() {
        return group().or(this::proposal).orElseGet(this::rest);
    }

    /** The middle of a group that nobody named an image of and that is like no class. */
    private Optional<Sheet> group() {
        double[][] space = model.isEmpty() ? first : withGroups(model.get());
        return Arrays.stream(Groups.of(space, grouped, classes.size()))
                .filter(group -> group.length >= LEAST_GROUP && isNew(group))
                .max(Comparator.comparingDouble(group -> worth(space, group)))
                .map(group -> Groups.byTypicality(space, group))
                .map(group -> {
                    int shown = Math.max(LEAST_GROUP, (int) Math.ceil(SHOWN * group.length));
                    return unnamed(IntStream.of(group).limit(Math.min(MOST_OF_GROUP, shown)));
                });
    }

    private boolean isNew(int[] group) {
        return Arrays.stream(group).allMatch(i -> labels[i] < 0)
                && (model.isEmpty() || model.get().novelty(group) >= NEW);
    }

    /** Large and close. */
    private static double worth(double[][] space, int[] group) {
        return group.length / Math.sqrt(1e-9 + Statistics.median(Groups.spread(space, group)));
    }

    /** The space in which groups without a label count as classes of their own, too. */
    private double[][] withGroups(LabelModel of) {
        double[][] space = WithinClassSpace.of(coarse, of.shares()).points();
        int[][] unlabelled = Arrays.stream(Groups.of(space, grouped, classes.size()))
                .filter(group -> Arrays.stream(group).allMatch(i -> labels[i] < 0))
                .toArray(int[][]::new);
        double[][] shares = new double[labels.length][classes.size() + unlabelled.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                shares[i][labels[i]] = 1;
            }
        }
        for (int g = 0; g < unlabelled.length; g++) {
            for (int i : unlabelled[g]) {
                shares[i][classes.size() + g] = 1;
            }
        }
        return WithinClassSpace.of(coarse, shares).points();
    }

    private static Sheet unnamed(IntStream images) {
        return new Sheet(images.boxed().toList(), Optional.empty(), List.of());
    }

    /** The images taken for one class that give most labels for a step. */
    private Optional<Sheet> proposal() {
        if (model.isEmpty()) {
            return Optional.empty();
        }
        return IntStream.range(0, classes.size())
                .mapToObj(this::likely)
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(this::labelsPerStep))
                .map(images -> new Sheet(
                        images,
                        Optional.of(classes.get(best(images.get(0)))),
                        images.stream().map(this::raw).toList()));
    }

    private Optional<List<Integer>> likely(int k) {
        List<Integer> taken = Arrays.stream(open)
                .filter(i -> sure(i) > 0 && best(i) == k)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sure(i)))
                .toList();
        return Arrays.stream(SURE)
                .mapToObj(least -> taken.stream()
                        .filter(i -> sure(i) >= least)
                        .limit(MOST_SHOWN)
                        .toList())
                .filter(images -> images.size() > 1)
                .findFirst();
    }

    private double labelsPerStep(List<Integer> images) {
        double right = images.stream().mapToDouble(this::sure).sum();
        return right / (1 + COST_OF_WRONG * (images.size() - right));
    }

    /** The image that least is known of; a sheet of the nearest ones while there are not two classes. */
    private Sheet rest() {
        if (model.isPresent()) {
            int least = Arrays.stream(open)
                    .boxed()
                    .min(Comparator.comparingDouble(this::sure))
                    .orElseThrow();
            return unnamed(IntStream.of(least));
        }
        int[] nearest = Groups.byTypicality(first, open);
        return unnamed(IntStream.of(nearest).limit(MOST_OF_GROUP));
    }
}
