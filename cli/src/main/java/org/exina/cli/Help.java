package org.exina.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What {@code --help} shows: what a command is for, two examples (the footer of the command), the options that most need,
 * and then the others.
 */
final class Help {
    /** Options that few need, of whichever command. */
    private static final Set<String> RARE = Set.of(
            "--accept-all",
            "--augment",
            "--batch",
            "--batch-norm",
            "--bits",
            "--budget",
            "--compare-random",
            "--crop",
            "--depth-decay",
            "--draws",
            "--false-finds",
            "--from",
            "--head",
            "--help",
            "--interpolation",
            "--jobs",
            "--json",
            "--learning-rate",
            "--max-diameter",
            "--mean",
            "--min-diameter",
            "--minimum",
            "--nearest",
            "--no-thumbnails",
            "--occlusion",
            "--paths",
            "--patience",
            "--pictures",
            "--preset",
            "--repeat",
            "--seed",
            "--sensitivity",
            "--std",
            "--threads",
            "--validation",
            "--variants",
            "--version",
            "--views",
            "--with-seen");

    private static final String NEW_LINE = System.lineSeparator();

    private Help() {}

    /** For a program that has all its commands. */
    static void arrange(CommandLine program) {
        Map<String, IHelpSectionRenderer> sections = program.getHelpSectionMap();
        sections.put(SECTION_KEY_SYNOPSIS, Help::synopsis);
        sections.put(SECTION_KEY_FOOTER, Help::examples);
        sections.put(SECTION_KEY_OPTION_LIST, Help::options);
        program.setHelpSectionMap(sections);
        program.setHelpSectionKeys(List.of(
                SECTION_KEY_SYNOPSIS_HEADING,
                SECTION_KEY_SYNOPSIS,
                SECTION_KEY_DESCRIPTION,
                SECTION_KEY_FOOTER,
                SECTION_KEY_PARAMETER_LIST,
                SECTION_KEY_OPTION_LIST,
                SECTION_KEY_COMMAND_LIST_HEADING,
                SECTION_KEY_COMMAND_LIST));
    }

    /** One line, with the options that must be given. */
    private static String synopsis(CommandLine.Help help) {
        CommandSpec command = help.commandSpec();
        String required = command.options().stream()
                .filter(OptionSpec::required)
                .map(option -> option.shortestName() + " " + option.paramLabel() + " ")
                .collect(Collectors.joining());
        return help.abbreviatedSynopsis().replace("[OPTIONS]", required + "[OPTIONS]");
    }

    private static String examples(CommandLine.Help help) {
        String[] lines = help.commandSpec().usageMessage().footer();
        return lines.length == 0
                ? ""
                : NEW_LINE + "Examples:" + NEW_LINE + "  " + String.join(NEW_LINE + "  ", lines) + NEW_LINE + NEW_LINE;
    }

    private static String options(CommandLine.Help help) {
        Map<Boolean, List<OptionSpec>> options = help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .collect(Collectors.partitioningBy(option -> RARE.contains(option.longestName())));
        String common = help.optionListExcludingGroups(options.get(false));
        return common
                + (common.isEmpty() ? "" : NEW_LINE + "More options:" + NEW_LINE)
                + help.optionListExcludingGroups(options.get(true));
    }
}
