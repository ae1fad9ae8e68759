package org.exina.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.exina.io.CsvStyle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The deep check, and what becomes of its proposals. */
final class DeepCheckOptions {
    @Option(
            names = "--deep",
            description = "Look also for wrong labels, images unlike all others, and one object photographed twice, by"
                    + " what a classifier learns from the other images.")
    private boolean deep;

    @Mixin
    private FeatureOptions features;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "10",
            description = "With --deep: how many folds. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(names = "--seed", defaultValue = "1", description = "With --deep: of the folds. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "With --deep: write proposed changes as a table, to be edited and given to --apply.")
    private Path csv;

    @Mixin
    private CsvStyleOption csvStyle;

    @Option(
            names = "--apply",
            paramLabel = "FILE",
            description = "Carry out the changes of a table on a copy of the data, and check nothing. Needs --out.")
    private Path apply;

    @Option(names = "--out", paramLabel = "COPY", description = "With --apply: a new folder for the copy.")
    private Path out;

    /**
     * Makes sure that the options go together, before anything is read.
     *
     * @throws UsageException when options do not go together
     */
    void check(Console console) {
        csvStyle(console);
        if (csv != null && !deep) {
            throw new UsageException("--csv: expected together with --deep");
        }
        UsageException.requireAtLeast(2, "--folds", folds);
        if ((apply == null) != (out == null)) {
            throw new UsageException(
                    apply == null
                            ? "--out: expected together with --apply FILE"
                            : "--apply: expected together with --out COPY, a new folder for the changed copy");
        }
        if (apply != null && deep) {
            throw new UsageException("--apply: expected without --deep; check the copy afterwards");
        }
    }

    boolean deep() {
        return deep;
    }

    CsvStyle csvStyle(Console console) {
        return csvStyle.style(console, csv != null, "--csv FILE");
    }

    FeatureOptions features() {
        return features;
    }

    int folds() {
        return folds;
    }

    long seed() {
        return seed;
    }

    Optional<Path> csv() {
        return Optional.ofNullable(csv);
    }

    Optional<Path> apply() {
        return Optional.ofNullable(apply);
    }

    /** Where the copy goes; there when {@link #apply} is. */
    Path out() {
        return out;
    }
}
