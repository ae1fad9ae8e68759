package org.exina.head.select;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.model.ModelCard;

/**
 * Chooses features and heads, and which of them to average, by samples left out of its training set; then trains what it
 * chose on all of it. What it chose is kept, so that the same training set gives the same classifier, however much time
 * there is. Where diameters of grains are known, it is tried, too, whether to go by size.
 *
 * @param blocks of the features, in the order of their columns
 * @param seconds one choice may take, more or less; the first candidate of each backbone is always tried
 * @param memory folder where choices are kept; empty to keep none
 */
public record AutomaticHead(List<FeatureBlock> blocks, double seconds, Optional<Path> memory) implements HeadSpec {
    /** Choices are made on so many samples at most: the matrices have a row and a column for each. */
    static final int MOST_SAMPLES = 1200;

    public AutomaticHead {
        blocks = List.copyOf(blocks);
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("expected seconds of 0 or more, got " + seconds);
        }
    }

    @Override
    public String id() {
        return "auto";
    }

    @Override
    public Head train(TrainingSet set, long seed) throws IOException {
        SelectionResult choice = choice(set, seed);
        int[] all = IntStream.range(0, set.samples()).toArray();
        List<Ensemble.Member> members = new ArrayList<>();
        for (SelectionResult.Member member : choice.members()) {
            List<Integer> columns = columns(member.blocks());
            TrainingSet own =
                    set.part(all, columns.stream().mapToInt(Integer::intValue).toArray());
            members.add(new Ensemble.Member(
                    columns, HeadSpec.parse(member.head()).train(own, seed), member.temperature(), member.weight()));
        }
        Ensemble ensemble = new Ensemble(members, set.features(), choice.temperature(), report(choice, List.of()));
        if (choice.sizeChosen().isEmpty()) {
            return ensemble;
        }
        SelectionResult.Size chosen = choice.sizeChosen().get();
        int[] labels = Arrays.stream(all).map(set::label).toArray();
        Sizes sizes =
                Sizes.of(set.covariates(), labels, set.classes()).orElseThrow(); // else it would not have been chosen
        List<ModelCard.ClassSize> perClass = sizes.perClass().stream()
                .map(each -> new ModelCard.ClassSize(each.meanMicrons(), each.deviationMicrons()))
                .toList();
        return new SizedHead(ensemble, sizes, chosen.weight(), chosen.temperature(), report(choice, perClass));
    }

    /** What the search for a head found; empty for heads that were not searched for. */
    public static Optional<ModelCard.Selection> selection(Head head) {
        return head.report() instanceof SelectionReport report ? report.selection() : Optional.empty();
    }

    /** Whether a head looks at some columns; those that were not chosen here look at all of theirs. */
    public static boolean reads(Head head, int from, int to) {
        Optional<Ensemble> ensemble = ensemble(head);
        return ensemble.isEmpty() || IntStream.range(from, to).anyMatch(ensemble.get()::reads);
    }

    /** What a head goes by beside its features; empty where it goes by them alone. */
    public static Optional<Sized> size(Head head) {
        return head instanceof SizedHead sized
                ? Optional.of(new Sized(sized.weight(), sized.sizes()))
                : Optional.empty();
    }

    /**
     * What a head makes of the size of grains.
     *
     * @param weight of the logarithm of the density
     */
    public record Sized(double weight, Sizes sizes) {}

    /**
     * A head on some of its columns.
     *
     * @param columns all that it {@link #reads}, ascending
     */
    public static Head on(Head head, int[] columns) {
        if (ensemble(head).isEmpty()) {
            return head;
        }
        int[] place = new int[head.features()];
        Arrays.fill(place, -1);
        for (int j = 0; j < columns.length; j++) {
            place[columns[j]] = j;
        }
        return head instanceof SizedHead sized
                ? sized.on(place, columns.length)
                : ensemble(head).orElseThrow().on(place, columns.length);
    }

    private static Optional<Ensemble> ensemble(Head head) {
        Head within = head instanceof SizedHead sized ? sized.other() : head;
        return within instanceof Ensemble ensemble ? Optional.of(ensemble) : Optional.empty();
    }

    private SelectionResult choice(TrainingSet set, long seed) throws IOException {
        Optional<SelectionCache> file = memory.map(folder -> SelectionCache.in(folder, set, blocks, seed));
        if (file.isPresent()) {
            Optional<SelectionResult> kept = file.get().read();
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        SelectionResult choice = Search.run(Sampling.atMost(set, MOST_SAMPLES, seed), blocks, seed, seconds);
        if (file.isPresent()) {
            file.get().write(choice);
        }
        return choice;
    }

    private List<Integer> columns(List<String> keys) {
        return blocks.stream()
                .filter(block -> keys.contains(block.key()))
                .flatMap(block -> IntStream.range(block.from(), block.to()).boxed())
                .toList();
    }

    private static SelectionReport report(SelectionResult choice, List<ModelCard.ClassSize> sizes) {
        Optional<SelectionResult.Size> size = choice.sizeChosen();
        return new SelectionReport(
                "auto",
                choice.temperature(),
                size.map(SelectionResult.Size::logLoss).orElse(choice.logLoss()),
                size.map(SelectionResult.Size::errors).orElse(choice.errors()),
                choice.samples(),
                choice.size().isEmpty()
                        ? null
                        : size.map(SelectionResult.Size::weight).orElse(0.0),
                Optional.of(selection(choice, sizes)));
    }

    private static ModelCard.Selection selection(SelectionResult choice, List<ModelCard.ClassSize> sizes) {
        Stream<ModelCard.Selection.SizeTried> without = choice.size().isEmpty()
                ? Stream.empty()
                : Stream.of(new ModelCard.Selection.SizeTried(0, choice.logLoss(), choice.errors()));
        return new ModelCard.Selection(
                choice.members().stream()
                        .map(each -> new ModelCard.Selection.Chosen(each.title(), each.weight()))
                        .toList(),
                choice.tried().stream()
                        .map(each -> new ModelCard.Selection.Tried(
                                each.title(), each.features(), each.logLoss(), each.errors(), each.weight()))
                        .toList(),
                Stream.concat(
                                without,
                                choice.size().stream()
                                        .map(each -> new ModelCard.Selection.SizeTried(
                                                each.weight(), each.logLoss(), each.errors())))
                        .toList(),
                sizes,
                choice.skipped());
    }
}
