package org.exina.study;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.backbone.Tap;
import org.exina.io.ExinaException;

/** Backbones opened when they are first asked for, each once. Close it to close them. */
final class OpenBackbones implements AutoCloseable {
    /** In a suite's {@code taps}: the deepest that the backbone is usually read at. */
    private static final List<String> LAST = List.of("last");

    private final Backbones backbones;
    private final Map<BackboneSpec, Backbone> open = new HashMap<>();

    OpenBackbones(Backbones backbones) {
        this.backbones = backbones;
    }

    /**
     * The backbone that {@code spec} asks for; not the caller's to close.
     *
     * @throws ExinaException when it cannot be opened
     */
    Backbone get(BackboneSpec spec) throws IOException {
        Backbone known = open.get(spec);
        if (known == null) {
            known = backbones.open(resolved(spec));
            open.put(spec, known);
        }
        return known;
    }

    private BackboneSpec resolved(BackboneSpec spec) throws IOException {
        if (!spec.taps().equals(LAST)) {
            return spec;
        }
        List<Tap> taps = backbones.info(spec.name()).taps();
        return new BackboneSpec(
                spec.name(),
                spec.size(),
                List.of(taps.get(taps.size() - 1).name()),
                spec.poolings(),
                spec.preprocessing());
    }

    @Override
    public void close() {
        open.values().forEach(Backbone::close);
    }
}
