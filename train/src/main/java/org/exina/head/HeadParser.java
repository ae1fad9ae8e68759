package org.exina.head;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;
import org.exina.head.HeadSpec.LogisticRegression;
import org.exina.io.ExinaException;
import org.exina.settings.DidYouMean;

/** Reads the text form of a head: {@code kind[:setting=value[,setting=value...]]}. */
final class HeadParser {
    private static final List<String> KINDS = List.of("lda", "logistic", "top");

    private final String text;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private HeadParser(String text) {
        this.text = text;
    }

    static HeadSpec parse(String text) throws ExinaException {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).strip();
        if (!KINDS.contains(kind)) {
            throw new ExinaException("unknown head '" + text + "': expected one of " + String.join(", ", KINDS)
                    + DidYouMean.suggestion(kind, KINDS));
        }
        HeadParser parser = new HeadParser(text);
        if (colon >= 0) {
            parser.split(text.substring(colon + 1));
        }
        try {
            return switch (kind) {
                case "lda" -> parser.lda();
                case "logistic" -> parser.logistic();
                default -> parser.added(kind);
            };
        } catch (IllegalArgumentException e) {
            throw new ExinaException("head '" + text + "'", e.getMessage());
        }
    }

    /** Of a kind that another module adds. */
    private HeadSpec added(String kind) throws ExinaException {
        return ServiceLoader.load(HeadKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new ExinaException("head '" + text + "' needs a module that is missing: add"
                        + " org.exina:exina-torch, or use a head that needs no libtorch: lda or logistic"))
                .parse(text, settings);
    }

    private Lda lda() throws ExinaException {
        only("covariance", "shrinkage");
        String wanted =
                settings.getOrDefault("covariance", Lda.DEFAULT.covariance().word());
        List<String> words =
                Arrays.stream(Covariance.values()).map(Covariance::word).toList();
        if (!words.contains(wanted)) {
            throw new ExinaException(
                    "head '" + text + "'",
                    "covariance must be one of " + String.join(", ", words) + ", got '" + wanted + "'"
                            + DidYouMean.suggestion(wanted, words));
        }
        return new Lda(Covariance.values()[words.indexOf(wanted)], number("shrinkage"));
    }

    private LogisticRegression logistic() throws ExinaException {
        only("l2", "iterations");
        int iterations = LogisticRegression.DEFAULT.maxIterations();
        String wanted = settings.get("iterations");
        if (wanted != null) {
            try {
                iterations = Integer.parseInt(wanted);
            } catch (NumberFormatException e) {
                throw new ExinaException(
                        "head '" + text + "'", "iterations must be a whole number, got '" + wanted + "'");
            }
        }
        return new LogisticRegression(number("l2"), iterations);
    }

    private void split(String list) throws ExinaException {
        for (String part : list.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw new ExinaException(
                        "head '" + text + "'", "expected setting=value after the colon, got '" + part + "'");
            }
            String name = part.substring(0, equals).strip();
            if (settings.put(name, part.substring(equals + 1).strip()) != null) {
                throw new ExinaException("head '" + text + "'", name + " is set twice");
            }
        }
    }

    private void only(String... known) throws ExinaException {
        for (String name : settings.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new ExinaException(
                        "head '" + text + "'",
                        "unknown setting '" + name + "', expected one of " + String.join(", ", known)
                                + DidYouMean.suggestion(name, List.of(known)));
            }
        }
    }

    private double number(String name) throws ExinaException {
        String wanted = settings.getOrDefault(name, "auto");
        if (wanted.equals("auto")) {
            return HeadSpec.AUTOMATIC;
        }
        try {
            double number = Double.parseDouble(wanted);
            if (number < 0) { // the sign that stands for "automatic" inside is no way to write it
                throw new ExinaException("head '" + text + "'", name + " must not be negative, got " + wanted);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new ExinaException("head '" + text + "'", name + " must be a number or auto, got '" + wanted + "'");
        }
    }
}
