package org.exina.cleaning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.exina.dataset.CsvText;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.LabelTwins;
import org.exina.io.Csv;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.settings.DidYouMean;

/** Reads a table of proposals that somebody may have edited, and holds it against the images as they are now. */
final class EditedTable {
    private final Path file;
    private final Dataset dataset;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lineOf = new HashMap<>();
    private CsvText table;

    private EditedTable(Path file, Dataset dataset) {
        this.file = file;
        this.dataset = dataset;
        for (int i = 0; i < dataset.size(); i++) {
            index.put(dataset.relativePaths().get(i), i);
        }
    }

    /**
     * One change.
     *
     * @param sample of the data set
     * @param label the new one, or the old where the image is left out
     */
    record Change(int sample, Proposal.Action action, String label) {}

    /**
     * Reads what is to become of which image.
     *
     * @return by sample, without what is kept
     * @throws DatasetException naming the first line that cannot be followed
     */
    static Map<Integer, Change> read(Path file, Dataset dataset) throws IOException {
        return new EditedTable(file, dataset).read();
    }

    private Map<Integer, Change> read() throws IOException {
        String expected = "expected the header " + String.join(",", Proposals.COLUMNS);
        table = CsvText.read(file, expected);
        List<String> header = table.header().fields();
        if (!header.stream().map(String::strip).toList().equals(Proposals.COLUMNS)) {
            throw new DatasetException(file, expected + ", found " + String.join(",", header));
        }
        Map<Integer, Change> changes = new LinkedHashMap<>();
        for (Csv.Row row : table.rows()) {
            Change change = change(row);
            if (change.action() != Proposal.Action.KEEP) {
                changes.put(change.sample(), change);
            }
        }
        return changes;
    }

    private Change change(Csv.Row row) throws IOException {
        List<String> fields = row.fields().stream().map(String::strip).toList();
        String path = fields.get(0);
        Integer sample = index.get(path);
        if (sample == null) {
            throw table.fault(
                    row,
                    "there is no image " + path + " in " + dataset.root()
                            + DidYouMean.suggestion(path, index.keySet()));
        }
        Integer before = lineOf.putIfAbsent(path, row.line());
        if (before != null) {
            throw table.fault(row, path + " stands on line " + before + " already");
        }
        Proposal.Action action = action(row, fields.get(3));
        String label = dataset.samples().get(sample).label();
        if (!label.equals(fields.get(1))) {
            throw outdated(row, path + " has the label " + label + ", not " + fields.get(1));
        }
        if (action == Proposal.Action.RELABEL && !dataset.classes().contains(fields.get(2))) {
            checkNew(row, fields.get(2));
        }
        if (action != Proposal.Action.KEEP
                && !dataset.samples().get(sample).source().read().sha256().equals(fields.get(6))) {
            throw outdated(row, path + " is no longer the image that was looked at: its content has changed");
        }
        boolean same = action == Proposal.Action.RELABEL && label.equals(fields.get(2));
        return new Change(
                sample,
                same ? Proposal.Action.KEEP : action,
                action == Proposal.Action.RELABEL ? fields.get(2) : label);
    }

    /** A class that is not there yet is made, unless its name is one mistyped or none for a folder. */
    private void checkNew(Csv.Row row, String label) throws DatasetException {
        if (label.isEmpty()) {
            throw table.fault(row, "the new label is empty; expected a class: " + String.join(", ", dataset.classes()));
        }
        if (!Dataset.isFolderName(label)) {
            throw table.fault(row, "a new class cannot be called " + label + ": its folder cannot be named so");
        }
        List<String> others = dataset.classes().stream() // "Pinus sylvestris" beside "Pinus" is meant
                .filter(known -> !known.startsWith(label) && !label.startsWith(known))
                .toList();
        String meant = LabelTwins.of(label, dataset.classes())
                .map(twin -> "; did you mean " + twin + "?")
                .orElse(DidYouMean.suggestion(label, others));
        if (!meant.isEmpty()) {
            throw table.fault(
                    row,
                    "there is no class " + label + meant + " The classes are " + String.join(", ", dataset.classes())
                            + ". A new class is made if its name is not so near to one of these.");
        }
    }

    private Proposal.Action action(Csv.Row row, String word) throws DatasetException {
        return Arrays.stream(Proposal.Action.values())
                .filter(action -> action.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> table.fault(
                        row,
                        "unknown action \"" + word + "\"; expected "
                                + Arrays.stream(Proposal.Action.values())
                                        .map(Proposal.Action::word)
                                        .collect(Collectors.joining(", "))));
    }

    private ExinaException outdated(Csv.Row row, String problem) {
        return table.fault(row, problem + "; make the table anew").with(Remedy.Kind.PROPOSE_AGAIN, dataset.root());
    }
}
