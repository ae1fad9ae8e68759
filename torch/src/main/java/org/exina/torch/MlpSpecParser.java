package org.exina.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.settings.DidYouMean;

/** The text form of a {@link MlpSpec}: {@code top:units=256+128,activation=sigmoid,optimizer=adagrad,epochs=50}. */
final class MlpSpecParser {
    private static final List<String> COMMON = List.of(
            "units",
            "activation",
            "dropout",
            "standardize",
            "optimizer",
            "lr",
            "schedule",
            "epochs",
            "batch",
            "shuffle",
            "samples",
            "patience",
            "l2",
            "smoothing",
            "balanced");

    private static final List<String> ACTIVATIONS = List.of("relu", "sigmoid", "tanh", "gelu", "none");
    private static final List<String> SCHEDULES = List.of("constant", "cosine", "exponential", "step");

    /** Decay and its pace when nothing is said. */
    private static final Schedule.Decay DECAY = new Schedule.Decay(0.5, 10, false);

    private final String text;
    private final Map<String, String> settings;

    private MlpSpecParser(String text, Map<String, String> settings) {
        this.text = text;
        this.settings = settings;
    }

    /**
     * Reads a top model from its settings; what is not set is as usual.
     *
     * @param text whole, for messages
     * @param settings what it sets
     */
    static MlpSpec parse(String text, Map<String, String> settings) throws ExinaException {
        return new MlpSpecParser(text, settings).model();
    }

    private MlpSpec model() throws ExinaException {
        String optimizer = word("optimizer", List.copyOf(TrainingConfigText.OPTIMIZERS.keySet()), "rmsprop");
        String schedule = word("schedule", SCHEDULES, "constant");
        onlyKnown(optimizer, schedule);
        MlpSpec usual = MlpSpec.DEFAULT;
        TrainingConfig.EpochSettings passes = usual.plan().passes();
        TrainingConfig.Loss loss = usual.plan().loss();
        TrainingConfig plan = new TrainingConfig(
                optimizer(TrainingConfigText.OPTIMIZERS.get(optimizer)),
                schedule(schedule),
                new TrainingConfig.EpochSettings(
                        whole("epochs", passes.epochs()),
                        whole("batch", passes.batch()),
                        flag("shuffle", passes.shuffle()),
                        whole("samples", passes.samples()),
                        whole("patience", passes.patience())),
                new TrainingConfig.Loss(
                        number("l2", loss.l2()),
                        number("smoothing", loss.labelSmoothing()),
                        flag("balanced", loss.balanced())));
        String activation = word("activation", ACTIVATIONS, "relu");
        return new MlpSpec(
                units(),
                activation.equals("none")
                        ? Layer.Function.LINEAR
                        : Layer.Function.valueOf(activation.toUpperCase(Locale.ROOT)),
                number("dropout", usual.dropout()),
                flag("standardize", usual.standardize()),
                plan);
    }

    private void onlyKnown(String optimizer, String schedule) throws ExinaException {
        List<String> known = new ArrayList<>(COMMON);
        known.addAll(TrainingConfigText.own(TrainingConfigText.OPTIMIZERS.get(optimizer))
                .keySet());
        if (schedule.equals("exponential") || schedule.equals("step")) {
            known.addAll(List.of("decay", "every"));
        }
        for (String name : settings.keySet()) {
            if (!known.contains(name)) {
                throw new ExinaException(
                        "head '" + text + "'",
                        "with optimizer " + optimizer + " and schedule " + schedule
                                + " there is no setting '" + name + "', expected one of " + String.join(", ", known)
                                + DidYouMean.suggestion(name, known));
            }
        }
    }

    private Optimizer optimizer(Optimizer usual) throws ExinaException {
        double rate = number("lr", usual.learningRate());
        if (usual instanceof Optimizer.Sgd sgd) {
            return new Optimizer.Sgd(rate, number("momentum", sgd.momentum()), flag("nesterov", sgd.nesterov()));
        } else if (usual instanceof Optimizer.RmsProp rmsProp) {
            return new Optimizer.RmsProp(
                    rate,
                    number("rho", rmsProp.rho()),
                    number("momentum", rmsProp.momentum()),
                    number("epsilon", rmsProp.epsilon()));
        } else if (usual instanceof Optimizer.Adagrad adagrad) {
            return new Optimizer.Adagrad(
                    rate, number("accumulator", adagrad.accumulator()), number("epsilon", adagrad.epsilon()));
        }
        Optimizer.Adam adam = (Optimizer.Adam) usual;
        return new Optimizer.Adam(
                rate,
                number("beta1", adam.beta1()),
                number("beta2", adam.beta2()),
                number("epsilon", adam.epsilon()),
                number("weight-decay", adam.weightDecay()));
    }

    private Schedule schedule(String name) throws ExinaException {
        return switch (name) {
            case "cosine" -> new Schedule.Cosine();
            case "exponential", "step" ->
                new Schedule.Decay(number("decay", DECAY.decay()), whole("every", DECAY.every()), name.equals("step"));
            default -> Schedule.CONSTANT;
        };
    }

    private List<Integer> units() throws ExinaException {
        String wanted = settings.get("units");
        if (wanted == null) {
            return MlpSpec.DEFAULT.units();
        }
        if (wanted.equals(MlpSpec.NO_LAYERS)) {
            return List.of();
        }
        List<Integer> units = new ArrayList<>();
        for (String part : wanted.split("\\+", -1)) {
            units.add(whole("units", part, ", or several as in 256+128, or " + MlpSpec.NO_LAYERS));
        }
        return units;
    }

    private String word(String name, List<String> words, String usual) throws ExinaException {
        String wanted = settings.getOrDefault(name, usual);
        if (!words.contains(wanted)) {
            throw new ExinaException(
                    "head '" + text + "'",
                    name + " must be one of " + String.join(", ", words) + ", got '" + wanted + "'"
                            + DidYouMean.suggestion(wanted, words));
        }
        return wanted;
    }

    private boolean flag(String name, boolean usual) throws ExinaException {
        return word(name, List.of("true", "false"), Boolean.toString(usual)).equals("true");
    }

    private int whole(String name, int usual) throws ExinaException {
        return whole(name, settings.getOrDefault(name, Integer.toString(usual)), "");
    }

    private int whole(String name, String wanted, String more) throws ExinaException {
        try {
            return Integer.parseInt(wanted.strip());
        } catch (NumberFormatException e) {
            throw new ExinaException(
                    "head '" + text + "'", name + " must be a whole number" + more + ", got '" + wanted + "'");
        }
    }

    private double number(String name, double usual) throws ExinaException {
        String wanted = settings.get(name);
        try {
            return wanted == null ? usual : Double.parseDouble(wanted);
        } catch (NumberFormatException e) {
            throw new ExinaException("head '" + text + "'", name + " must be a number, got '" + wanted + "'");
        }
    }
}
