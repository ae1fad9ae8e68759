package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.experiment.LearningCurve;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.TrainingSets;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Page;
import org.exina.report.html.Wording;
import org.exina.task.Progress;

/** A cross-validation as one page: how good, on what, what is mistaken for what, and how to run it again. */
public final class RunPage {
    private final RunFolder run;
    private final Path root;
    private final String command;
    private final Optional<MapSection> map;
    private final Optional<HeatMaps> heat;
    private final Optional<LearningCurve> curve;

    private RunPage(
            RunFolder run,
            Path root,
            String command,
            Optional<MapSection> map,
            Optional<HeatMaps> heat,
            Optional<LearningCurve> curve) {
        this.run = run;
        this.root = root;
        this.command = command;
        this.map = map;
        this.heat = heat;
        this.curve = curve;
    }

    /**
     * The page of a run. The same run and images give the same page.
     *
     * @param root the folder that the run's relative paths begin at, see {@link RunRecord.Data#root}
     * @param command what to type to run it again
     */
    public static RunPage of(RunFolder run, Path root, String command) {
        return new RunPage(run, root, command, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This page with a map of the images. */
    public RunPage with(DataMap drawn) {
        return new RunPage(run, root, command, Optional.of(new MapSection(drawn)), heat, curve);
    }

    /** This page with what spoke for the answers, beside the images. */
    public RunPage with(HeatMaps maps) {
        return new RunPage(run, root, command, map, Optional.of(maps), curve);
    }

    /**
     * This page with the learning curve of what was run.
     *
     * @throws ExinaException when it is of something else
     */
    public RunPage with(LearningCurve measured) throws ExinaException {
        CurveSection.require(measured, run);
        return new RunPage(run, root, command, map, heat, Optional.of(measured));
    }

    /**
     * What was written.
     *
     * @param images shown or meant to be
     * @param missing of these, gone or not readable
     */
    public record Written(long bytes, int images, int missing) {}

    /**
     * Makes the heat maps of the answers that the page of a run shows.
     *
     * @param data the images of the run, with the features it used; still the caller's to close
     * @param root the folder that the run's relative paths begin at
     * @throws org.exina.io.ExinaException when the run's classifiers cannot be trained again
     * @throws java.io.InterruptedIOException when the thread is interrupted
     */
    public static HeatMaps heatMaps(RunFolder run, TrainingSets data, Path root, Progress progress) throws IOException {
        Mistakes mistakes = Mistakes.of(run);
        List<TestPrediction> shown = new ArrayList<>(mistakes.shown());
        shown.addAll(ConfusedPairs.of(run, mistakes).shown());
        return HeatMaps.of(run, shown, data, root, progress);
    }

    /**
     * Writes the page; an earlier one is replaced.
     *
     * @throws org.exina.io.ExinaException when something else than a page is there
     */
    public Written write(Path file, Progress progress) throws IOException {
        OutputKind.PAGE.reserve(file);
        Mistakes mistakes = Mistakes.of(run);
        ConfusedPairs pairs = ConfusedPairs.of(run, mistakes);
        Map<String, Path> files = new TreeMap<>();
        mistakes.paths().forEach(path -> files.put(path, EmbeddedImages.find(root, path)));
        pairs.paths().forEach(path -> files.put(path, EmbeddedImages.find(root, path)));
        EmbeddedImages images = EmbeddedImages.of(files, HeatMaps.SIDE, progress);
        Map<String, Path> onMap = map.map(drawn -> drawn.files(root)).orElse(Map.of());
        EmbeddedImages smaller = EmbeddedImages.of(onMap, MapSection.SIDE, progress);
        page(mistakes, pairs, images, smaller).write(file);
        return new Written(Files.size(file), files.size(), images.missing());
    }

    private Page page(Mistakes mistakes, ConfusedPairs pairs, EmbeddedImages images, EmbeddedImages onMap) {
        RunRecord record = run.record();
        List<Page.Section> sections = new ArrayList<>();
        sections.add(new Page.Section(
                "figures",
                "Metrics",
                MetricTables.figures(record.figures(), record.data().classes().size())));
        sections.add(new Page.Section(
                "classes",
                "Class by class",
                MetricTables.perClass(record.figures(), record.settings().repeats())));
        sections.add(new Page.Section("confusion", "What is taken for what", ConfusionTable.of(record.figures())));
        if (!mistakes.isEmpty()) {
            sections.add(new Page.Section("pairs", "Most confused", pairs.html(images, heat)));
        }
        sections.add(new Page.Section("mistakes", "Every mistake", mistakes.html(images, heat)));
        curve.ifPresent(measured -> sections.add(new Page.Section(
                "curve", "Would more images help?", CurveSection.html(measured, Headline.name(record)))));
        map.ifPresent(drawn -> sections.add(new Page.Section("map", "Map of the images", drawn.html(onMap))));
        sections.add(new Page.Section("data", "The data", DataCheck.of(run)));
        sections.add(new Page.Section("settings", "How it was made", ReproducibilitySection.of(record, command)));
        return new Page(
                Headline.name(record) + ": " + Wording.percent(record.figures().accuracy()) + " accuracy",
                Headline.of(run),
                sections,
                "Made by Exina " + record.versions().getOrDefault("exina", "")
                        + " from the run of " + Headline.date(record)
                        + ". This page is one file and needs no network.");
    }
}
