package org.exina.study;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;

/**
 * Names of the folders and files that are written: a number for the image within its class first, so that names are
 * unique in both parts together and sort in the order of the data set; then the piece; then the old name, for people.
 */
final class FileNames {
    private static final int LONGEST_STEM = 60;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}/\\\\:*?\"<>|]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private FileNames() {}

    /**
     * Makes sure that every class can have a folder, on Windows too; labels that would be one are refused before, by
     * {@link Dataset#requireSound}.
     *
     * @throws DatasetException when a label can be no folder's name on every system
     */
    static void checkLabels(Dataset dataset) throws DatasetException {
        for (String label : dataset.classes()) {
            if (FORBIDDEN.matcher(label).find()
                    || DEVICE.matcher(label).matches()
                    || label.startsWith(".")
                    || label.endsWith(".")) {
                throw new DatasetException(
                        dataset.root(),
                        "the label '" + label + "' can be no folder's name on every system; expected one that is not"
                                + " a device's, without \\ / : * ? \" < > | and no full stop at either end; rename the"
                                + " class");
            }
        }
    }

    /** For each image of the data set, how its files begin: "0007", with as many digits as its class needs. */
    static List<String> numbers(Dataset dataset) {
        int[] labels = dataset.labels();
        int[] sizes = new int[dataset.classes().size()];
        for (int label : labels) {
            sizes[label]++;
        }
        int[] next = new int[sizes.length];
        String[] numbers = new String[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int digits = Math.max(4, Integer.toString(sizes[labels[i]]).length());
            numbers[i] = String.format(Locale.ROOT, "%0" + digits + "d", ++next[labels[i]]);
        }
        return List.of(numbers);
    }

    /** "mimosa_ditans_23" of "mimosa/mimosa_ditans (23).jpg". */
    static String stem(String relativePath) {
        String name = relativePath.substring(relativePath.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}.-]+", "_")
                .replaceAll("^[_.]+|[_.]+$", "");
        int end = Math.min(stem.length(), LONGEST_STEM);
        return stem.substring(0, end > 0 && Character.isHighSurrogate(stem.charAt(end - 1)) ? end - 1 : end);
    }
}
