package org.exina.backbone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.exina.io.ExinaException;
import org.exina.network.Preprocessing;
import org.exina.settings.DidYouMean;

/**
 * Which backbone to open and how to read it; {@link #parse} reads what {@link #id} writes. What is empty is as the
 * backbone has it.
 *
 * @param name one of {@link Backbones#list}
 * @param size height and width of its images, in pixels
 * @param taps names of layers or values, none twice, in the order of their features; empty for the usual ones
 * @param poolings how each tap becomes vectors, which stand side by side
 * @param preprocessing instead of its own
 */
public record BackboneSpec(
        String name,
        OptionalInt size,
        List<String> taps,
        List<Pooling> poolings,
        Optional<Preprocessing> preprocessing) {
    public BackboneSpec {
        taps = List.copyOf(taps);
        poolings = List.copyOf(poolings);
        if (size.isPresent() && size.getAsInt() < 8) {
            throw new IllegalArgumentException("size must be 8 or more pixels, got " + size.getAsInt());
        }
        if (new HashSet<>(taps).size() < taps.size()) {
            throw new IllegalArgumentException("taps: expected each once, got " + String.join("+", taps));
        }
        if (new HashSet<>(poolings).size() < poolings.size()) {
            throw new IllegalArgumentException("pooling: expected each once, got " + joined(poolings));
        }
    }

    /** As the backbone is usually read. */
    public static BackboneSpec of(String name) {
        return new BackboneSpec(name, OptionalInt.empty(), List.of(), List.of(), Optional.empty());
    }

    /**
     * Reads which backbone is meant and how it is to be read.
     *
     * @param text a name, or a name with settings, such as {@code vgg16:size=200,pooling=flatten} or {@code
     *     mobilenet:taps=conv_pw_11_relu+conv_pw_13_relu,preprocessing=unit}
     * @throws ExinaException naming what is known, when the text is none of it
     */
    public static BackboneSpec parse(String text) throws ExinaException {
        return Parser.parse(text);
    }

    /**
     * Several, separated by commas. A part with a setting and no name goes with the backbone before it: {@code
     * vgg16:size=200,pooling=flatten,scattering} are two.
     *
     * @throws ExinaException when one cannot be read, or one stands there twice
     */
    public static List<BackboneSpec> parseList(String text) throws ExinaException {
        return Parser.parseList(text);
    }

    /** Of an {@link #id}, the name alone. */
    public static String nameOf(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    /** Whether it is read as usual. */
    public boolean isPlain() {
        return equals(of(name));
    }

    /** The name, and after a colon the settings that are given: {@code vgg16:size=200,pooling=flatten}. */
    public String id() {
        List<String> settings = new ArrayList<>();
        size.ifPresent(pixels -> settings.add("size=" + pixels));
        if (!taps.isEmpty()) {
            settings.add("taps=" + String.join("+", taps));
        }
        if (!poolings.isEmpty()) {
            settings.add("pooling=" + joined(poolings));
        }
        preprocessing.ifPresent(chosen -> settings.add("preprocessing=" + chosen.name()));
        return settings.isEmpty() ? name : name + ":" + String.join(",", settings);
    }

    private static String joined(List<Pooling> poolings) {
        return poolings.stream().map(Pooling::id).collect(Collectors.joining("+"));
    }

    @Override
    public String toString() {
        return id();
    }

    /** Reads the text form of a reading: {@code name[:setting=value[,setting=value...]]}. */
    private static final class Parser {
        private static final List<String> SETTINGS = List.of("size", "taps", "pooling", "preprocessing");
        private static final String OWN = "own";

        private final String text;
        private final Map<String, String> settings = new LinkedHashMap<>();

        private Parser(String text) {
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
            Parser parser = new Parser(text);
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
}
