package org.exina.torch;

import org.exina.experiment.History;

/** Told of each epoch when it is over. Called in the training thread. */
@FunctionalInterface
public interface EpochWatcher {
    EpochWatcher NONE = (done, epochs, history) -> {};

    /**
     * Called after each epoch.
     *
     * @param done epochs so far
     * @param epochs at most
     * @param history so far
     */
    void epoch(int done, int epochs, History history);
}
