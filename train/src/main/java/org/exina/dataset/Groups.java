package org.exina.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which samples must never stand on both sides of a split: the same file, the same thing shown, the same name in the
 * {@code group} column, the same match in the file name. What holds for two pairs in a row holds for all three samples.
 */
public final class Groups {
    private final int[] groupOf;
    private final int count;

    private Groups(UnionFind sets) {
        groupOf = sets.numbered();
        count = 1 + Arrays.stream(groupOf).max().orElse(-1);
    }

    /**
     * The groups of a data set that was inspected.
     *
     * @param groupBy samples with the same first capturing group of its first match in their file name belong together
     *     (the whole match, if it has no capturing group); those that do not match are not grouped by it
     */
    public static Groups of(Inspection inspection, Optional<Pattern> groupBy) {
        UnionFind sets = inspection.sameThing();
        uniteByName(inspection.dataset(), groupBy, sets);
        return new Groups(sets);
    }

    /**
     * Makes sure, before any image is read, that a data set may be learned from.
     *
     * @throws DatasetException see {@link Dataset#requireSound} and {@link #requireUse}
     */
    public static void requireSound(Dataset data, Optional<Pattern> groupBy) throws DatasetException {
        data.requireSound();
        if (groupBy.isPresent()) {
            requireUse(data, groupBy.get());
        }
    }

    /**
     * Makes sure that an expression groups images, before any is read.
     *
     * @throws DatasetException when no two file names match it with the same text
     */
    public static void requireUse(Dataset dataset, Pattern groupBy) throws DatasetException {
        List<Sample> samples = dataset.samples();
        List<String> matches = samples.stream()
                .flatMap(sample -> match(groupBy, sample).stream())
                .toList();
        if (Set.copyOf(matches).size() < matches.size()) {
            return;
        }
        String first = samples.get(0).source().name();
        String example = first.substring(first.lastIndexOf('/') + 1);
        throw new DatasetException(
                dataset.root(),
                "the expression for groups '" + groupBy.pattern() + "' "
                        + (matches.isEmpty()
                                ? "matches none of the " + samples.size() + " file names, such as " + example
                                : "matches " + matches.size() + " of " + samples.size()
                                        + " file names, but no two with the same text, so that each image is a group of"
                                        + " its own; it reads '" + matches.get(0) + "' in a name")
                        + "; expected one that finds what images of one group have in common, as '^(slide[0-9]+)' does"
                        + " in slide3_grain12.jpg");
    }

    /** How many images an expression says nothing of, in a sentence; empty where it matches all file names. */
    public static Optional<String> unmatched(Dataset dataset, Pattern groupBy) {
        List<String> names = dataset.samples().stream()
                .filter(sample -> match(groupBy, sample).isEmpty())
                .map(sample -> sample.source().name())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("the expression for groups '" + groupBy.pattern() + "' does not match " + names.size()
                        + " of " + dataset.size() + " file names, such as " + names.get(0)
                        + "; it keeps these together with nothing");
    }

    private static void uniteByName(Dataset dataset, Optional<Pattern> groupBy, UnionFind sets) {
        Map<String, Integer> byColumn = new HashMap<>();
        Map<String, Integer> byMatch = new HashMap<>();
        List<Sample> samples = dataset.samples();
        for (int i = 0; i < samples.size(); i++) {
            int sample = i;
            samples.get(i).group().ifPresent(name -> unite(sets, byColumn, name, sample));
            groupBy.flatMap(pattern -> match(pattern, samples.get(sample)))
                    .ifPresent(name -> unite(sets, byMatch, name, sample));
        }
    }

    private static Optional<String> match(Pattern pattern, Sample sample) {
        String name = sample.source().name();
        Matcher matcher = pattern.matcher(PathNames.label(name.substring(name.lastIndexOf('/') + 1)));
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(matcher.group(matcher.groupCount() == 0 ? 0 : 1));
    }

    private static void unite(UnionFind sets, Map<String, Integer> first, String name, int sample) {
        sets.unite(first.computeIfAbsent(name, any -> sample), sample);
    }

    /** The group of each sample, numbered from 0 in the order of first samples; the caller's own array. */
    public int[] groupOf() {
        return groupOf.clone();
    }

    /** How many groups there are. */
    public int count() {
        return count;
    }
}
