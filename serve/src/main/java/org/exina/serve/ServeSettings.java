package org.exina.serve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.exina.experiment.RunRecord;

/**
 * What a server works with.
 *
 * @param data the folder with models, data sets, runs and counts; it is made where it is missing
 * @param home Exina's own folder: networks and features
 * @param host an address or a name of this machine; others than loopback ones need a token
 * @param port 0 for any that is free
 * @param token what a client must know, at least 16 letters, digits, '-' and '_'; empty where all may ask that reach it
 * @param rerun tells what a reader of a report does to have the run again
 * @param log told of unexpected faults, in lines for who runs the server
 */
public record ServeSettings(
        Path data,
        Path home,
        String host,
        int port,
        Optional<String> token,
        Function<RunRecord, String> rerun,
        Consumer<String> log) {}
