package org.exina.study;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exina.io.ExinaException;
import org.exina.io.Resources;

/**
 * Experiments that belong together. In a file it is YAML: docs/study.md shows all there can be in it.
 *
 * @param name a folder's characters
 * @param about what it is for, one sentence
 * @param experiments at least one, in the order in which they are listed; no name twice
 */
public record Suite(String name, String about, List<Experiment> experiments) {
    private static final List<String> BUILT_IN = List.of("study-2017", "study-2017-right");

    public Suite {
        experiments = List.copyOf(experiments);
        Set<String> names = new HashSet<>();
        for (Experiment each : experiments) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two experiments are named " + each.name());
            }
        }
    }

    /** Names of those that come with the program. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * Reads a suite.
     *
     * @param source the path of a YAML file, or one of {@link #builtIn}
     * @param backbone put in the place of every network in it, with its settings where it has some
     * @throws ExinaException naming what was found, and where, when it is no suite
     */
    public static Suite read(String source, Optional<String> backbone) throws IOException {
        if (BUILT_IN.contains(source)) {
            return new SuiteReader(source, backbone).read(Resources.text(Suite.class, source + ".yaml"));
        }
        Path file = Path.of(source);
        if (!Files.isRegularFile(file)) {
            throw new ExinaException(
                    source, "is neither a file nor a built-in suite; built in are " + String.join(", ", BUILT_IN));
        }
        try {
            return new SuiteReader(source, backbone).read(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ExinaException(source, "is no text in UTF-8", e);
        }
    }
}
