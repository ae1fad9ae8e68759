package org.exina.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Versions of the program and of what it stands on. */
final class Versions implements IVersionProvider {
    private static final Properties BUILD = read();

    @Override
    public String[] getVersion() {
        return new String[] {
            "exina " + exina(),
            "ONNX Runtime " + BUILD.getProperty("onnxruntime"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /** For what is written: Exina, Java, the system and the engine. */
    static Map<String, String> byName() {
        return Map.of(
                "exina", exina(),
                "java", Runtime.version().toString(),
                "onnxruntime", BUILD.getProperty("onnxruntime"),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    static String exina() {
        return BUILD.getProperty("version");
    }

    private static Properties read() {
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
