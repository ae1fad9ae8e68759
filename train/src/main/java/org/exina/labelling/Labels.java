package org.exina.labelling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exina.dataset.Dataset;
import org.exina.io.ExinaException;
import org.exina.io.Journal;

/**
 * Labels that people gave, each in a journal before it counts, so that a program that is killed loses none. An image is
 * known by its content: it keeps its label when its file is moved or renamed. For several threads.
 */
public final class Labels {
    private final Journal<LabelEvent> journal;
    private final Clock clock;
    private final List<LabelEvent> steps = new ArrayList<>(); // those that were not taken back
    private final Map<String, Label> labels = new HashMap<>();
    private final Map<String, Set<String>> refused = new HashMap<>();
    private int last; // number of the last step, taken back or not

    private Labels(Journal<LabelEvent> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Who called an image what, and when.
     *
     * @param by empty when nobody said
     * @param when in UTC, as ISO 8601 has it
     * @param shownAs see {@link LabelEvent.Image#shownAs}
     */
    public record Label(String label, String by, String when, String shownAs) {}

    /**
     * Opens what was labelled before; the file is made with the first label.
     *
     * @throws ExinaException when there is something else than such a journal
     */
    public static Labels open(Path journal) throws IOException {
        return open(journal, Clock.systemUTC());
    }

    static Labels open(Path file, Clock clock) throws IOException {
        Labels labels = new Labels(Journal.open(file, LabelEvent.class), clock);
        try (Stream<Optional<LabelEvent>> lines = labels.journal.lines()) {
            lines.flatMap(Optional::stream).forEach(labels::take);
        }
        return labels;
    }

    private void take(LabelEvent event) {
        last = Math.max(last, Integer.parseInt(event.key()));
        if (event.takesBack()) {
            steps.removeIf(step -> step.key().equals(event.undoes()));
            labels.clear();
            refused.clear();
            steps.forEach(this::apply);
        } else {
            steps.add(event);
            apply(event);
        }
    }

    private void apply(LabelEvent step) {
        for (LabelEvent.Image image : step.images()) {
            labels.put(image.sha256(), new Label(step.label(), step.by(), step.when(), image.shownAs()));
        }
        for (LabelEvent.Image image : step.thrownOut()) {
            refused.computeIfAbsent(image.sha256(), any -> new HashSet<>()).add(step.label());
            labels.computeIfPresent(
                    image.sha256(), (sha256, given) -> given.label().equals(step.label()) ? null : given);
        }
    }

    /**
     * Gives images a label; one that they had is replaced.
     *
     * @param label put in Unicode's composed form, without blanks around it
     * @param thrownOut images that were shown among them and have another label, not known yet
     * @param proposed what they were taken for; empty for none, or where the person chose the images
     * @param by who says so; empty when that is not told
     * @throws ExinaException when the label is blank, no name for a folder, or looks like one that was given
     */
    public synchronized void give(
            String label,
            Collection<LabelEvent.Image> images,
            Collection<LabelEvent.Image> thrownOut,
            String proposed,
            String by)
            throws IOException {
        String given = checked(label);
        add(new LabelEvent(
                String.valueOf(last + 1), "", by, now(), given, List.copyOf(images), List.copyOf(thrownOut), proposed));
    }

    private String checked(String label) throws ExinaException {
        String given = Dataset.label(label);
        if (given.isEmpty()) {
            throw new ExinaException("the label is blank; expected the name of a class");
        }
        if (!Dataset.isFolderName(given)) {
            throw new ExinaException("a class cannot be called " + Dataset.visible(given)
                    + ": its folder cannot be named so; choose another name");
        }
        Optional<String> twin = Dataset.twin(given, classes());
        if (twin.isPresent()) {
            throw new ExinaException("the label " + Dataset.visible(given) + " looks like "
                    + Dataset.visible(twin.get())
                    + ", which was given before; take that one, or one that differs by more"
                    + " than capitals and blanks");
        }
        return given;
    }

    /**
     * Takes the last step back that was not yet.
     *
     * @param by who does
     * @return that step; empty when there is none
     */
    public synchronized Optional<LabelEvent> undo(String by) throws IOException {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        LabelEvent step = steps.get(steps.size() - 1);
        add(new LabelEvent(String.valueOf(last + 1), step.key(), by, now(), "", List.of(), List.of(), ""));
        return Optional.of(step);
    }

    private void add(LabelEvent event) throws IOException {
        journal.add(event);
        take(event);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The label of an image, if it has one. */
    public synchronized Optional<Label> of(String sha256) {
        return Optional.ofNullable(labels.get(sha256));
    }

    /**
     * What is known of some images, to choose the next sheet by.
     *
     * @param contents SHA-256 of each
     */
    public synchronized KnownLabels known(List<String> contents) {
        List<KnownLabels.Checked> checked = new ArrayList<>();
        for (LabelEvent step : steps) {
            if (!step.proposed().isEmpty()) {
                boolean right = step.label().equals(step.proposed());
                check(step.images(), right, checked);
                check(step.thrownOut(), false, checked);
            }
        }
        return new KnownLabels(
                contents.stream()
                        .map(each -> of(each).map(Label::label).orElse(""))
                        .toList(),
                contents.stream()
                        .map(each -> Set.copyOf(refused.getOrDefault(each, Set.of())))
                        .toList(),
                checked);
    }

    private static void check(List<LabelEvent.Image> images, boolean right, List<KnownLabels.Checked> checked) {
        images.stream()
                .filter(image -> image.shownAs().isEmpty())
                .forEach(image -> checked.add(new KnownLabels.Checked(image.probability(), right)));
    }

    /** All labels that images have, sorted. */
    public synchronized List<String> classes() {
        return List.copyOf(
                new TreeSet<>(labels.values().stream().map(Label::label).toList()));
    }

    /** What was done and not taken back, the first step first. */
    public synchronized List<LabelEvent> steps() {
        return List.copyOf(steps);
    }

    /**
     * Compares the labels of two people.
     *
     * @param other of the same images, whatever they are called there
     */
    public Agreement compare(Labels other) {
        Map<String, String> names = other.names();
        names.putAll(names());
        return Agreement.of(given(), other.given(), names);
    }

    private synchronized Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        steps.forEach(step -> step.images().forEach(image -> names.put(image.sha256(), image.name())));
        return names;
    }

    private synchronized Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        labels.forEach((sha256, label) -> given.put(sha256, label.label()));
        return given;
    }
}
