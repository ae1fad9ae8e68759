package org.exina.study;

/**
 * How an experiment's images are cut and divided: one validation part, or folds.
 *
 * @param validation share of the validation part, in (0, 1); 0 when there are folds
 * @param folds at least 2; 0 when there is one validation part
 * @param leaky whether crops were split one by one, as the study did: metrics are then too high
 */
public record SplitSpec(Cut cut, double validation, int folds, boolean leaky) {
    public SplitSpec {
        boolean one = validation > 0 && validation < 1 && folds == 0;
        boolean many = validation == 0 && folds >= 2;
        if (!one && !many) {
            throw new IllegalArgumentException(
                    "expected either validation in (0, 1) or folds of at least 2, got " + validation + " and " + folds);
        }
        if (leaky && many) {
            throw new IllegalArgumentException("a leaky split has one validation part; leave out folds");
        }
    }

    /** How it is written in tables: "leaky 0.2", "grouped 0.2", "5 folds". */
    public String id() {
        return folds > 0 ? folds + " folds" : (leaky ? "leaky " : "grouped ") + validation;
    }
}
