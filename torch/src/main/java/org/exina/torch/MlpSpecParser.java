package org.exina.torch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.settings.DidYouMean;
import org.exina.settings.SettingsText;

/** The text form of a {@link MlpSpec}: {@code top:units=256+128,activation=sigmoid,optimizer=adagrad,epochs=50}. */
final class MlpSpecParser {
    static final String KIND = "top";
    private static final String NO_LAYERS = "none";

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

    /** What can be set of each optimizer, and where it begins. */
    private static final Map<String, Optimizer> OPTIMIZERS = optimizers();

    /** Decay and its pace when nothing is said. */
    private static final Schedule.Decay DECAY = new Schedule.Decay(0.5, 10, false);

    private final SettingsText settings;

    private MlpSpecParser(SettingsText settings) {
        this.settings = settings;
    }

    private static Map<String, Optimizer> optimizers() {
        Map<String, Optimizer> result = new LinkedHashMap<>();
        result.put("rmsprop", Optimizer.RmsProp.DEFAULT);
        result.put("sgd", Optimizer.Sgd.DEFAULT);
        result.put("adagrad", Optimizer.Adagrad.DEFAULT);
        result.put("adam", Optimizer.Adam.DEFAULT);
        result.put("adamw", Optimizer.Adam.WITH_DECAY);
        return result;
    }

    /** The settings that are not the usual ones, in the order in which they are described. */
    static String id(MlpSpec model) {
        TrainingConfig plan = model.plan();
        TrainingConfig usual = TrainingConfig.DEFAULT.withOptimizer(OPTIMIZERS.get(name(plan.optimizer())));
        Map<String, String> common = settings(MlpSpec.DEFAULT.withPlan(usual));
        String chosen = settings(model).entrySet().stream()
                .filter(e -> !e.getValue().equals(common.get(e.getKey()))
                        || (e.getKey().equals("optimizer") && !e.getValue().equals("rmsprop")))
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
        return chosen.isEmpty() ? KIND : KIND + ":" + chosen;
    }

    /** Reads a top model from its settings; what is not set is as usual. */
    static MlpSpec parse(SettingsText settings) throws ExinaException {
        return new MlpSpecParser(settings).model();
    }

    private static Map<String, String> settings(MlpSpec model) {
        Map<String, String> result = new LinkedHashMap<>();
        TrainingConfig plan = model.plan();
        result.put(
                "units",
                model.units().isEmpty()
                        ? NO_LAYERS
                        : model.units().stream().map(String::valueOf).collect(Collectors.joining("+")));
        result.put(
                "activation",
                model.activation() == Layer.Function.LINEAR
                        ? "none"
                        : model.activation().name().toLowerCase(Locale.ROOT));
        result.put("dropout", plain(model.dropout()));
        result.put("standardize", Boolean.toString(model.standardize()));
        result.put("optimizer", name(plan.optimizer()));
        result.put("lr", plain(plan.optimizer().learningRate()));
        result.putAll(own(plan.optimizer()));
        result.putAll(own(plan.schedule()));
        result.put("epochs", Integer.toString(plan.passes().epochs()));
        result.put("batch", Integer.toString(plan.passes().batch()));
        result.put("shuffle", Boolean.toString(plan.passes().shuffle()));
        result.put("samples", Integer.toString(plan.passes().samples()));
        result.put("patience", Integer.toString(plan.passes().patience()));
        result.put("l2", plain(plan.loss().l2()));
        result.put("smoothing", plain(plan.loss().labelSmoothing()));
        result.put("balanced", Boolean.toString(plan.loss().balanced()));
        return result;
    }

    private static String name(Optimizer optimizer) {
        if (optimizer instanceof Optimizer.Adam adam) {
            return adam.weightDecay() > 0 ? "adamw" : "adam";
        }
        return OPTIMIZERS.entrySet().stream()
                .filter(e -> e.getValue().getClass() == optimizer.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> own(Optimizer optimizer) {
        Map<String, String> result = new LinkedHashMap<>();
        if (optimizer instanceof Optimizer.Sgd sgd) {
            result.put("momentum", plain(sgd.momentum()));
            result.put("nesterov", Boolean.toString(sgd.nesterov()));
        } else if (optimizer instanceof Optimizer.RmsProp rmsProp) {
            result.put("rho", plain(rmsProp.rho()));
            result.put("momentum", plain(rmsProp.momentum()));
            result.put("epsilon", plain(rmsProp.epsilon()));
        } else if (optimizer instanceof Optimizer.Adagrad adagrad) {
            result.put("accumulator", plain(adagrad.accumulator()));
            result.put("epsilon", plain(adagrad.epsilon()));
        } else if (optimizer instanceof Optimizer.Adam adam) {
            result.put("beta1", plain(adam.beta1()));
            result.put("beta2", plain(adam.beta2()));
            result.put("epsilon", plain(adam.epsilon()));
            if (adam.weightDecay() > 0) {
                result.put("weight-decay", plain(adam.weightDecay()));
            }
        }
        return result;
    }

    private static Map<String, String> own(Schedule schedule) {
        Map<String, String> result = new LinkedHashMap<>();
        if (schedule instanceof Schedule.Decay decay) {
            result.put("schedule", decay.steps() ? "step" : "exponential");
            result.put("decay", plain(decay.decay()));
            result.put("every", Integer.toString(decay.every()));
        } else {
            result.put("schedule", schedule instanceof Schedule.Cosine ? "cosine" : "constant");
        }
        return result;
    }

    private MlpSpec model() throws ExinaException {
        String optimizer = settings.word("optimizer", OPTIMIZERS.keySet(), "rmsprop");
        String schedule = settings.word("schedule", SCHEDULES, "constant");
        onlyKnown(optimizer, schedule);
        MlpSpec usual = MlpSpec.DEFAULT;
        TrainingConfig.EpochSettings passes = usual.plan().passes();
        TrainingConfig.Loss loss = usual.plan().loss();
        TrainingConfig plan = new TrainingConfig(
                optimizer(OPTIMIZERS.get(optimizer)),
                schedule(schedule),
                new TrainingConfig.EpochSettings(
                        settings.whole("epochs", passes.epochs()),
                        settings.whole("batch", passes.batch()),
                        settings.flag("shuffle", passes.shuffle()),
                        settings.whole("samples", passes.samples()),
                        settings.whole("patience", passes.patience())),
                new TrainingConfig.Loss(
                        settings.number("l2", loss.l2()),
                        settings.number("smoothing", loss.labelSmoothing()),
                        settings.flag("balanced", loss.balanced())));
        String activation = settings.word("activation", ACTIVATIONS, "relu");
        return new MlpSpec(
                units(),
                activation.equals("none")
                        ? Layer.Function.LINEAR
                        : Layer.Function.valueOf(activation.toUpperCase(Locale.ROOT)),
                settings.number("dropout", usual.dropout()),
                settings.flag("standardize", usual.standardize()),
                plan);
    }

    private void onlyKnown(String optimizer, String schedule) throws ExinaException {
        List<String> known = new ArrayList<>(COMMON);
        known.addAll(own(OPTIMIZERS.get(optimizer)).keySet());
        if (schedule.equals("exponential") || schedule.equals("step")) {
            known.addAll(List.of("decay", "every"));
        }
        for (String name : settings.names()) {
            if (!known.contains(name)) {
                throw settings.fault("with optimizer " + optimizer + " and schedule " + schedule
                        + " there is no setting '" + name + "', expected one of " + String.join(", ", known)
                        + DidYouMean.suggestion(name, known));
            }
        }
    }

    private Optimizer optimizer(Optimizer usual) throws ExinaException {
        double rate = settings.number("lr", usual.learningRate());
        if (usual instanceof Optimizer.Sgd sgd) {
            return new Optimizer.Sgd(
                    rate, settings.number("momentum", sgd.momentum()), settings.flag("nesterov", sgd.nesterov()));
        } else if (usual instanceof Optimizer.RmsProp rmsProp) {
            return new Optimizer.RmsProp(
                    rate,
                    settings.number("rho", rmsProp.rho()),
                    settings.number("momentum", rmsProp.momentum()),
                    settings.number("epsilon", rmsProp.epsilon()));
        } else if (usual instanceof Optimizer.Adagrad adagrad) {
            return new Optimizer.Adagrad(
                    rate,
                    settings.number("accumulator", adagrad.accumulator()),
                    settings.number("epsilon", adagrad.epsilon()));
        }
        Optimizer.Adam adam = (Optimizer.Adam) usual;
        return new Optimizer.Adam(
                rate,
                settings.number("beta1", adam.beta1()),
                settings.number("beta2", adam.beta2()),
                settings.number("epsilon", adam.epsilon()),
                settings.number("weight-decay", adam.weightDecay()));
    }

    private Schedule schedule(String name) throws ExinaException {
        return switch (name) {
            case "cosine" -> new Schedule.Cosine();
            case "exponential", "step" ->
                new Schedule.Decay(
                        settings.number("decay", DECAY.decay()),
                        settings.whole("every", DECAY.every()),
                        name.equals("step"));
            default -> Schedule.CONSTANT;
        };
    }

    private List<Integer> units() throws ExinaException {
        if (!settings.has("units")) {
            return MlpSpec.DEFAULT.units();
        }
        String wanted = settings.get("units", "");
        if (wanted.equals(NO_LAYERS)) {
            return List.of();
        }
        List<Integer> units = new ArrayList<>();
        for (String part : wanted.split("\\+", -1)) {
            units.add(settings.whole("units", part, ", or several as in 256+128, or " + NO_LAYERS));
        }
        return units;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
