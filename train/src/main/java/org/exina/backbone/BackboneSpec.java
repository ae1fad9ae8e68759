package org.exina.backbone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.exina.io.ExinaException;
import org.exina.network.Preprocessing;
import org.exina.settings.SettingsText;

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

        private final SettingsText settings;

        private Parser(SettingsText settings) {
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
            Parser parser = new Parser(settings);
            try {
                return new BackboneSpec(name, parser.size(), parser.taps(), parser.poolings(), parser.preprocessing());
            } catch (IllegalArgumentException e) {
                throw settings.fault(e.getMessage());
            }
        }

        private OptionalInt size() throws ExinaException {
            return settings.has("size")
                    ? OptionalInt.of(
                            settings.whole("size", settings.get("size", ""), " of pixels, both height and width"))
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
}
