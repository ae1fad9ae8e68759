package org.exina.head;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.exina.io.ExinaException;
import org.exina.settings.DidYouMean;
import org.exina.settings.SettingsText;
import org.exina.task.Progress;

/** Which head to train and how; {@link #parse} reads what {@link #id} writes. */
public interface HeadSpec {
    /** Chosen from the data. */
    double AUTOMATIC = -1;

    /** The kind, and after a colon the settings that are not the usual ones: {@code logistic:l2=0.01}. */
    String id();

    /**
     * Trains a head; products of large matrices use all cores, all else the calling thread. Linear heads use no random
     * numbers: the seed is for those that do.
     *
     * @throws ExinaException when this kind of head cannot learn from this data
     * @throws java.io.InterruptedIOException when the thread is interrupted, if this kind takes long
     */
    Head train(TrainingSet set, long seed) throws IOException;

    /** Trains as {@link #train(TrainingSet, long)} does; kinds that take long tell how far they have come. */
    default Head train(TrainingSet set, long seed, Progress progress) throws IOException {
        return train(set, seed);
    }

    /** What is trained, in the words of a table. */
    default Summary summary() {
        return new Summary("", "", "", id());
    }

    /**
     * What is trained, in the words of a table.
     *
     * @param epochs at most; empty where training is not in epochs, or only its history knows
     * @param units of the dense layers, as text: "128", "256+64"; empty where there are none
     * @param activation of these; empty where there are none
     * @param optimizer or, of a head that is not trained in epochs, the head
     */
    record Summary(String epochs, String units, String activation, String optimizer) {}

    /**
     * Reads which head to train and how.
     *
     * @param text {@code lda}, {@code logistic}, {@code top}, or one of them with settings, such as
     *     {@code lda:shrinkage=0.2}, {@code logistic:l2=0.01,iterations=500} or {@code top:units=256,optimizer=adam}
     * @throws ExinaException naming what is known, when the text is none of it
     */
    static HeadSpec parse(String text) throws ExinaException {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).strip();
        List<String> kinds = List.of("lda", "logistic", "top");
        if (!kinds.contains(kind)) {
            throw new ExinaException("unknown head '" + text + "': expected one of " + String.join(", ", kinds)
                    + DidYouMean.suggestion(kind, kinds));
        }
        SettingsText settings = new SettingsText("head '" + text + "'");
        if (colon >= 0) {
            settings.read(
                    text.substring(colon + 1), part -> "expected setting=value after the colon, got '" + part + "'");
        }
        try {
            return switch (kind) {
                case "lda" -> Lda.of(settings);
                case "logistic" -> LogisticRegression.of(settings);
                default ->
                    ServiceLoader.load(Kind.class).stream()
                            .map(ServiceLoader.Provider::get)
                            .filter(each -> each.name().equals(kind))
                            .findFirst()
                            .orElseThrow(
                                    () -> new ExinaException(
                                            "head '" + text + "' needs a module that is missing: add"
                                                    + " org.exina:exina-torch, or use a head that needs no libtorch: lda or logistic"))
                            .parse(settings);
            };
        } catch (IllegalArgumentException e) {
            throw settings.fault(e.getMessage());
        }
    }

    /** A kind of head that another module adds: found by {@link ServiceLoader}. */
    interface Kind {
        /** What its text form begins with: {@code top}. */
        String name();

        /**
         * Reads the text form of a head of this kind.
         *
         * @throws ExinaException naming what is known, when the settings are none of it
         */
        HeadSpec parse(SettingsText settings) throws ExinaException;
    }

    /** How the covariance that all classes share is estimated. */
    enum Covariance {
        /**
         * One shrinkage for the scatter of all samples around their class means, towards each feature's own variance
         * within the classes.
         */
        POOLED,
        /** A shrinkage for each class of its own, then the average; what scikit-learn does. */
        PER_CLASS;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Linear discriminant analysis with a shrunk covariance, on standardised features.
     *
     * <p>With {@link Covariance#PER_CLASS} it is scikit-learn's {@code make_pipeline(StandardScaler(),
     * LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"))}, to the last digits. With {@link Covariance#POOLED},
     * the default, each group left out in turn also sets the scale of the scores ({@link LeaveGroupOut}, {@link Temperature}),
     * where the training set has inner folds: with more features than samples raw scores are far too sure of themselves.
     *
     * @param shrinkage in [0, 1], or {@link #AUTOMATIC} for that of Ledoit and Wolf (2004)
     */
    record Lda(Covariance covariance, double shrinkage) implements HeadSpec {
        public static final Lda DEFAULT = new Lda(Covariance.POOLED, AUTOMATIC);

        public Lda {
            if (shrinkage != AUTOMATIC && !(shrinkage >= 0 && shrinkage <= 1)) {
                throw new IllegalArgumentException("shrinkage must be in [0, 1], got " + shrinkage);
            }
        }

        private static Lda of(SettingsText settings) throws ExinaException {
            settings.only(List.of("covariance", "shrinkage"));
            List<String> words =
                    Arrays.stream(Covariance.values()).map(Covariance::word).toList();
            String word = settings.word("covariance", words, DEFAULT.covariance.word());
            return new Lda(Covariance.values()[words.indexOf(word)], HeadSpec.number(settings, "shrinkage"));
        }

        @Override
        public String id() {
            List<String> settings = new ArrayList<>();
            if (covariance != DEFAULT.covariance) {
                settings.add("covariance=" + covariance.word());
            }
            if (shrinkage != AUTOMATIC) {
                settings.add("shrinkage=" + plain(shrinkage));
            }
            return HeadSpec.id("lda", settings);
        }

        @Override
        public Head train(TrainingSet set, long seed) throws ExinaException {
            return DiscriminantAnalysis.train(id(), covariance == Covariance.POOLED, shrinkage, set);
        }
    }

    /**
     * Multinomial logistic regression on standardised features: minimises the mean log loss plus {@code l2 / 2} times
     * the sum of squared weights; intercepts are free. scikit-learn's {@code C} is {@code 1 / (l2 * samples)}; with two
     * classes, for which it keeps one row of weights, not two, it is {@code 2 / (l2 * samples)}.
     *
     * @param l2 0.000001 or more, or {@link #AUTOMATIC} for the one with the lowest log loss over the inner folds
     * @param maxIterations of L-BFGS, 1 or more
     */
    record LogisticRegression(double l2, int maxIterations) implements HeadSpec {
        public static final LogisticRegression DEFAULT = new LogisticRegression(AUTOMATIC, 1000);

        /** Below it the classes are pulled apart without end and nothing converges. */
        public static final double LEAST_L2 = 1e-6;

        public LogisticRegression {
            if (l2 != AUTOMATIC && !(l2 >= LEAST_L2)) {
                throw new IllegalArgumentException("l2 must be " + plain(LEAST_L2) + " or more, got " + l2);
            }
            if (l2 == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("l2 must be finite, got " + l2);
            }
            if (maxIterations < 1) {
                throw new IllegalArgumentException("iterations must be 1 or more, got " + maxIterations);
            }
        }

        private static LogisticRegression of(SettingsText settings) throws ExinaException {
            settings.only(List.of("l2", "iterations"));
            return new LogisticRegression(
                    HeadSpec.number(settings, "l2"), settings.whole("iterations", DEFAULT.maxIterations));
        }

        @Override
        public String id() {
            List<String> settings = new ArrayList<>();
            if (l2 != AUTOMATIC) {
                settings.add("l2=" + plain(l2));
            }
            if (maxIterations != DEFAULT.maxIterations) {
                settings.add("iterations=" + maxIterations);
            }
            return HeadSpec.id("logistic", settings);
        }

        @Override
        public Head train(TrainingSet set, long seed) {
            return train(set, seed, Progress.NONE);
        }

        @Override
        public Head train(TrainingSet set, long seed, Progress progress) {
            return LogisticTraining.train(id(), l2, maxIterations, set, progress);
        }
    }

    private static double number(SettingsText settings, String name) throws ExinaException {
        if (settings.get(name, "auto").equals("auto")) {
            return AUTOMATIC;
        }
        double number = settings.number(name, " or auto");
        if (number < 0) { // the sign that stands for "automatic" inside is no way to write it
            throw settings.fault(name + " must not be negative, got " + settings.get(name, ""));
        }
        return number;
    }

    private static String id(String kind, List<String> settings) {
        return settings.isEmpty() ? kind : kind + ":" + String.join(",", settings);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
