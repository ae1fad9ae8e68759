package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetException;
import org.exina.dataset.Groups;
import org.exina.dataset.ImageFacts;
import org.exina.dataset.Inspection;
import org.exina.features.ExtractionResult;
import org.exina.features.FeatureExtractor;
import org.exina.features.FeatureMatrix;
import org.exina.image.file.ImageSource;
import org.exina.image.file.SkippedFile;
import org.exina.labelling.Guess;
import org.exina.labelling.LabelEvent;
import org.exina.labelling.LabelledFiles;
import org.exina.labelling.LabelledFiles.LabelledImage;
import org.exina.labelling.Labels;
import org.exina.labelling.Prospect;
import org.exina.labelling.Sheet;
import org.exina.labelling.SheetChooser;
import org.exina.settings.Percent;

/**
 * Images that nobody labelled, on their way to a data set: sheets of images that look alike are shown, each is named in
 * one go, and after each step the next one is that which is worth most.
 *
 * <pre>{@code
 * Labelling work = exina.label(Path.of("grains"), Path.of("labels.jsonl"), Recipe.DEFAULT);
 * for (Optional<Sheet> sheet = work.next(); sheet.isPresent(); sheet = work.next()) {
 *     work.name(sheet.get(), "Betula", List.of(sheet.get().images().get(3)), "Ana"); // the fourth is none
 * }
 * work.writeManifest(Path.of("labels.csv"));
 * }</pre>
 *
 * <p>Images are numbered in the order of {@link #images}. Those that show the same are shown once and labelled together.
 * What is given is kept at once; who opens the same journal again goes on. One thread at a time may call it.
 */
public final class Labelling {
    /** The share of right labels that is aimed at unless told otherwise. */
    public static final double GOAL = 0.99;

    private static final int LEAST = 3;

    private final Workspace work;
    private final List<ImageSource> images;
    private final List<String> contents; // SHA-256 of each
    private final List<SkippedFile> skipped;
    private final List<List<Integer>> things; // images that show the same; the first is shown
    private final int[] thingOf;
    private final SheetChooser chooser; // of things
    private final Labels labels;
    private double goal = GOAL;
    private Optional<Prospect> prospect = Optional.empty(); // until the next label is given

    private Labelling(
            Workspace work,
            List<ImageSource> images,
            List<String> contents,
            List<SkippedFile> skipped,
            List<List<Integer>> things,
            SheetChooser chooser,
            Labels labels) {
        this.work = work;
        this.images = List.copyOf(images);
        this.contents = List.copyOf(contents);
        this.skipped = List.copyOf(skipped);
        this.things = List.copyOf(things);
        this.chooser = chooser;
        this.labels = labels;
        this.thingOf = new int[images.size()];
        for (int thing = 0; thing < things.size(); thing++) {
            for (int image : things.get(thing)) {
                thingOf[image] = thing;
            }
        }
    }

    /**
     * Reads all images, and gets the features of those that can be read.
     *
     * @param dataset of {@link Dataset#unlabelled}
     */
    static Labelling open(Workspace work, Dataset dataset, Path journal, Recipe recipe) throws IOException {
        Labels labels = Labels.open(journal);
        work.noteReading(dataset);
        Inspection inspection = work.inspect(dataset);
        int[] groups =
                Groups.of(inspection, Optional.empty()).groupOf(); // those of recipe.groupBy() may show many classes
        List<ImageSource> sources = inspection.sources(); // read and hashed once
        List<ImageSource> images = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        List<SkippedFile> skipped = new ArrayList<>(dataset.skipped());
        Map<Integer, List<Integer>> things = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            ImageSource image = sources.get(i);
            ImageFacts facts = inspection.facts().get(i);
            if (facts.isReadable()) {
                things.computeIfAbsent(groups[i], any -> new ArrayList<>()).add(images.size());
                images.add(image);
                contents.add(facts.sha256());
            } else {
                String problem = facts.problem().orElseThrow();
                skipped.add(new SkippedFile(image.name(), SkippedFile.Kind.UNREADABLE, problem));
            }
        }
        if (things.size() < LEAST) {
            throw new DatasetException(
                    dataset.root(),
                    "expected at least " + LEAST + " different images that can be read, found "
                            + things.size()
                            + (skipped.isEmpty()
                                    ? ""
                                    : "; " + skipped.get(0).path() + " "
                                            + skipped.get(0).reason()));
        }
        List<List<Integer>> shown = List.copyOf(things.values());
        SheetChooser chooser = SheetChooser.of(
                features(
                        work,
                        recipe,
                        shown.stream().map(thing -> images.get(thing.get(0))).toList()),
                recipe.seed());
        return new Labelling(work, images, contents, skipped, shown, chooser, labels);
    }

    private static float[][] features(Workspace work, Recipe recipe, List<ImageSource> images) throws IOException {
        List<Backbone> opened = new ArrayList<>();
        try {
            ExtractionResult result = new FeatureExtractor(work.cache())
                    .extract(images, Experiment.plan(work, recipe, opened), work.progress());
            try (FeatureMatrix features = result.features()) {
                return features.toArray(IntStream.range(0, images.size()).toArray());
            }
        } finally {
            opened.forEach(Backbone::close);
        }
    }

    /** The images that can be read, sorted by name. */
    public List<ImageSource> images() {
        return images;
    }

    /** What was left out, and why. */
    public List<SkippedFile> skipped() {
        return skipped;
    }

    /** What was labelled, by whom and when. */
    public Labels labels() {
        return labels;
    }

    /** The images that show the same as one, and get its label with it; the one that is shown comes first. */
    public List<Integer> alike(int image) {
        return things.get(thingOf[image]);
    }

    /**
     * The sheet to be looked at next.
     *
     * @return empty when what is left is answered well enough, see {@link #state}, or all is labelled
     */
    public Optional<Sheet> next() {
        return prospect()
                .sheet()
                .map(sheet -> new Sheet(
                        sheet.images().stream()
                                .map(thing -> things.get(thing).get(0))
                                .toList(),
                        sheet.proposed(),
                        sheet.probabilities()));
    }

    /** Aims at another share of right labels; at 1 every image is shown. */
    public void aimAt(double share) {
        goal = share;
        prospect = Optional.empty();
    }

    private Prospect prospect() {
        if (prospect.isEmpty()) {
            List<String> shown =
                    things.stream().map(thing -> contents.get(thing.get(0))).toList();
            prospect = Optional.of(chooser.prospect(labels.known(shown), goal));
        }
        return prospect.get();
    }

    /**
     * Names a sheet.
     *
     * @param label of all images on it but those thrown out
     * @param thrownOut images on it that have another label
     * @param by who says so; empty when that is not told
     * @throws org.exina.io.ExinaException when the label is blank, no name for a folder, or looks like one given before
     * @throws IllegalArgumentException when all images of a group without a proposed label are thrown out, which says nothing
     */
    public void name(Sheet sheet, String label, Collection<Integer> thrownOut, String by) throws IOException {
        if (sheet.proposed().isEmpty() && thrownOut.containsAll(sheet.images())) {
            throw new IllegalArgumentException("expected an image of the label in a group, got all thrown out");
        }
        List<LabelEvent.Image> named = new ArrayList<>();
        List<LabelEvent.Image> others = new ArrayList<>();
        for (int i = 0; i < sheet.images().size(); i++) {
            int image = sheet.images().get(i);
            double probability =
                    sheet.proposed().isEmpty() ? 0 : sheet.probabilities().get(i);
            add(image, probability, thrownOut.contains(image) ? others : named);
        }
        prospect = Optional.empty();
        labels.give(label, named, others, sheet.proposed().orElse(""), by);
    }

    /** Names one image, and those that show the same. */
    public void name(int image, String label, String by) throws IOException {
        name(new Sheet(List.of(image), Optional.empty(), List.of()), label, List.of(), by);
    }

    private void add(int image, double probability, List<LabelEvent.Image> to) {
        for (int each : alike(image)) {
            String as = each == image ? "" : images.get(image).name();
            to.add(new LabelEvent.Image(contents.get(each), images.get(each).name(), as, probability));
        }
    }

    /** Takes the last step back that was not yet, see {@link Labels#undo}. */
    public Optional<LabelEvent> undo(String by) throws IOException {
        prospect = Optional.empty();
        return labels.undo(by);
    }

    /**
     * How far the labelling has come.
     *
     * @param labelled images that a person labelled
     * @param expectedRight share of all images whose label is right, if those without one get what they are taken for: an
     *     estimate, by how often that was right before
     */
    public record State(int images, int labelled, double expectedRight) {}

    /** How far the labelling has come. */
    public State state() {
        int labelled = (int)
                contents.stream().filter(each -> labels.of(each).isPresent()).count();
        return new State(images.size(), labelled, prospect().expectedRight());
    }

    /**
     * All images that have a label.
     *
     * @param withGuesses whether the others have that which they are taken for, where it is known
     */
    public List<LabelledImage> labelled(boolean withGuesses) {
        List<LabelledImage> labelled = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            ImageSource image = images.get(i);
            Optional<Labels.Label> given = labels.of(contents.get(i));
            Optional<Guess> guess = withGuesses ? prospect().guesses().get(thingOf[i]) : Optional.empty();
            given.map(label -> new LabelledImage(image, label.label(), origin(label)))
                    .or(() -> guess.map(g ->
                            new LabelledImage(image, g.label(), "taken for it with " + Percent.of(g.probability()))))
                    .ifPresent(labelled::add);
        }
        return labelled;
    }

    private static String origin(Labels.Label label) {
        return (label.by().isEmpty() ? "" : label.by() + ", ")
                + label.when()
                + (label.shownAs().isEmpty() ? "" : ", as it shows the same as " + label.shownAs());
    }

    /** Writes a manifest, see {@link LabelledFiles#writeManifest}. */
    public void writeManifest(Path file, boolean withGuesses) throws IOException {
        LabelledFiles.writeManifest(labelled(withGuesses), file);
    }

    /** Copies the images into a folder for each label, see {@link LabelledFiles#writeFolder}. */
    public void writeFolder(Path folder, boolean withGuesses) throws IOException {
        LabelledFiles.writeFolder(labelled(withGuesses), folder, work.progress());
    }
}
