package org.exina.cli;

import java.nio.file.Path;

/** Words as a shell takes them. */
final class Shell {
    private Shell() {}

    /** A path that can be pasted into a command, in quotes where it needs them. */
    static String quoted(Path path) {
        return quoted(path.toString());
    }

    /** A word, in quotes where it needs them. */
    static String quoted(String text) {
        if (text.matches("[\\p{L}\\p{N}._/\\\\:~+=,-]+")) {
            return text;
        }
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
}
