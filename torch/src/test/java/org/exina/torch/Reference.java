package org.exina.torch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.exina.io.Json;

/** The files that {@code make_trainings.py} made. */
public final class Reference {
    private Reference() {}

    public static JsonNode json(String name) throws IOException {
        try (InputStream in = Reference.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no such resource: " + name);
            }
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public static List<Double> numbers(JsonNode list) {
        List<Double> result = new ArrayList<>();
        list.forEach(n -> result.add(n.asDouble()));
        return result;
    }

    /** The farthest that two lists are apart. */
    public static double farthest(List<Double> ours, List<Double> theirs) {
        if (ours.size() != theirs.size()) {
            throw new AssertionError("expected " + theirs.size() + " numbers, got " + ours.size());
        }
        double farthest = 0;
        for (int i = 0; i < ours.size(); i++) {
            farthest = Math.max(farthest, Math.abs(ours.get(i) - theirs.get(i)));
        }
        return farthest;
    }
}
