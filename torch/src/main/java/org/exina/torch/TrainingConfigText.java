package org.exina.torch;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link TrainingConfig} as settings with values. */
final class TrainingConfigText {
    /** What can be set of each optimizer, and where it begins. */
    static final Map<String, Optimizer> OPTIMIZERS = optimizers();

    private TrainingConfigText() {}

    private static Map<String, Optimizer> optimizers() {
        Map<String, Optimizer> result = new LinkedHashMap<>();
        result.put("rmsprop", Optimizer.RmsProp.DEFAULT);
        result.put("sgd", Optimizer.Sgd.DEFAULT);
        result.put("adagrad", Optimizer.Adagrad.DEFAULT);
        result.put("adam", Optimizer.Adam.DEFAULT);
        result.put("adamw", Optimizer.Adam.WITH_DECAY);
        return result;
    }

    /** Every setting, in the order in which they are described. */
    static Map<String, String> of(TrainingConfig plan) {
        Map<String, String> result = new LinkedHashMap<>();
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

    /** The usual plan with the optimizer of this one, as it begins. */
    static TrainingConfig usual(TrainingConfig plan) {
        return TrainingConfig.DEFAULT.withOptimizer(OPTIMIZERS.get(name(plan.optimizer())));
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

    static Map<String, String> own(Optimizer optimizer) {
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

    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
