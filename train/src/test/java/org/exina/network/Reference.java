package org.exina.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.io.Json;

/** The files that {@code make_keras_reference.py} made. */
public final class Reference {
    private Reference() {}

    static JsonNode json(String name) throws IOException {
        return Json.tree(new String(bytes(name), StandardCharsets.UTF_8));
    }

    public static byte[] bytes(String name) throws IOException {
        try (InputStream in = Reference.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no such resource: " + name);
            }
            return in.readAllBytes();
        }
    }

    public static Path copy(String name, Path folder) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }
}
