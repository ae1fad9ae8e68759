package org.exina.backbone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exina.io.ExinaException;
import org.exina.network.Preprocessing;
import org.exina.settings.SettingsText;

/** Reads the text form of a reading: {@code name[:setting=value[,setting=value...]]}. */
final class BackboneSpecParser {
    private static final List<String> SETTINGS = List.of("size", "taps", "pooling", "preprocessing");
    private static final String OWN = "own";

    private final SettingsText settings;

    private BackboneSpecParser(SettingsText settings) {
        this.settings = settings;
    }

    static List<BackboneSpec> parseList(String text) throws ExinaException {
        List<String> parts = new ArrayList<>();
        for (String segment : text.split(",", -1)) {
            int equals = segment.indexOf('=');
            int colon = segment.indexOf(':');
            boolean goesOn = equals >= 0 && (colon < 0 || equals < colon) && !parts.isEmpty();
            if (goesOn) {
                String before = parts.remove(parts.size() - 1);
                parts.add(before + (before.contains(":") ? "," : ":") + segment);
            } else {
                parts.add(segment);
            }
        }
        List<BackboneSpec> specs = new ArrayList<>();
        for (String part : parts) {
            specs.add(parse(part));
        }
        if (new HashSet<>(specs).size() < specs.size()) {
            throw new ExinaException("expected each backbone once, got " + text);
        }
        return specs;
    }

    static BackboneSpec parse(String text) throws ExinaException {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        SettingsText settings = new SettingsText("backbone '" + text + "'");
        if (name.isEmpty() || name.contains("=")) {
            throw settings.fault("expected a name first, as in vgg16:size=200");
        }
        if (colon >= 0) {
            settings.read(
                    text.substring(colon + 1),
                    part -> "expected setting=value after the colon, got '" + part + "'"
                            + (settings.has("taps") ? "; several taps are joined by +" : ""));
            settings.only(SETTINGS);
        }
        BackboneSpecParser parser = new BackboneSpecParser(settings);
        try {
            return new BackboneSpec(name, parser.size(), parser.taps(), parser.poolings(), parser.preprocessing());
        } catch (IllegalArgumentException e) {
            throw settings.fault(e.getMessage());
        }
    }

    private OptionalInt size() throws ExinaException {
        return settings.has("size")
                ? OptionalInt.of(settings.whole("size", settings.get("size", ""), " of pixels, both height and width"))
                : OptionalInt.empty();
    }

    private List<String> taps() throws ExinaException {
        if (!settings.has("taps")) {
            return List.of();
        }
        String wanted = settings.get("taps", "");
        List<String> taps = new ArrayList<>();
        for (String tap : wanted.split("\\+", -1)) {
            if (tap.isBlank()) {
                throw settings.fault("taps: expected names of layers joined by +, got '" + wanted + "'");
            }
            taps.add(tap.strip());
        }
        return taps;
    }

    private List<Pooling> poolings() throws ExinaException {
        List<Pooling> poolings = new ArrayList<>();
        if (settings.has("pooling")) {
            for (String each : settings.get("pooling", "").split("\\+", -1)) {
                Optional<Pooling> pooling = Pooling.named(each.strip());
                if (pooling.isEmpty()) {
                    throw settings.notOneOf("pooling", Pooling.ids(), each);
                }
                poolings.add(pooling.get());
            }
        }
        return poolings;
    }

    private Optional<Preprocessing> preprocessing() throws ExinaException {
        String wanted = settings.get("preprocessing", OWN);
        if (wanted.equals(OWN)) {
            return Optional.empty();
        }
        Optional<Preprocessing> preprocessing = Preprocessing.named(wanted);
        if (preprocessing.isEmpty()) {
            List<String> known = new ArrayList<>(List.of(OWN));
            known.addAll(Preprocessing.names());
            throw settings.notOneOf("preprocessing", known, wanted);
        }
        return preprocessing;
    }
}
