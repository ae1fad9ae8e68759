package org.exina.metric;

/** What every metric asks of its arguments. */
final class Checks {
    private Checks() {}

    static void sameLength(int labels, int found, String what) {
        if (labels == 0) {
            throw new IllegalArgumentException("expected at least 1 label, got none");
        }
        if (labels != found) {
            throw new IllegalArgumentException(
                    "expected one label for each of the " + what + ", got " + labels + " labels and " + found);
        }
    }

    static int label(int label, int classes, int sample) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(
                    "sample " + sample + ": class index must be in [0, " + classes + "), got " + label);
        }
        return label;
    }

    /** Checks (samples, classes) probabilities against their labels. */
    static void probabilities(double[][] probabilities, int[] labels) {
        sameLength(labels.length, probabilities.length, "rows of probabilities");
        int classes = probabilities[0].length;
        for (int i = 0; i < labels.length; i++) {
            if (probabilities[i].length != classes) {
                throw new IllegalArgumentException("sample " + i + ": expected " + classes
                        + " probabilities as in sample 0, got " + probabilities[i].length);
            }
            label(labels[i], classes, i);
        }
    }

    /** The index of the largest value, the first of equals. */
    static int largest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }
}
