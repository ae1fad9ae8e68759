package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real program in a process of its own. */
final class Started {
    /** Where libtorch is unpacked, once for all tests. */
    private static final String ENGINE = "org.bytedeco.javacpp.cachedir";

    private Started() {}

    /**
     * Starts the program in a process of its own.
     *
     * @param home its {@code EXINA_HOME}
     */
    static Process exina(Path home, Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-D" + ENGINE + "="
                        + System.getProperty(ENGINE, home.resolve("engine").toString()),
                Main.class.getName()));
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment() // not in the command line, which must be short for ONNX Runtime
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        builder.environment().put("EXINA_HOME", home.toString());
        return builder.start();
    }
}
