package org.exina.backbone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.exina.io.ExinaException;
import org.exina.network.Preprocessing;
import org.exina.settings.DidYouMean;

/** Reads the text form of a reading: {@code name[:setting=value[,setting=value...]]}. */
final class BackboneSpecParser {
    private static final List<String> SETTINGS = List.of("size", "taps", "pooling", "preprocessing");
    private static final String OWN = "own";

    private final String text;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private BackboneSpecParser(String text) {
        this.text = text;
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
        BackboneSpecParser parser = new BackboneSpecParser(text);
        if (name.isEmpty() || name.contains("=")) {
            throw parser.wrong("expected a name first, as in vgg16:size=200");
        }
        if (colon >= 0) {
            parser.split(text.substring(colon + 1));
        }
        try {
            return new BackboneSpec(name, parser.size(), parser.taps(), parser.poolings(), parser.preprocessing());
        } catch (IllegalArgumentException e) {
            throw parser.wrong(e.getMessage());
        }
    }

    private void split(String list) throws ExinaException {
        for (String part : list.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw wrong("expected setting=value after the colon, got '" + part + "'"
                        + (settings.containsKey("taps") ? "; several taps are joined by +" : ""));
            }
            String name = part.substring(0, equals).strip();
            if (!SETTINGS.contains(name)) {
                throw wrong("unknown setting '" + name + "', expected one of " + String.join(", ", SETTINGS)
                        + DidYouMean.suggestion(name, SETTINGS));
            }
            if (settings.put(name, part.substring(equals + 1).strip()) != null) {
                throw wrong(name + " is set twice");
            }
        }
    }

    private OptionalInt size() throws ExinaException {
        String wanted = settings.get("size");
        if (wanted == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(wanted));
        } catch (NumberFormatException e) {
            throw wrong("size must be a whole number of pixels, both height and width, got '" + wanted + "'");
        }
    }

    private List<String> taps() throws ExinaException {
        String wanted = settings.get("taps");
        if (wanted == null) {
            return List.of();
        }
        List<String> taps = new ArrayList<>();
        for (String tap : wanted.split("\\+", -1)) {
            if (tap.isBlank()) {
                throw wrong("taps: expected names of layers joined by +, got '" + wanted + "'");
            }
            taps.add(tap.strip());
        }
        return taps;
    }

    private List<Pooling> poolings() throws ExinaException {
        String wanted = settings.get("pooling");
        List<Pooling> poolings = new ArrayList<>();
        if (wanted != null) {
            for (String each : wanted.split("\\+", -1)) {
                Optional<Pooling> pooling = Pooling.named(each.strip());
                if (pooling.isEmpty()) {
                    throw wrongWord("pooling", each, Pooling.ids());
                }
                poolings.add(pooling.get());
            }
        }
        return poolings;
    }

    private Optional<Preprocessing> preprocessing() throws ExinaException {
        String wanted = settings.getOrDefault("preprocessing", OWN);
        if (wanted.equals(OWN)) {
            return Optional.empty();
        }
        Optional<Preprocessing> preprocessing = Preprocessing.named(wanted);
        if (preprocessing.isEmpty()) {
            List<String> known = new ArrayList<>(List.of(OWN));
            known.addAll(Preprocessing.names());
            throw wrongWord("preprocessing", wanted, known);
        }
        return preprocessing;
    }

    private ExinaException wrongWord(String setting, String wanted, List<String> known) {
        return wrong(setting + " must be one of " + String.join(", ", known) + ", got '" + wanted + "'"
                + DidYouMean.suggestion(wanted, known));
    }

    private ExinaException wrong(String problem) {
        return new ExinaException("backbone '" + text + "'", problem);
    }
}
