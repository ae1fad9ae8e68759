package org.exina.report.plot;

import java.util.List;

/**
 * What was measured after each epoch.
 *
 * @param name of the experiment, or of the part of the data; one named {@link #TRAIN} is drawn dashed
 * @param values one or more, from epoch 1 on, finite
 */
public record Curve(String name, List<Double> values) {
    /** The name of what was measured on the training data. */
    public static final String TRAIN = "train";

    public Curve {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a curve needs a name");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + ": expected a value for each epoch, got none");
        }
        values = List.copyOf(values);
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i))) {
                throw new IllegalArgumentException(
                        name + ", epoch " + (i + 1) + ": expected a finite number, got " + values.get(i));
            }
        }
    }

    /** Shares in percent. */
    Curve percent() {
        return new Curve(name, values.stream().map(share -> 100 * share).toList());
    }

    int epochs() {
        return values.size();
    }

    double last() {
        return values.get(values.size() - 1);
    }
}
