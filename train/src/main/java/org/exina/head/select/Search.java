package org.exina.head.select;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.exina.head.GramMatrix;
import org.exina.head.LeaveGroupOutLda;
import org.exina.head.Temperature;
import org.exina.head.TrainingSet;

/**
 * Judges candidates by what they say of training samples that were left out, best first: for each backbone how to read
 * it, then backbones together, all with discriminant analysis, which needs no training to leave samples out; then other
 * heads on the best features. In one thread.
 */
final class Search {
    /** Readings of a backbone that are tried with every pooling. */
    private static final int RICHER = 2;
    /** Backbones that are tried together in every combination. */
    private static final int TOGETHER = 4;
    /** Of the best features, so many are tried with other heads. */
    private static final int OTHER_HEADS = 1;

    private static final String LDA = "lda";

    private final TrainingSet set;
    private final long seed;
    private final long deadline;
    private final int[] labels;
    private final Map<FeatureBlock, GramMatrix> products = new HashMap<>();
    private final List<ScoredCandidate> judged = new ArrayList<>();
    private final Map<String, String> skipped = new TreeMap<>();

    private Search(TrainingSet set, long seed, double seconds) {
        this.set = set;
        this.seed = seed;
        this.deadline = System.nanoTime() + (long) (seconds * 1e9);
        this.labels = IntStream.range(0, set.samples()).map(set::label).toArray();
    }

    /**
     * Searches the best ensemble for a training set.
     *
     * @param set with inner folds
     * @param blocks of all features
     * @param seconds it may take, more or less
     */
    static SelectionResult run(TrainingSet set, List<FeatureBlock> blocks, long seed, double seconds)
            throws InterruptedIOException, IOException {
        Search search = new Search(set, seed, seconds);
        search.analyses(blocks);
        search.otherHeads();
        return search.choice();
    }

    private void analyses(List<FeatureBlock> blocks) throws IOException {
        Map<String, FeatureVariants> sources = FeatureVariants.bySource(blocks);
        Map<String, ScoredCandidate> best = new LinkedHashMap<>();
        for (Map.Entry<String, FeatureVariants> source :
                sources.entrySet()) { // each in its plainest way, whatever the time
            for (int views : source.getValue().views()) {
                ScoredCandidate plain = analysis(source.getValue().plain(views));
                best.merge(source.getKey(), plain, Search::better);
            }
        }
        for (Map.Entry<String, FeatureVariants> source : sources.entrySet()) {
            best.put(source.getKey(), refine(source.getValue(), best.get(source.getKey())));
        }
        together(best.values().stream()
                .sorted(Comparator.comparingDouble(ScoredCandidate::logLoss))
                .limit(TOGETHER)
                .toList());
    }

    private ScoredCandidate refine(FeatureVariants readings, ScoredCandidate plain) throws IOException {
        List<ScoredCandidate> own = new ArrayList<>(List.of(plain));
        for (List<FeatureBlock> narrower : readings.narrower(views(plain))) {
            attempt(narrower).ifPresent(own::add);
        }
        List<ScoredCandidate> richer = own.stream()
                .sorted(Comparator.comparingDouble(ScoredCandidate::logLoss))
                .limit(RICHER)
                .toList();
        for (ScoredCandidate each : richer) {
            List<FeatureBlock> all = readings.richer(each.candidate().blocks());
            if (!all.equals(each.candidate().blocks())) {
                attempt(all).ifPresent(own::add);
            }
        }
        return own.stream().reduce(Search::better).orElseThrow();
    }

    private static int views(ScoredCandidate judged) {
        return judged.candidate().blocks().get(0).views();
    }

    private static ScoredCandidate better(ScoredCandidate a, ScoredCandidate b) {
        return b.logLoss() < a.logLoss() ? b : a;
    }

    /** Every two or more of them, the pairs first. */
    private void together(List<ScoredCandidate> best) throws IOException {
        for (int count = 2; count <= best.size(); count++) {
            for (int some = 1; some < 1 << best.size(); some++) {
                if (Integer.bitCount(some) == count) {
                    int chosen = some;
                    attempt(IntStream.range(0, best.size())
                            .filter(i -> (chosen >> i & 1) == 1)
                            .boxed()
                            .flatMap(i -> best.get(i).candidate().blocks().stream())
                            .sorted(Comparator.comparingInt(FeatureBlock::from)) // one name for one set
                            .toList());
                }
            }
        }
    }

    /** Judges a discriminant analysis if there is time left. */
    private Optional<ScoredCandidate> attempt(List<FeatureBlock> blocks) throws IOException {
        Candidate candidate = new Candidate(blocks, LDA);
        if (System.nanoTime() > deadline) {
            skipped.put(candidate.title(), "no time left");
            return Optional.empty();
        }
        return Optional.of(analysis(blocks));
    }

    private ScoredCandidate analysis(List<FeatureBlock> blocks) throws IOException {
        interruptible();
        long start = System.nanoTime();
        List<GramMatrix> parts = blocks.stream()
                .map(block -> products.computeIfAbsent(block, b -> GramMatrix.of(set, b.from(), b.to())))
                .toList();
        double[][] probabilities =
                LeaveGroupOutLda.of(set, GramMatrix.sum(parts)).probabilities();
        return keep(new Candidate(blocks, LDA), probabilities, 1, start);
    }

    private ScoredCandidate keep(Candidate candidate, double[][] probabilities, double temperature, long start) {
        ScoredCandidate result =
                new ScoredCandidate(candidate, probabilities, temperature, labels, (System.nanoTime() - start) / 1e9);
        judged.add(result);
        return result;
    }

    private void otherHeads() throws InterruptedIOException, IOException {
        List<ScoredCandidate> best = judged.stream()
                .sorted(Comparator.comparingDouble(ScoredCandidate::logLoss))
                .limit(OTHER_HEADS)
                .toList();
        for (String head : List.of(RefittedCandidate.LOGISTIC, RefittedCandidate.DENSE)) {
            for (ScoredCandidate each : best) {
                otherHead(each.candidate().blocks(), head);
            }
        }
    }

    private void otherHead(List<FeatureBlock> blocks, String head) throws InterruptedIOException, IOException {
        interruptible();
        Candidate candidate = new Candidate(blocks, head);
        long start = System.nanoTime();
        try {
            RefittedCandidate.Result result =
                    new RefittedCandidate(set, FeatureBlock.columns(blocks), seed, deadline).judge(head);
            double[][] probabilities = result.probabilities();
            double temperature = Temperature.of(probabilities, labels);
            Arrays.setAll(probabilities, i -> Temperature.applied(probabilities[i], temperature));
            keep(new Candidate(blocks, result.head()), probabilities, temperature, start);
        } catch (RefittedCandidate.SkippedException e) {
            skipped.put(candidate.title(), e.getMessage());
        }
    }

    private static void interruptible() throws InterruptedIOException {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a classifier was chosen");
        }
    }

    private SelectionResult choice() {
        Selection selection = Selection.of(judged, labels);
        List<ScoredCandidate> chosen = selection.chosen();
        List<SelectionResult.Member> members = chosen.stream()
                .distinct()
                .map(each -> new SelectionResult.Member(
                        each.candidate().title(),
                        each.candidate().keys(),
                        each.candidate().head(),
                        each.temperature(),
                        selection.weight(each)))
                .toList();
        List<SelectionResult.Tried> tried = judged.stream()
                .map(each -> new SelectionResult.Tried(
                        each.candidate().title(),
                        each.candidate().features(),
                        each.logLoss(),
                        each.errors(),
                        each.seconds(),
                        selection.weight(each)))
                .toList();
        double logLoss = ScoredCandidate.logLoss(chosen, labels, selection.temperature());
        List<SelectionResult.Size> size =
                SizeSearch.run(set, ScoredCandidate.means(chosen, labels.length, selection.temperature()), logLoss);
        return new SelectionResult(
                SelectionResult.FORMAT,
                members,
                selection.temperature(),
                logLoss,
                ScoredCandidate.errors(chosen, labels),
                labels.length,
                tried,
                size,
                skipped.entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "%s: %s", each.getKey(), each.getValue()))
                        .toList());
    }
}
