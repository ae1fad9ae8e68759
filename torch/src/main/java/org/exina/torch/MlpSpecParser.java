package org.exina.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.settings.DidYouMean;
import org.exina.settings.SettingsText;

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

    private final SettingsText settings;

    private MlpSpecParser(SettingsText settings) {
        this.settings = settings;
    }

    /** Reads a top model from its settings; what is not set is as usual. */
    static MlpSpec parse(SettingsText settings) throws ExinaException {
        return new MlpSpecParser(settings).model();
    }

    private MlpSpec model() throws ExinaException {
        String optimizer = settings.word("optimizer", TrainingConfigText.OPTIMIZERS.keySet(), "rmsprop");
        String schedule = settings.word("schedule", SCHEDULES, "constant");
        onlyKnown(optimizer, schedule);
        MlpSpec usual = MlpSpec.DEFAULT;
        TrainingConfig.EpochSettings passes = usual.plan().passes();
        TrainingConfig.Loss loss = usual.plan().loss();
        TrainingConfig plan = new TrainingConfig(
                optimizer(TrainingConfigText.OPTIMIZERS.get(optimizer)),
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
        known.addAll(TrainingConfigText.own(TrainingConfigText.OPTIMIZERS.get(optimizer))
                .keySet());
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
        if (wanted.equals(MlpSpec.NO_LAYERS)) {
            return List.of();
        }
        List<Integer> units = new ArrayList<>();
        for (String part : wanted.split("\\+", -1)) {
            units.add(settings.whole("units", part, ", or several as in 256+128, or " + MlpSpec.NO_LAYERS));
        }
        return units;
    }
}
