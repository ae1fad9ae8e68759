package org.exina.cli;

import picocli.CommandLine.Option;

/** A command that answers in words or as JSON. */
abstract class JsonCommand extends ConsoleCommand {
    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    JsonCommand(Console console) {
        super(console);
    }
}
