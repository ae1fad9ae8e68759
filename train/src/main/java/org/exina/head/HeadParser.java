package org.exina.head;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;
import org.exina.head.HeadSpec.LogisticRegression;
import org.exina.io.ExinaException;
import org.exina.settings.DidYouMean;
import org.exina.settings.SettingsText;

/** Reads the text form of a head: {@code kind[:setting=value[,setting=value...]]}. */
final class HeadParser {
    private static final List<String> KINDS = List.of("lda", "logistic", "top");

    private final String text;
    private final SettingsText settings;

    private HeadParser(String text) {
        this.text = text;
        this.settings = new SettingsText("head '" + text + "'");
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
            parser.settings.read(
                    text.substring(colon + 1), part -> "expected setting=value after the colon, got '" + part + "'");
        }
        try {
            return switch (kind) {
                case "lda" -> parser.lda();
                case "logistic" -> parser.logistic();
                default -> parser.added(kind);
            };
        } catch (IllegalArgumentException e) {
            throw parser.settings.fault(e.getMessage());
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
                .parse(settings);
    }

    private Lda lda() throws ExinaException {
        settings.only(List.of("covariance", "shrinkage"));
        List<String> words =
                Arrays.stream(Covariance.values()).map(Covariance::word).toList();
        String word =
                settings.word("covariance", words, Lda.DEFAULT.covariance().word());
        return new Lda(Covariance.values()[words.indexOf(word)], number("shrinkage"));
    }

    private LogisticRegression logistic() throws ExinaException {
        settings.only(List.of("l2", "iterations"));
        return new LogisticRegression(
                number("l2"), settings.whole("iterations", LogisticRegression.DEFAULT.maxIterations()));
    }

    private double number(String name) throws ExinaException {
        if (settings.get(name, "auto").equals("auto")) {
            return HeadSpec.AUTOMATIC;
        }
        double number = settings.number(name, " or auto");
        if (number < 0) { // the sign that stands for "automatic" inside is no way to write it
            throw settings.fault(name + " must not be negative, got " + settings.get(name, ""));
        }
        return number;
    }
}
