package org.exina.io;

import java.nio.file.Path;
import java.util.Map;

/** Exina's own folder: the feature cache, added backbones, downloaded weights. */
public final class ExinaHome {
    private ExinaHome() {}

    /** {@code EXINA_HOME}, else the platform's usual data folder. It need not exist yet. */
    public static Path path() {
        return path(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path path(Map<String, String> env, String system, Path userHome) {
        String chosen = env.getOrDefault("EXINA_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        if (system.startsWith("Windows")) {
            String local = env.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? userHome.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Exina");
        }
        if (system.startsWith("Mac")) {
            return userHome.resolve("Library").resolve("Application Support").resolve("Exina");
        }
        String data = env.getOrDefault("XDG_DATA_HOME", "");
        return (data.isBlank() ? userHome.resolve(".local").resolve("share") : Path.of(data)).resolve("exina");
    }
}
