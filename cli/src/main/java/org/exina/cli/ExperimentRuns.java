package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.exina.experiment.ExperimentRecord;
import org.exina.io.ExinaHome;
import org.exina.study.ExperimentFolder;
import picocli.CommandLine.Option;

/** Where experiments are kept, and those that are there. */
final class ExperimentRuns {
    static final String NAMES =
            "Of 'exina experiments list': study-2017/VGG16_naive, or the part behind the slash where"
                    + " only one has it.";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "RUNS",
            description = "Where experiments are kept. Default: 'experiments' in Exina's own folder.")
    private Path folder;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    Path folder() {
        return folder == null ? ExinaHome.path().resolve("experiments") : folder;
    }

    boolean json() {
        return json;
    }

    /** Of all suites; none when nothing was run. */
    List<ExperimentRecord> records() throws IOException {
        return ExperimentFolder.all(folder()).stream()
                .map(ExperimentFolder::record)
                .toList();
    }

    /**
     * Of one suite or of all.
     *
     * @throws UsageException when there are none
     */
    List<ExperimentRecord> records(Optional<String> suite) throws IOException {
        List<ExperimentRecord> found = records().stream()
                .filter(each -> suite.isEmpty() || each.suite().equals(suite.get()))
                .toList();
        if (found.isEmpty()) {
            throw new UsageException(
                    "no experiment " + suite.map(name -> "of " + name + " ").orElse("") + "is done in " + folder()
                            + "; 'exina experiments run' runs them");
        }
        return found;
    }

    /**
     * The experiment of this id or name.
     *
     * @throws UsageException when none has this name, or several have
     */
    ExperimentFolder find(String name) throws IOException {
        List<ExperimentFolder> found = ExperimentFolder.all(folder()).stream()
                .filter(each ->
                        each.record().id().equals(name) || each.record().name().equals(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new UsageException(
                found.isEmpty()
                        ? "no experiment named '" + name + "' is done in " + folder()
                                + "; 'exina experiments list' lists those that are"
                        : "'" + name + "' stands for several: "
                                + String.join(
                                        ", ",
                                        found.stream()
                                                .map(each -> each.record().id())
                                                .toList()));
    }
}
