package org.exina.report.slides;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;

/**
 * Counts per field and in all, as they are written to JSON.
 *
 * @param types classes of the model in its order; unknown and debris are not among them
 * @param pollenSum what the percentages are of
 * @param fields in their order
 * @param total of all fields together
 */
public record CountTable(List<String> types, PollenSum pollenSum, List<Row> fields, Row total) {
    /** What the row of all fields is called. */
    public static final String TOTAL = "total";

    /** What a person can do where {@link #hasMuchUnknown}. */
    public static final String MUCH_UNKNOWN_HELP =
            "Either the fields hold types that the model was not taught, or they look"
                    + " otherwise than what it was taught with: another microscope, stain or light, grains out of focus. Look at the"
                    + " unknown ones on the page. What is of a known type, name there and save the corrections: a model that is"
                    + " trained on them, or on boxes drawn on some of these fields, knows what grains look like here. A type that is"
                    + " missing needs images of its own.";

    private static final double MUCH_UNKNOWN = 0.3;

    public CountTable {
        types = List.copyOf(types);
        fields = List.copyOf(fields);
    }

    /**
     * The counts of one field, or of all.
     *
     * @param types one for each type, in their order, those without any grain too
     * @param sum grains of the pollen sum
     * @param missing how many more the sum needs to reach its minimum; 0 when it is reached
     */
    public record Row(String field, List<TypeCount> types, long unknown, long debris, long sum, long missing) {
        public Row {
            types = List.copyOf(types);
        }

        /** Grains of any kind, debris left out. */
        public long grains() {
            return unknown + types.stream().mapToLong(TypeCount::count).sum();
        }
    }

    /**
     * One type.
     *
     * @param inSum whether it is in the pollen sum
     * @param share of the pollen sum; empty when that is
     */
    public record TypeCount(String type, long count, boolean inSum, Optional<PollenPercentage> share) {}

    /** Of all grains, in [0, 1]. */
    public double shareUnknown() {
        return total.grains() == 0 ? 0 : (double) total.unknown() / total.grains();
    }

    /** Whether so many grains are unknown that it says more of the model than of the fields. */
    public boolean hasMuchUnknown() {
        return shareUnknown() > MUCH_UNKNOWN;
    }

    /**
     * Counts.
     *
     * @param classes of the model; every label must be among them, or unknown, or debris
     * @param fields each with a name of its own
     * @throws ExinaException when a type to be kept outside the sum is no class
     */
    public static CountTable of(List<String> classes, List<CountedField> fields, PollenSum sum) throws ExinaException {
        sum.check(classes);
        List<String> types = types(classes);
        Set<String> names = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        List<Grain> all = new ArrayList<>();
        for (CountedField field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("two fields are named " + field.name());
            }
            rows.add(row(field.name(), field.grains(), types, sum));
            all.addAll(field.grains());
        }
        return new CountTable(types, sum, rows, row(TOTAL, all, types, sum));
    }

    /** Without those classes that are none of pollen: a model may have been taught debris by that very name. */
    static List<String> types(List<String> classes) {
        return classes.stream()
                .filter(name -> !name.equals(Grain.UNKNOWN) && !name.equals(Grain.DEBRIS))
                .toList();
    }

    private static Row row(String name, List<Grain> grains, List<String> types, PollenSum pollenSum) {
        long[] counts = new long[types.size()];
        long unknown = 0;
        long debris = 0;
        long sum = 0;
        for (Grain grain : grains) {
            if (grain.isUnknown()) {
                unknown++;
            } else if (grain.isDebris()) {
                debris++;
            } else {
                counts[indexOf(grain, types, name)]++;
                sum += pollenSum.has(grain.label()) ? 1 : 0;
            }
        }
        List<TypeCount> each = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            boolean inSum = pollenSum.has(types.get(k));
            each.add(new TypeCount(types.get(k), counts[k], inSum, share(counts[k], sum, inSum)));
        }
        return new Row(name, each, unknown, debris, sum, Math.max(0, pollenSum.minimum() - sum));
    }

    private static int indexOf(Grain grain, List<String> types, String field) {
        int index = types.indexOf(grain.label());
        if (index < 0) {
            throw new IllegalArgumentException(
                    field + ": a grain is labelled " + grain.label() + ", which is none of " + types);
        }
        return index;
    }

    private static Optional<PollenPercentage> share(long count, long sum, boolean inSum) {
        if (sum < (inSum ? 1 : PollenPercentage.LEAST_SUM)) {
            return Optional.empty();
        }
        return Optional.of(inSum ? PollenPercentage.within(count, sum) : PollenPercentage.beside(count, sum));
    }
}
