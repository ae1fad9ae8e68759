package org.exina.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.exina.io.Json;

/**
 * What a command gave, run as the program runs it, in this process, with no terminal.
 *
 * @param code the exit code
 * @param out all that went to standard output, lines ended by line feeds
 * @param err the same of standard error
 */
record Ran(int code, String out, String err) {

    /**
     * Runs the program in this process.
     *
     * @param args the words behind {@code exina}, each as its {@code toString} has it
     */
    static Ran exina(Object... args) {
        return exinaIn(Locale.ROOT, args);
    }

    /** As {@link #exina(Object...)}, where numbers are written as in a language. */
    static Ran exinaIn(Locale formats, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ExinaCommand.run(
                console(out, err, formats),
                Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Ran(code, text(out), text(err));
    }

    /** One that nobody reads. */
    static Console console() {
        return console(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Locale.ROOT);
    }

    private static Console console(ByteArrayOutputStream out, ByteArrayOutputStream err, Locale formats) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                formats);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Standard output as the one JSON object that it must be. */
    JsonNode json() throws IOException {
        return Json.tree(out);
    }
}
