package org.exina.task;

/** Told how far long work has come. Called from several threads; must be quick. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (phase, done, total) -> {};

    /**
     * Says how much of a phase is done.
     *
     * @param phase what is being done, a few words ("features: scattering")
     * @param done in [0, total]
     * @param total how much there is to do, at least 0
     */
    void report(String phase, long done, long total);
}
