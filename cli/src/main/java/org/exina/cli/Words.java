package org.exina.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the user typed after {@code exina}. Many words come in a file that the launcher names in {@code EXINA_WORDS}, each
 * ended by a zero byte: ONNX Runtime 1.29 crashes on Linux when the command line is longer than about 3.9 kB.
 */
final class Words {
    private Words() {}

    /** Deletes the file, if there is one. */
    static String[] of(String[] args, Map<String, String> env) {
        String name = env.getOrDefault("EXINA_WORDS", "");
        if (args.length > 0 || name.isEmpty()) {
            return args;
        }
        Path file = Path.of(name);
        try {
            Charset terminal = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
            String text = new String(Files.readAllBytes(file), terminal);
            Files.delete(file);
            return text.isEmpty() ? args : text.substring(0, text.length() - 1).split("\0", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
