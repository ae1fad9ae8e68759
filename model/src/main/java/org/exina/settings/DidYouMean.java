package org.exina.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant by a word that is not known. */
public final class DidYouMean {
    private DidYouMean() {}

    /**
     * "; did you mean X?" with the closest of the known words, whatever its case, or nothing when none is near. A word
     * that begins as typed is closer than any other.
     */
    public static String suggestion(String wanted, Collection<String> known) {
        String small = wanted.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparing((String word) -> small.isEmpty() || !word.startsWith(small))
                        .thenComparing(word -> distance(small, word)))
                .filter(best -> isNear(small, best))
                .map(best -> "; did you mean " + best + "?")
                .orElse("");
    }

    private static boolean isNear(String wanted, String word) {
        boolean begun = !wanted.isEmpty() && (wanted.startsWith(word) || word.startsWith(wanted));
        return begun || distance(wanted, word) <= Math.max(2, word.length() / 3);
    }

    /** Edits (a letter put in, left out or changed) between two words; Levenshtein, 1966. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
