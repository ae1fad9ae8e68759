package org.exina.dataset;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Labels that a person takes for one: they differ by capital letters, blanks or how a letter is stored, and no more. */
public final class LabelTwins {
    private LabelTwins() {}

    /** Sets of labels that look alike, each sorted; mostly none. */
    static List<List<String>> of(Collection<String> labels) {
        Map<String, List<String>> byKey = new TreeMap<>();
        labels.stream()
                .sorted(PathNames.CODE_POINTS)
                .forEach(label -> byKey.computeIfAbsent(key(label), any -> new ArrayList<>())
                        .add(label));
        return byKey.values().stream().filter(twins -> twins.size() > 1).toList();
    }

    /** The one of some labels that looks like this one; empty when none does, and when it is this one. */
    public static Optional<String> of(String label, Collection<String> others) {
        return others.contains(label)
                ? Optional.empty()
                : others.stream().filter(other -> key(other).equals(key(label))).findFirst();
    }

    /**
     * Makes sure that no two labels look alike.
     *
     * @param where they stand, for the message
     * @throws DatasetException naming those that do
     */
    public static void requireDistinct(Path where, Collection<String> labels) throws DatasetException {
        requireDistinct(where, labels, LabelTwins::visible);
    }

    static void requireDistinct(Path where, Collection<String> labels, UnaryOperator<String> told)
            throws DatasetException {
        List<List<String>> twins = of(labels);
        if (!twins.isEmpty()) {
            throw new DatasetException(
                    where,
                    "labels that look alike: "
                            + twins.stream()
                                    .map(set -> set.stream().map(told).collect(Collectors.joining(", ")))
                                    .collect(Collectors.joining("; "))
                            + "; give the images of one class one label, and other classes labels that differ by more"
                            + " than capitals and blanks");
        }
    }

    /** In quotes, and with what is not to be seen by its code point: {@code "Betula<U+00A0>"}. */
    public static String visible(String label) {
        return label.codePoints()
                .mapToObj(
                        c -> c == ' ' || isSeen(c) ? Character.toString(c) : String.format(Locale.ROOT, "<U+%04X>", c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.CONTROL -> false;
            default -> true;
        };
    }

    private static String key(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
