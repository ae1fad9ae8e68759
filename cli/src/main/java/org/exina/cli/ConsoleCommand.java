package org.exina.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;

/** A command that is done when it returns. */
abstract class ConsoleCommand implements Callable<Integer> {
    final Console console;

    ConsoleCommand(Console console) {
        this.console = console;
    }

    /** Does what was asked for, and prints it. */
    abstract void run() throws IOException;

    @Override
    public final Integer call() throws IOException {
        run();
        return ExitCode.OK;
    }
}
