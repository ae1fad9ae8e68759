package org.exina.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.api.Recipe;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the program chooses what a classifier is made of. */
final class AutomaticOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)?");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--auto",
            description = {
                "Choose networks, depths, views, pooling and heads by images left out of the training data, and average"
                        + " the best; all networks that are ready take part, or those of --backbone."
            })
    private boolean auto;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "With --auto: about how long it may take, such as 90s, 10m or 2h. Default: ${DEFAULT-VALUE}.")
    private String budget;

    void into(Recipe.Builder recipe) {
        if (isOn()) {
            recipe.budget(time());
        }
    }

    private boolean isOn() {
        if (auto && isGiven("--head")) {
            throw new UsageException("--head and --auto exclude each other: --auto chooses the head; leave one out");
        }
        if (auto && isGiven("--augment")) {
            throw new UsageException("--augment and --auto exclude each other; leave one out");
        }
        if (!auto && isGiven("--budget")) {
            throw new UsageException("--budget: only --auto has one; add --auto or leave it out");
        }
        return auto;
    }

    private boolean isGiven(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /**
     * The time that {@code --budget} gives.
     *
     * @throws UsageException when it is no time
     */
    private Duration time() {
        Matcher matcher = TIME.matcher(budget);
        if (!matcher.matches()) {
            throw new UsageException("--budget: expected a time such as 90s, 10m or 2h, got '" + budget + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
